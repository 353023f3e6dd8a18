import type { Page } from 'puppeteer-core';
import { patienceMs } from '../eventually.ts';

/** Asks a page again and again, over loadings too, where a wait of the driver's own may get lost. */
export async function until<Argument>(
  page: Page,
  isSo: (argument: Argument) => boolean,
  argument: Argument,
): Promise<void> {
  const end = Date.now() + patienceMs;
  // A page that goes away under the question has no answer to it.
  while (!(await page.evaluate(isSo as (argument: unknown) => boolean, argument).catch(() => false))) {
    if (Date.now() > end) throw new Error(`still not so on ${page.url()}: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
