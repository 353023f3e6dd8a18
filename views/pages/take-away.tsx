import type { PropsWithChildren } from 'hono/jsx';
import { CarriedForm } from '../components/carried-form.tsx';
import { CarriedNotes } from '../components/carried-notes.tsx';
import { ExpiredKeyring } from '../components/expired-keyring.tsx';
import { LanguageButtons } from '../components/language-switch.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { QuickExit } from '../components/quick-exit.tsx';
import { ReadAnswer } from '../components/read-answer.tsx';
import { Sentence } from '../components/sentence.tsx';
import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';

/** The keyring that the file carries, as its script will verify it. */
export interface CarriedKeyring {
  /** The exact bytes of `keyring.json`, base64. */
  readonly bytes: string;
  /** Its signature, base64 too. */
  readonly minisig: string;
  /** Last UTC day. */
  readonly expires: string;
  readonly origins: readonly string[];
}

interface Props {
  /** One a language; the first is what is seen where no script chooses. */
  readonly contexts: readonly [PageContext, ...PageContext[]];
  readonly keyring: CarriedKeyring;
  /** Content Security Policy, by hashes of what will be put inline. */
  readonly policy: string;
}

/**
 * The take-away form: one file, all languages, nothing to load. The other languages stand in templates; whoever builds
 * it puts style and scripts into the elements that say `data-inline`.
 */
export function TakeAwayPage({ contexts: [first, ...others], keyring, policy }: Props) {
  const { messages } = first;
  return (
    <html lang={messages.language} dir={messages.direction}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <title>{messages.t('title.report')}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="color-scheme" content="light dark" />
        <meta name="keyring" content={keyring.bytes} />
        <meta name="keyring-signature" content={keyring.minisig} />
        <link rel="icon" href="data:," />
        <style data-inline="style"></style>
        <script type="text/plain" data-inline="copy-worker"></script>
        <script type="text/plain" data-inline="paste-worker"></script>
        {others.map((context) => (
          <template
            lang={context.messages.language}
            dir={context.messages.direction}
            data-title={context.messages.t('title.report')}
          >
            <Body context={context} keyring={keyring} />
          </template>
        ))}
      </head>
      <body>
        <Body context={first} keyring={keyring}>
          <noscript>
            <div class="notice">
              {[first, ...others].map(({ messages: each }) => (
                <p lang={each.language} dir={each.direction}>
                  <Sentence messages={each} message="noscript.file" />
                </p>
              ))}
            </div>
          </noscript>
        </Body>
        <script data-inline="script"></script>
      </body>
    </html>
  );
}

/** What is seen of the file in one language. Leaving it leads nowhere: not even that may ask a network. */
function Body({ context, keyring, children }: PropsWithChildren<{ context: PageContext; keyring: CarriedKeyring }>) {
  const { messages, settings } = context;
  const { expires, origins } = keyring;
  return (
    <>
      <PageHeader context={context} languageLinks="none" />
      <main id="main" tabindex={-1}>
        <LanguageButtons context={context} form="full" way="take-away" />
        {children}
        <h1>{messages.t('report.title')}</h1>
        <CarriedNotes context={context} expires={expires} />
        <ExpiredKeyring messages={messages} expires={expires} />
        <CarriedForm context={context} addresses={origins.map((origin) => origin + linksFor(context).sealed)} />
        <ReadAnswer context={context} />
      </main>
      <footer>
        <p>{messages.t('site.build', { build: settings.formBuild })}</p>
      </footer>
      <aside class="exit">
        <QuickExit context={context} />
      </aside>
    </>
  );
}
