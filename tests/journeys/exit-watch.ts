import type { HTTPRequest, Page } from 'puppeteer-core';
import type { SiteFacts } from './start-site.ts';
import { until } from './until.ts';

/** What a tab asks of other places, answered here, and of the site without an answer. */
export interface ExitWatch {
  /** Pages of other places that were asked for, in order. */
  readonly pages: readonly HTTPRequest[];
  /** Requests that wait. */
  readonly held: readonly HTTPRequest[];
  /** Lets another place answer. Until then nothing of it is there. */
  arrive(): Promise<void>;
}

/** Watches a page; a request to the site whose path is `hold` waits. */
export async function watchExit(page: Page, { origin }: SiteFacts, hold?: string): Promise<ExitWatch> {
  const pages: HTTPRequest[] = [];
  const held: HTTPRequest[] = [];
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin) {
      if (request.isNavigationRequest()) pages.push(request);
      else void request.respond({ status: 404 }).catch(() => {});
    } else if (url.pathname === hold) held.push(request);
    // A request that its page has given up meanwhile cannot go on.
    else void request.continue().catch(() => {});
  });
  return {
    pages,
    held,
    async arrive() {
      await pages.at(-1)?.respond({ status: 200, contentType: 'text/html', body: '<p id="elsewhere">Elsewhere</p>' });
      // A wait of the driver's own may get lost over the loading.
      await until(page, (id) => document.getElementById(id) !== null, 'elsewhere');
    },
  };
}
