import { byId } from './page.ts';
import { type Sentences, say } from './sentences.ts';

/** A page in another language, not shown yet. */
export interface OtherPage {
  readonly lang: string;
  readonly dir: string;
  readonly title: string;
  readonly body: HTMLElement;
  /** Where it would be found; a page of a file has none. */
  readonly path?: string;
}

/**
 * Puts a page in the place of this one, without leaving it: what was typed is in memory alone, and must not be lost.
 * The caller reads it just before, and fills it in again.
 */
export function putPage({ lang, dir, title, body, path }: OtherPage): void {
  // Parsed without scripts, what is meant for browsers without them would be here: buttons that send openly.
  for (const each of body.querySelectorAll('noscript')) each.remove();
  document.documentElement.lang = lang;
  document.documentElement.dir = dir;
  document.title = title;
  document.body.replaceWith(document.adoptNode(body));
  if (path !== undefined) history.replaceState(null, '', path);
}

/** Says which language the page is in now, and goes on from there: what had the focus is gone. */
export function tellLanguage(sentences: Sentences): void {
  const { lang } = document.documentElement;
  const name = new Intl.DisplayNames(lang, { type: 'language' }).of(lang) ?? lang;
  byId('language-state').textContent = say(sentences, 'language.changed', { name });
  byId('language-state').focus();
}
