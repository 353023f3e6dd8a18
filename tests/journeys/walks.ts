import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { formatReceipt } from '../../crypto/receipt-code.ts';
import { formFields } from '../../tools/form-fields.ts';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { type Filling, fill, goTo, toCheck } from './filling.ts';
import { press } from './form-page.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { filling } from './whole-report.ts';
import { type Language, otherThan } from './windows.ts';

const site = siteOfWorker();

/** Nothing in it can be broken at a space. */
export const longWord = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4);
/** Every answer, some of them long, some against another. */
export const everything: Filling = {
  ...formFields(wholeAnswers),
  'source.name': [longWord],
  'mps.0.fullName': [longWord],
  'mps.1.fullName': [`٥ ${longWord}`],
  'consent.mp': ['mp_objects'],
  'perpetrators.0.nameOrUnit': [longWord],
};
/** What counts for every MP of a list. */
const forAll: Filling = { 'everyMp.country': ['XC'], 'everyMp.capacityThen': ['sitting'] };
const list = Array.from({ length: 4 }, (_, at) => `Invented ${at} ${longWord}, Party`).join('\n');

const isShown = (selector: string) => `${selector}:not([hidden])`;

export async function open(page: Page, path: string): Promise<void> {
  await page.goto(site.origin + path);
}

/** Pages that stand still, each with all that can be unfolded. */
export async function* stillPages(page: Page, language: Language): AsyncGenerator<string> {
  for (const path of stillPaths) {
    await open(page, `/${language}${path}`);
    await page.$$eval('details', (folds) => {
      for (const fold of folds) fold.open = true;
    });
    yield path;
  }
  await page.setJavaScriptEnabled(false);
  for (const path of ['/report', '/alert', '/receipt', '/sealed']) {
    await open(page, `/${language}${path}`);
    // axe waits for ever where scripts are off; the page stays as it came.
    await page.setJavaScriptEnabled(true);
    yield `${path} without scripts`;
    await page.setJavaScriptEnabled(false);
  }
  await page.setJavaScriptEnabled(true);
}
const stillPaths = [
  '/',
  '/safety',
  '/privacy',
  '/accessibility',
  '/doors',
  '/about',
  '/sealed',
  '/report/plain',
  '/report/plain/form',
  '/nothing-here',
];
export const everyPath = [...stillPaths, '/report', '/alert', '/receipt'];

async function post(page: Page): Promise<number> {
  const [response] = await Promise.all([
    page.waitForNavigation(),
    press(page, '#report > button[value=send]:last-child'),
  ]);
  return response?.status() ?? 0;
}

/** What the server answers to an open form, and what a code shows. */
export async function* answeredPages(page: Page, language: Language): AsyncGenerator<string> {
  await open(page, `/${language}/report/plain/form`);
  expect(await post(page)).toBe(422);
  yield 'open form with errors';
  await fill(page, { ...filling, 'consent.mp': ['is_self'], 'paste.text': [list], ...forAll });
  expect(await post(page)).toBe(422);
  expect(await page.$$('.error-summary, #pasted')).toHaveLength(1);
  yield 'open form to look at again';
  expect(await post(page)).toBe(201);
  yield 'receipt of an open form';
  const code = await page.$eval('#issued-code', (element) => element.textContent ?? '');
  await open(page, `/${language}/receipt`);
  await page.waitForSelector('#send-button');
  yield 'asking for a code';
  const slipped = formatReceipt(new Uint8Array(16).fill(7))
    .join(' ')
    .replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
  for (const [typed, result] of [
    [code, 'received'],
    [slipped, 'unknown'],
    ['12345', 'slip'],
  ] as const) {
    await fill(page, { code: [typed] });
    await press(page, '#send-button');
    await page.waitForSelector(isShown(`[data-result="${result}"]`));
    yield `code: ${result}`;
  }
}

export async function* alertPages(page: Page, language: Language): AsyncGenerator<string> {
  await open(page, `/${language}/alert`);
  await page.waitForSelector('#send-button');
  yield 'alert';
  await press(page, '#send-button');
  await page.waitForSelector('.error-summary li');
  yield 'alert with errors';
  await fill(page, { ...formFields(wholeAlert), 'mp.fullName': [longWord] });
  yield 'alert, filled';
  // Everything that may have to be told, at once.
  await page.evaluate(() => {
    delete document.documentElement.dataset.ready;
    document.documentElement.dataset.failed = '';
    for (const each of document.querySelectorAll<HTMLElement>('#problem, #problem [hidden], #working, #stalled'))
      each.hidden = false;
  });
  yield 'alert with every problem';
}

/** The full report from its first part to another language of its receipt. */
export async function* reportPages(page: Page, language: Language): AsyncGenerator<string> {
  const other = otherThan(language);
  await open(page, `/${language}/report`);
  await page.waitForSelector('#send-button');
  yield 'empty form';
  await toCheck(page);
  await page.waitForFunction(() => document.querySelectorAll('.error-summary li').length === 11);
  yield 'nothing to check';
  const wrong = await page.$$eval('[data-section]:has(.error-message)', (found) =>
    found.map((each) => each.getAttribute('data-section') ?? ''),
  );
  expect(wrong.length).toBeGreaterThan(3);
  for (const section of wrong) {
    await goTo(page, section);
    yield `part ${section} with errors`;
  }
  await fill(page, everything);
  const sections = await page.$$eval('[data-section]', (found) =>
    found.map((each) => each.getAttribute('data-section') ?? ''),
  );
  expect(sections).toHaveLength(7);
  for (const section of sections) {
    await goTo(page, section);
    yield `part ${section}, filled`;
  }
  await goTo(page, 'mps');
  await fill(page, { 'paste.text': [list] });
  await press(page, '[data-paste=show]');
  await page.waitForSelector(isShown('[data-paste=preview]'));
  yield 'pasted list';
  await press(page, '[data-paste=accept]');
  await page.waitForSelector('[data-row="5"]');
  await press(page, '[data-row="2"] [aria-expanded=false]');
  await press(page, '[data-row="5"] button:last-child');
  expect(await page.$$('[data-row]')).toHaveLength(4);
  await fill(page, forAll);
  yield 'table of MPs, one open, one taken away';
  await toCheck(page);
  await page.waitForSelector(isShown('[data-contradiction=objects_but_wide]'));
  await page.$eval('#keep-copy', (fold) => ((fold as HTMLDetailsElement).open = true));
  await press(page, '#copy-save');
  await page.waitForFunction(() => document.getElementById('copy-state')?.textContent !== '');
  yield 'answers to check, with a copy';
  for (const next of [other, language]) {
    await press(page, `[data-page="/${next}/report"]`);
    await page.waitForSelector(`html[lang=${next}] #language-state:not(:empty)`);
    if (next === other) yield 'in another language';
  }
  await press(page, '#send-button');
  await page.waitForSelector(isShown('#issued'));
  await page.$eval('#issued details', (fold) => ((fold as HTMLDetailsElement).open = true));
  yield 'receipt';
  await press(page, `[data-page="/${other}/report"]`);
  await page.waitForSelector(`html[lang=${other}] ${isShown('#issued')}`);
  yield 'receipt in another language';
}
