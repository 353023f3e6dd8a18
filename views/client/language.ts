import { byId } from './page.ts';
import { type Sentences, say } from './sentences.ts';

/** Asks for a page as a document. It comes by the same origin alone, and no script in it runs. */
function fetchPage(path: string): Promise<Document | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', path);
    request.responseType = 'document';
    request.onload = () => resolve(request.status === 200 ? request.responseXML : null);
    request.onerror = () => resolve(null);
    request.send();
  });
}

const scriptsOf = (page: Document) =>
  [...page.querySelectorAll('script[src]')].map((each) => each.getAttribute('src')).join();

/** Kept from the start: where no worker is to be had, the page adds the sealing scripts later. */
const running = scriptsOf(document);

/**
 * The same page in another language, not shown yet.
 * @returns `null` if it did not come, or was built with other scripts than those that run here.
 */
export async function askForPage(path: string): Promise<Document | null> {
  const page = await fetchPage(path);
  return page && scriptsOf(page) === running ? page : null;
}

/** Says which language the page is in now, and goes on from there: what had the focus is gone. */
export function tellLanguage(sentences: Sentences): void {
  const { lang } = document.documentElement;
  const name = new Intl.DisplayNames(lang, { type: 'language' }).of(lang) ?? lang;
  byId('language-state').textContent = say(sentences, 'language.changed', { name });
  byId('language-state').focus();
}

/**
 * Puts a page in the place of this one, without leaving it: what was typed is in memory alone, and must not be lost.
 * The caller reads it just before, and fills it in again.
 */
export function putPage(page: Document, path: string): void {
  // Parsed without scripts, what is meant for browsers without them would be here: buttons that send openly.
  for (const each of page.querySelectorAll('noscript')) each.remove();
  const { lang, dir } = page.documentElement;
  document.documentElement.lang = lang;
  document.documentElement.dir = dir;
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  history.replaceState(null, '', path);
}
