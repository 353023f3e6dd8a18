import { Document } from '../components/document.tsx';
import { ReceiptForm } from '../components/receipt-form.tsx';
import { type ReceiptResult, ReceiptResults } from '../components/receipt-results.tsx';
import type { PageContext, Way } from '../page.ts';

interface Props {
  readonly context: PageContext;
  /** `sealed` asks without showing the code to the server; `plain` is the answer to an open post. */
  readonly way: Way;
  readonly result?: ReceiptResult;
  /** The code as typed, to be mended after a slip. */
  readonly code?: string;
}

export function ReceiptPage({ context, way, result, code = '' }: Props) {
  const { messages, assets, settings } = context;
  return (
    <Document
      context={context}
      title={messages.t('title.receipt')}
      scripts={way === 'sealed' ? [assets.receiptScript] : []}
    >
      <h1>{messages.t('receipt.title')}</h1>
      <p>{messages.t('receipt.privacy')}</p>
      {(way === 'sealed' || result) && (
        <ReceiptResults messages={messages} readingHours={settings.readingHours} found={result} />
      )}
      <ReceiptForm context={context} way={way} code={code} />
    </Document>
  );
}
