import type { Messages } from '../messages.ts';
import { CodeDigits } from './code-digits.tsx';

/** What a look at a code can show. The last two are known to a script alone. */
const results = ['received', 'added', 'collected', 'unknown', 'slip', 'several', 'offline', 'busy'] as const;

export interface ReceiptResult {
  readonly kind: 'received' | 'added' | 'collected' | 'unknown' | 'slip' | 'several';
  /** Hexadecimal token of a mailbox that is here, by which its sealed answer can be asked for. */
  readonly token?: string;
  /** The code in nine groups, if one slip in what was typed has been corrected. */
  readonly repaired?: readonly string[];
  /** Groups that were or are wrong, from 1, where that is known. */
  readonly groups?: readonly number[];
}

interface Props {
  readonly messages: Messages;
  readonly readingHours: string;
  /** What the server found; without it all wait, hidden, for a script. */
  readonly found?: ReceiptResult | undefined;
}

/** A corrected slip stands above what was found, and is no part of it. */
export function ReceiptResults({ messages, readingHours, found }: Props) {
  const repaired = found?.repaired;
  const number = new Intl.NumberFormat(messages.language);
  const groups = found?.groups?.map((group) => number.format(group)).join(', ');
  return (
    <>
      {(repaired || !found) && (
        <section id="repaired" class="notice" hidden={!repaired} tabindex={-1} aria-labelledby="repaired-title">
          <h2 id="repaired-title">{messages.t('receipt.repaired.title')}</h2>
          <p>{messages.t('receipt.repaired.text')}</p>
          <p>
            <CodeDigits id="repaired-code" {...(repaired && { groups: repaired })} />
          </p>
          <p id="repaired-groups" hidden={!groups}>
            {groups && messages.t('receipt.groups', { groups })}
          </p>
        </section>
      )}
      <section
        id="result"
        class="notice"
        hidden={!found}
        tabindex={-1}
        aria-labelledby={`result-${found?.kind ?? 'received'}`}
      >
        {results
          .filter((result) => !found || result === found.kind)
          .map((result) => (
            <div data-result={result} hidden={result !== found?.kind}>
              <h2 id={`result-${result}`}>{messages.t(`receipt.${result}.title`)}</h2>
              <p>{messages.t(`receipt.${result}.text`)}</p>
              {result === 'slip' && (
                <p id="slip-groups" hidden={!groups}>
                  {groups && messages.t('receipt.groups', { groups })}
                </p>
              )}
              {(result === 'received' || result === 'added') && (
                <p>
                  {messages.t('receipt.hours')} {readingHours}
                </p>
              )}
            </div>
          ))}
      </section>
    </>
  );
}
