import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { BrowserKind, Started, StartOptions } from './browser.ts';
import { browserFor } from './kept-browser.ts';

/** The page of the test that runs, and its browser. */
export interface PageOf {
  page: Page;
  started: Started;
}

/**
 * Starts a browser for the tests of a block and gives each a page of its own; a script's error fails the test.
 * @param options asked for when the block starts.
 */
export function pageOf(kind: BrowserKind, options: () => StartOptions = () => ({})): PageOf {
  const hold = {} as PageOf;
  const faults: string[] = [];
  beforeAll(async () => {
    hold.started = await browserFor(kind, options());
  });
  afterAll(() => hold.started.end());
  beforeEach(async () => {
    faults.length = 0;
    hold.page = await hold.started.newPage();
    hold.page.on('pageerror', (error) => faults.push(String(error)));
    hold.page.on('console', (message) => {
      // What the browser notes about an answer that is meant to be 4xx is no fault of the page.
      if (message.type() === 'error' && !/responded with a status of 4\d\d/.test(message.text()))
        faults.push(message.text());
    });
  });
  afterEach(async () => {
    await hold.page.close({ runBeforeUnload: false });
    expect(faults).toEqual([]);
  });
  return hold;
}

/** Options of a browser that sends much: whoever is told of a request by Chromium gets all of its body too. */
export const unwatched = (kind: BrowserKind): StartOptions => (kind === 'chromium' ? { isUnwatched: true } : {});
