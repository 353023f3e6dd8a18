import type { Page } from 'puppeteer-core';
import { fill } from './filling.ts';
import { press } from './form-page.ts';

/** Comes back with a code, as somebody types it. @param seen number of the last answer on their paper. */
export async function comeBack(page: Page, address: string, code: string, seen = ''): Promise<void> {
  await page.goto(address);
  await page.waitForSelector('#send-button');
  await lookUp(page, code, seen);
}

/** Types a code into the page that is there. */
export async function lookUp(page: Page, code: string, seen = ''): Promise<void> {
  await fill(page, { code: [code], seen: [seen] });
  await press(page, '#send-button');
}

/** Waits for an answer, or for why none is shown. */
export const shownAnswer = (page: Page, what: string) =>
  page.waitForSelector(`#answer:not([hidden]) [data-answer=${what}]:not([hidden])`);

/** Adds words to a report, and waits until they are there. */
export async function addWords(page: Page, filling: Readonly<Record<string, readonly string[]>>): Promise<void> {
  await fill(page, filling);
  await press(page, '#update-send');
  await page.waitForFunction(() => document.getElementById('update-arrived')?.textContent !== '');
}
