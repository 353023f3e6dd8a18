import { AnswerSection } from '../components/answer.tsx';
import { Document } from '../components/document.tsx';
import { GoOn } from '../components/go-on.tsx';
import { ReceiptAnswerFile } from '../components/receipt-answer-file.tsx';
import { ReceiptForm } from '../components/receipt-form.tsx';
import { type ReceiptResult, ReceiptResults } from '../components/receipt-results.tsx';
import { ScriptMessages } from '../components/script-messages.tsx';
import type { PageContext, Way } from '../page.ts';
import { receiptMessages } from '../script-messages.ts';

interface Props {
  readonly context: PageContext;
  /** `sealed` asks without showing the code to the server; `plain` is the answer to an open post. */
  readonly way: Way;
  readonly result?: ReceiptResult;
  /** The code as typed, to be mended after a slip. */
  readonly code?: string;
  /** Whether the browser did not say that the post came from here, so that nothing was looked up. */
  readonly isUnnamed?: boolean;
}

export function ReceiptPage({ context, way, result, code = '', isUnnamed }: Props) {
  const { messages, assets, settings } = context;
  const title = messages.t('title.receipt');
  const error =
    result?.kind === 'slip' || result?.kind === 'several' ? messages.t(`receipt.${result.kind}.title`) : undefined;
  return (
    <Document
      context={context}
      title={error ? messages.t('title.error', { title }) : title}
      scripts={way === 'sealed' ? [assets.receiptScript] : []}
    >
      <h1>{messages.t('receipt.title')}</h1>
      {way === 'sealed' && <p id="language-state" tabindex={-1}></p>}
      <p>{messages.t('receipt.privacy')}</p>
      {isUnnamed && (
        <p class="notice" role="status">
          {messages.t('receipt.unnamed')}
        </p>
      )}
      {(way === 'sealed' || result) && (
        <ReceiptResults messages={messages} readingHours={settings.readingHours} found={result} />
      )}
      {way === 'sealed' && <AnswerSection messages={messages} threadDays={settings.threadDays} />}
      {result?.token !== undefined && <ReceiptAnswerFile messages={messages} token={result.token} />}
      {way === 'sealed' && <GoOn context={context} />}
      <ReceiptForm context={context} way={way} code={code} error={error} />
      {way === 'sealed' && <ScriptMessages sentences={receiptMessages(messages)} />}
    </Document>
  );
}
