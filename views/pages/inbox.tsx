/** Props of the team's overview: counts and the state of the keyring, nothing from inside an envelope. */
interface InboxProps {
  readonly waiting: number;
  readonly collected: number;
  readonly chain: { readonly length: number; readonly head: string };
  readonly keyring: { readonly serial: number; readonly expires: string; readonly daysLeft: number };
}

/** The team's overview. English: it is for the people who run the server. */
export function InboxPage({ waiting, collected, chain, keyring }: InboxProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Inbox</title>
      </head>
      <body>
        <main>
          <h1>Inbox</h1>
          <p>Sealed envelopes can be opened in the reading room only. This page knows how many there are, no more.</p>
          <dl>
            <dt>Waiting to be collected</dt>
            <dd id="waiting">{waiting}</dd>
            <dt>Collected</dt>
            <dd id="collected">{collected}</dd>
            <dt>Chain of accepted envelopes</dt>
            <dd>
              {chain.length}, head <code>{chain.head}</code>
            </dd>
            <dt>Keyring</dt>
            <dd>
              number {keyring.serial}, until {keyring.expires} ({keyring.daysLeft} days)
            </dd>
          </dl>
          <p>
            To collect, on this machine: <code>npm run team -- collect bundle.tar</code>. Where the settings stand in no{' '}
            <code>.env</code>, as in the demonstration, name them: <code>--database FILE --committee FILE</code>.
          </p>
        </main>
      </body>
    </html>
  );
}
