import { type BuildRecord, contextOf } from '../server/build-record.ts';
import { linksFor } from '../views/links.ts';
import type { Messages } from '../views/messages.ts';
import type { PageContext } from '../views/page.ts';
import { AboutPage } from '../views/pages/about.tsx';
import { AccessibilityPage } from '../views/pages/accessibility.tsx';
import { DoorsPage } from '../views/pages/doors.tsx';
import { LandingPage } from '../views/pages/landing.tsx';
import { PlainNoticePage } from '../views/pages/plain-notice.tsx';
import { PrivacyPage } from '../views/pages/privacy.tsx';
import { ReceiptPage } from '../views/pages/receipt.tsx';
import { ReportPage } from '../views/pages/report.tsx';
import { SafetyPage } from '../views/pages/safety.tsx';
import { SealedPage } from '../views/pages/sealed.tsx';
import { type CarriedKeyring, TakeAwayPage } from '../views/pages/take-away.tsx';
import { render } from '../views/render.ts';

/** What leaving the take-away form leads to: nothing that would have to be loaded. */
const nowhere = 'about:blank';

/** The take-away form in all languages, with places for what is to be put inline. */
export function takeAwayPage(
  build: BuildRecord,
  all: readonly [Messages, ...Messages[]],
  keyring: CarriedKeyring,
  policy: string,
): string {
  const contextIn = (messages: Messages): PageContext => {
    const context = contextOf(build, messages, '');
    // Nothing can be posted from a file, whatever the site does.
    return { ...context, settings: { ...context.settings, exitUrl: nowhere, noscript: 'refuse' } };
  };
  const [first, ...others] = all;
  const contexts: [PageContext, ...PageContext[]] = [contextIn(first), ...others.map(contextIn)];
  return render(<TakeAwayPage contexts={contexts} keyring={keyring} policy={policy} />);
}

/**
 * Path and markup, in one language, of every page that is the same for all visitors; a path that ends in `/` is a
 * folder's own page.
 */
export function staticPages(build: BuildRecord, messages: Messages): [string, string][] {
  const at = (path: string) => contextOf(build, messages, path);
  const links = linksFor(at(''));
  const pages: [string, string][] = [
    [links.landing, render(<LandingPage context={at(links.landing)} />)],
    [links.safety, render(<SafetyPage context={at(links.safety)} />)],
    [links.report, render(<ReportPage context={at(links.report)} form="full" way="sealed" />)],
    [links.alert, render(<ReportPage context={at(links.alert)} form="alert" way="sealed" />)],
    [links.receipt, render(<ReceiptPage context={at(links.receipt)} way="sealed" />)],
    [links.sealed, render(<SealedPage context={at(links.sealed)} way="sealed" />)],
    [links.privacy, render(<PrivacyPage context={at(links.privacy)} />)],
    [links.accessibility, render(<AccessibilityPage context={at(links.accessibility)} />)],
    [links.doors, render(<DoorsPage context={at(links.doors)} />)],
    [links.about, render(<AboutPage context={at(links.about)} />)],
  ];
  if (build.settings.noscript === 'refuse') return pages;
  return [
    ...pages,
    [links.plainNotice, render(<PlainNoticePage context={at(links.plainNotice)} />)],
    [links.plainForm, render(<ReportPage context={at(links.plainForm)} form="full" way="plain" />)],
  ];
}
