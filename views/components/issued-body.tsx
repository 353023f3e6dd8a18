import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';
import { ReceiptCode } from './receipt-code.tsx';

interface Props {
  readonly context: PageContext;
  /** Nine groups of five digits; without them a script fills them in. */
  readonly groups?: readonly string[];
  /** Whether it was sent without a code. */
  readonly isWithout?: boolean;
}

/** The receipt: the code, why to keep it, and what happens next. */
export function IssuedBody({ context, groups, isWithout = false }: Props) {
  const { messages, settings } = context;
  return (
    <>
      <p>{messages.t('issued.sealed')}</p>
      <ReceiptCode messages={messages} groups={groups} isWithout={isWithout}>
        <p>{messages.t('issued.why')}</p>
        <p>
          <a href={linksFor(context).receipt} target="_blank" rel="noopener noreferrer">
            {messages.t('issued.check')}
          </a>
        </p>
      </ReceiptCode>
      <h2>{messages.t('issued.nextTitle')}</h2>
      <p>
        {messages.t('issued.next')} {settings.readingHours}
      </p>
      <p>{messages.t('issued.danger')}</p>
      <p>{messages.t('issued.leave')}</p>
    </>
  );
}
