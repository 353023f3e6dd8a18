import { checkAnswers, type FieldError } from '../../report/form.ts';
import { type Messages, messagesFor } from '../../views/messages.ts';
import type { PageContext, PageSettings } from '../../views/page.ts';
import { IssuedPage } from '../../views/pages/issued.tsx';
import { LandingPage } from '../../views/pages/landing.tsx';
import { PlainNoticePage } from '../../views/pages/plain-notice.tsx';
import { ProblemPage, problemIds } from '../../views/pages/problem.tsx';
import { ReceiptPage } from '../../views/pages/receipt.tsx';
import { ReportPage } from '../../views/pages/report.tsx';
import { render } from '../../views/render.ts';

export const codeGroups = ['01234', '56789', '11111', '22222', '33333', '44444', '55555', '66666', '77777'];

export function contextWith(settings: Partial<PageSettings> = {}, messages: Messages = messagesFor('en')): PageContext {
  return {
    messages,
    assets: {
      style: '/assets/main-0a.css',
      noscriptStyle: '/assets/noscript-0a.css',
      reportScript: '/assets/report-0a.js',
      receiptScript: '/assets/receipt-0a.js',
      quickExitScript: '/assets/quick-exit-0a.js',
      sealWorker: '/assets/seal-worker-0a.js',
      sodiumScript: '/assets/sodium-0a.js',
      lightScript: '/assets/light-0a.js',
      favicon: '/assets/icon-0a.svg',
    },
    settings: {
      exitUrl: 'https://weather.example/',
      readingHours: 'On working days from 9 to 17 in Geneva. Opening takes up to two working days.',
      demo: true,
      noscript: 'seal',
      rootFingerprint: codeGroups.join(' '),
      fictionalCountries: true,
      formBuild: '0.1.0',
      ...settings,
    },
    path: '/en/report',
  };
}

/** What an empty form answers: every question is needed. */
export function allErrors(): readonly FieldError[] {
  const checked = checkAnswers({});
  return checked.ok ? [] : checked.errors;
}

/** Every page in every state, by a name for messages. */
export function everyPage(messages?: Messages): ReadonlyMap<string, string> {
  const context = contextWith({}, messages);
  const strict = contextWith({ noscript: 'refuse', demo: false, fictionalCountries: false }, messages);
  const pages = new Map([
    ['landing', <LandingPage context={context} />],
    ['report', <ReportPage context={context} way="sealed" />],
    ['report, refusing', <ReportPage context={strict} way="sealed" />],
    ['report, sealed with errors', <ReportPage context={context} way="sealed" errors={allErrors()} />],
    ['report, plain', <ReportPage context={context} way="plain" />],
    ['report, plain with errors', <ReportPage context={context} way="plain" errors={allErrors()} />],
    ['plain notice', <PlainNoticePage context={context} />],
    ['plain notice, refusing', <PlainNoticePage context={strict} />],
    ['issued', <IssuedPage context={context} groups={codeGroups} />],
    ['receipt', <ReceiptPage context={context} way="sealed" />],
    ['receipt, refusing', <ReceiptPage context={strict} way="sealed" />],
    ['receipt, plain', <ReceiptPage context={context} way="plain" />],
  ]);
  for (const kind of ['received', 'collected', 'unknown', 'slip'] as const) {
    pages.set(`receipt, ${kind}`, <ReceiptPage context={context} way="plain" result={{ kind }} />);
  }
  const repaired = <ReceiptPage context={context} way="plain" result={{ kind: 'unknown', repaired: codeGroups }} />;
  pages.set('receipt, repaired', repaired);
  for (const id of problemIds) pages.set(`problem, ${id}`, <ProblemPage context={context} problem={{ id }} />);
  return new Map([...pages].map(([name, page]) => [name, render(page)]));
}
