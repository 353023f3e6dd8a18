import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';

/** As on the report page: uncovered after five seconds unless a script is ready. */
export function ReceiptStalled({ context }: { context: PageContext }) {
  const { messages } = context;
  return (
    <div id="stalled" class="stalled notice" role="status">
      <h2>{messages.t('receipt.stalled.title')}</h2>
      <p>{messages.t('receipt.stalled.text')}</p>
      <p>
        <a href={linksFor(context).receipt} target="_blank" rel="noopener noreferrer">
          {messages.t('receipt.stalled.newTab')}
        </a>
      </p>
    </div>
  );
}
