import type { PageContext } from '../page.ts';

/** The same page in every language of the site, each in its own name; nothing where there is one alone. */
export function LanguageLinks({ context: { messages, languages, path } }: { context: PageContext }) {
  if (languages.length < 2) return null;
  return (
    <nav class="languages" aria-label={messages.t('site.languages')}>
      <ul>
        {languages.map(({ code, name, direction }) => (
          <li>
            <a
              href={pathIn(code, path, messages.language)}
              lang={code}
              hreflang={code}
              dir={direction}
              aria-current={code === messages.language ? 'true' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A path that stands outside every language, as that of a problem page may, becomes the landing page's. */
function pathIn(code: string, path: string, current: string): string {
  return path.startsWith(`/${current}/`) ? `/${code}${path.slice(current.length + 1)}` : `/${code}/`;
}
