import type { PageContext } from '../page.ts';
import { LanguageLinks } from './language-links.tsx';
import { QuickExit } from './quick-exit.tsx';

interface Props {
  readonly context: PageContext;
  /** `none` where a page brings its own way to another language, or where a link would lose what is on it. */
  readonly languageLinks?: 'links' | 'none' | undefined;
}

/** Ways past the top, a warning in a demonstration, and whose page this is. */
export function PageHeader({ context, languageLinks = 'links' }: Props) {
  const { messages, settings } = context;
  return (
    <header>
      <a class="skip" href="#main">
        {messages.t('site.skip')}
      </a>
      <QuickExit context={context} first />
      {settings.demo && <p class="demo">{messages.t('site.demo')}</p>}
      <p class="owner">{messages.t('site.owner')}</p>
      {languageLinks === 'links' && <LanguageLinks context={context} />}
    </header>
  );
}
