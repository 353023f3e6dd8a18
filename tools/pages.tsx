import { messagesFor } from '../views/messages.ts';
import type { PageContext } from '../views/page.ts';
import { LandingPage } from '../views/pages/landing.tsx';
import { PlainNoticePage } from '../views/pages/plain-notice.tsx';
import { ReceiptPage } from '../views/pages/receipt.tsx';
import { ReportPage } from '../views/pages/report.tsx';
import { render } from '../views/render.ts';

/** Path and markup of every page that is the same for all visitors; a path that ends in `/` is a folder's own page. */
export function staticPages(build: Pick<PageContext, 'assets' | 'settings'>): [string, string][] {
  const at = (path: string): PageContext => ({ ...build, messages: messagesFor('en'), path });
  const pages: [string, string][] = [
    ['/en/', render(<LandingPage context={at('/en/')} />)],
    ['/en/report', render(<ReportPage context={at('/en/report')} way="sealed" />)],
    ['/en/receipt', render(<ReceiptPage context={at('/en/receipt')} way="sealed" />)],
  ];
  if (build.settings.noscript === 'refuse') return pages;
  return [
    ...pages,
    ['/en/report/plain', render(<PlainNoticePage context={at('/en/report/plain')} />)],
    ['/en/report/plain/form', render(<ReportPage context={at('/en/report/plain/form')} way="plain" />)],
  ];
}
