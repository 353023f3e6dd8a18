import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';

/** The same ways out at the end of every page. */
export function PageFooter({ context }: { context: PageContext }) {
  const { messages, settings, path } = context;
  const links = linksFor(context);
  const link = (href: string, text: string) => (
    <li>
      <a href={href} aria-current={href === path ? 'page' : undefined}>
        {text}
      </a>
    </li>
  );
  return (
    <footer>
      <nav aria-label={messages.t('site.links')}>
        <ul>
          {link(links.landing, messages.t('site.home'))}
          {link(links.safety, messages.t('site.safety'))}
          {link(links.receipt, messages.t('site.receipt'))}
          {link(links.sealed, messages.t('site.sealed'))}
          {link(links.doors, messages.t('site.doors'))}
          {link(links.privacy, messages.t('site.privacy'))}
          {link(links.accessibility, messages.t('site.accessibility'))}
          {link(links.about, messages.t('site.about'))}
        </ul>
      </nav>
      <p>{messages.t('site.build', { build: settings.formBuild })}</p>
    </footer>
  );
}
