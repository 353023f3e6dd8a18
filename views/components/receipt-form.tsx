import { linksFor } from '../links.ts';
import type { PageContext, Way } from '../page.ts';
import { CodeField, SeenField } from './code-fields.tsx';
import { PageStalled } from './page-stalled.tsx';
import { SendSlot } from './send-slot.tsx';

interface Props {
  readonly context: PageContext;
  readonly way: Way;
  readonly code: string;
  /** What to mend in the code. */
  readonly error?: string | undefined;
}

/** Asks for a code. With scripts on the code itself never leaves the page, so nothing may post it. */
export function ReceiptForm({ context, way, code, error }: Props) {
  const { messages } = context;
  const { receipt } = linksFor(context);
  const input = <CodeField messages={messages} value={code} error={error} />;
  const button = messages.t('receipt.button');
  const mayPost = context.settings.noscript === 'seal';
  if (way === 'plain') {
    return (
      <form id="receipt" method="post" action={receipt} novalidate autocomplete="off" writingsuggestions="false">
        {input}
        <p>{messages.t('receipt.noscript')}</p>
        <button type="submit">{button}</button>
      </form>
    );
  }
  return (
    <form
      id="receipt"
      method="dialog"
      novalidate
      autocomplete="off"
      writingsuggestions="false"
      data-language={messages.language}
    >
      {input}
      <SeenField messages={messages} />
      <SendSlot text={button} />
      <p id="receipt-state" role="status"></p>
      <PageStalled context={context} title={messages.t('receipt.stalled.title')} />
      <noscript>
        <p class="notice">{messages.t(mayPost ? 'receipt.noscript' : 'receipt.refuse')}</p>
        {mayPost && (
          <button type="submit" formmethod="post" formaction={receipt} formenctype="application/x-www-form-urlencoded">
            {button}
          </button>
        )}
      </noscript>
    </form>
  );
}
