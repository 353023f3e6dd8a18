import type { PageContext } from '../page.ts';
import { QuickExit } from './quick-exit.tsx';

/** Ways past the top, a warning in a demonstration, and whose page this is. */
export function PageHeader({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  return (
    <header>
      <a class="skip" href="#main">
        {messages.t('site.skip')}
      </a>
      <QuickExit context={context} first />
      {settings.demo && <p class="demo">{messages.t('site.demo')}</p>}
      <p class="owner">{messages.t('site.owner')}</p>
    </header>
  );
}
