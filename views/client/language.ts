import type { OtherPage } from './other-page.ts';

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
export async function askForPage(path: string): Promise<OtherPage | null> {
  const page = await fetchPage(path);
  if (!page || scriptsOf(page) !== running) return null;
  const { lang, dir } = page.documentElement;
  return { lang, dir, title: page.title, body: page.body, path };
}
