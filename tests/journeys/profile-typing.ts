import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { formatReceipt } from '../../crypto/receipt-code.ts';
import { formFields } from '../../tools/form-fields.ts';
import { wholeAnswers } from '../report/whole-answers.ts';
import { choose, fileWith, sendFiles } from './choosing.ts';
import { fill, send } from './filling.ts';
import type { Trail } from './profile-trail.ts';
import { siteOfWorker } from './site-of-worker.ts';

const site = siteOfWorker();

/** Answers that must be numbers for a report to be sent. */
export const numbers = /\.(year|month|day|birthYear|size)$/;
const nothing = /^$/;
const textControls = 'form input:not([type=checkbox]):not([type=radio]):not([type=hidden])[name], form textarea[name]';

/** Opens a form, as from the page before it. */
export async function openForm(trail: Trail, path: string): Promise<Page> {
  const page = await trail.newPage();
  await page.goto(`${site.origin}/en/`);
  await page.goto(`${site.origin}${path}`);
  return page;
}

/** Names of every control for text in a form that was answered whole, by these answers. */
const textNames = new Map<object, readonly string[]>();

/** Answers every question, each text by a secret of its own; one of them is typed by keys. */
export async function fillWhole(trail: Trail, page: Page, whole: object, kept: RegExp = nothing): Promise<void> {
  await page.waitForSelector('html[data-ready]');
  const fields = formFields(whole);
  if (!textNames.has(whole)) {
    await fill(page, fields);
    textNames.set(whole, await page.$$eval(textControls, (all) => all.map((each) => each.getAttribute('name') ?? '')));
  }
  const names = (textNames.get(whole) ?? []).filter((name) => !kept.test(name));
  expect(names.length).toBeGreaterThan(whole === wholeAnswers ? 50 : 3);
  await fill(page, { ...fields, ...Object.fromEntries(names.map((name) => [name, [trail.secret(name)]])) });
  await page.bringToFront();
  const seen = await page.$$(`:is(${textControls}):not([inputmode=numeric])`);
  for (const control of seen)
    if (await control.evaluate((each) => each.checkVisibility())) return control.type(trail.secret('typed by keys'));
  throw new Error('no control is seen');
}

export async function openFilled(trail: Trail, path: string, whole: object, kept: RegExp = nothing): Promise<Page> {
  const page = await openForm(trail, path);
  await fillWhole(trail, page, whole, kept);
  return page;
}

/** Answers what is enough to be seen when it comes back. */
export async function fillSome(trail: Trail, page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready]');
  const names = ['mps.0.fullName', 'mps.1.fullName', 'source.name', 'narrative', 'events.0.text', 'contact.codeWord'];
  await fill(page, {
    'source.relation': ['self'],
    'mps.0.country': ['XB'],
    violations: ['immunity'],
    ...Object.fromEntries(names.map((name) => [name, [trail.secret(name)]])),
  });
}

/** A code that no report has, with a slip that the page mends. */
function newCode(trail: Trail): string {
  const code = formatReceipt(crypto.getRandomValues(new Uint8Array(16))).join(' ');
  trail.secretCode(code, 'receipt code, mended');
  const slipped = code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
  trail.secretCode(slipped, 'receipt code, typed');
  return slipped;
}

export async function openReceipt(trail: Trail): Promise<Page> {
  const page = await trail.newPage();
  await page.goto(`${site.origin}/en/receipt`);
  await page.waitForSelector('#send-button');
  await page.type('#code', newCode(trail));
  await page.click('#send-button');
  await page.waitForSelector('#repaired:not([hidden])');
  // What is found takes the focus, and would take it from whoever types meanwhile.
  await page.waitForSelector('[data-result=unknown]:not([hidden])');
  return page;
}

export async function sendAndReadCode(trail: Trail, page: Page): Promise<string> {
  await send(page);
  await page.waitForSelector('#issued:not([hidden])');
  const code = await page.$eval('#issued-code', (element) => element.textContent ?? '');
  expect(code).toMatch(/^\d{5}( \d{5}){8}$/);
  trail.secretCode(code, 'issued code');
  return code;
}

/** Chooses files whose names, contents and descriptions are secret, and sends all but the last. */
export async function sendSecretFiles(trail: Trail, page: Page): Promise<void> {
  await page.waitForSelector('#evidence:not([hidden])');
  const secretFile = (about: string, bytes: number) => {
    const content = Buffer.alloc(bytes, `${trail.secret(`in ${about}`)} `);
    return fileWith(`${trail.secret(`name of ${about}`)}.txt`, content).path;
  };
  const [small, large, kept] = [
    secretFile('a small file', 1000),
    secretFile('a large file', 2_000_000),
    secretFile('a file that is not sent', 1000),
  ];
  const describe = (number: number) =>
    fill(page, { [`files.${number}.description`]: [trail.secret(`description ${number}`)] });
  await choose(page, small, large);
  await describe(0);
  await describe(1);
  await sendFiles(page);
  await choose(page, kept);
  await describe(2);
}
