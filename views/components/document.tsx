import type { PropsWithChildren } from 'hono/jsx';
import type { PageContext } from '../page.ts';
import { PageFooter } from './page-footer.tsx';
import { PageHeader } from './page-header.tsx';
import { QuickExit } from './quick-exit.tsx';

interface Props {
  readonly context: PageContext;
  /** Neutral, since it stays in tabs, history and screenshots. */
  readonly title: string;
  /** Classic scripts besides the quick exit. */
  readonly scripts?: readonly string[];
  /** Whether search engines may list the page. */
  readonly isListed?: boolean;
  /** `none` where the page brings its own way to another language, or where a link would lose what is on it. */
  readonly languageLinks?: 'links' | 'none';
  /** Whether nothing of the page is printed but the card with the code. */
  readonly printsCard?: boolean;
}

/** The frame of every page. */
export function Document(props: PropsWithChildren<Props>) {
  const { context, title, scripts = [], isListed, languageLinks, printsCard, children } = props;
  const { messages, assets } = context;
  return (
    <html lang={messages.language} dir={messages.direction}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="same-origin" />
        {!isListed && <meta name="robots" content="noindex, nofollow" />}
        {/* iOS makes telephone links of digits, and a code of them. */}
        <meta name="format-detection" content="telephone=no" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={assets.favicon} />
        <link rel="stylesheet" href={assets.style} />
        <noscript>
          <link rel="stylesheet" href={assets.noscriptStyle} />
        </noscript>
        {/* Not in turn with the others: on a slow line the way out works while they are still arriving. */}
        <script src={assets.quickExitScript} async></script>
        {scripts.map((src) => (
          <script src={src} defer></script>
        ))}
      </head>
      <body data-print={printsCard ? '' : undefined}>
        <PageHeader context={context} languageLinks={languageLinks} />
        <main id="main" tabindex={-1}>
          {children}
        </main>
        <PageFooter context={context} />
        <aside class="exit">
          <QuickExit context={context} />
        </aside>
      </body>
    </html>
  );
}
