import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { formatReceipt } from '../../crypto/receipt-code.ts';
import { startChromium } from './browser.ts';
import { type Filling, fill } from './filling.ts';
import { expectAccessible, expectValidMarkup } from './markup.ts';
import { collectAndOpen } from './room.ts';

const site = inject('site');
let chromium: Awaited<ReturnType<typeof startChromium>>;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium.end());
beforeEach(async () => {
  faults.length = 0;
  page = await chromium.browser.newPage();
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // What the browser notes about an answer that is meant to be 4xx is no fault of the page.
    if (message.type() === 'error' && !/responded with a status of 4\d\d/.test(message.text()))
      faults.push(message.text());
  });
});
afterEach(async () => {
  page.on('dialog', (dialog) => void dialog.accept());
  await page.close({ runBeforeUnload: false });
  expect(faults).toEqual([]);
});

const narrative = 'هددوها بالقتل بعد التصويت. 🕊\nThey came at night: "open!" <b>& left</b>.';
const filling: Filling = [
  ['source.relation', 'choose', 'legal_representative'],
  ['source.identityMode', 'choose', 'named_secretariat_only'],
  ['mps.0.fullName', 'type', 'نائبة Ñandú'],
  ['mps.0.country', 'select', 'XB'],
  ['mps.0.capacityThen', 'choose', 'elect_not_seated'],
  ['urgency.self', 'choose', 'immediate_48h'],
  ['narrative', 'type', narrative],
  ['violations', 'choose', 'threats_intimidation'],
  ['violations', 'choose', 'freedom_expression'],
  ['consent.mp', 'choose', 'mp_agreed'],
  ['consent.caseUse', 'choose', 'raise_with_authorities'],
  ['acknowledgement', 'choose', 'yes'],
];
const answers = {
  source: { relation: 'legal_representative', identityMode: 'named_secretariat_only' },
  mps: [{ fullName: 'نائبة Ñandú', country: 'XB', capacityThen: 'elect_not_seated' }],
  urgency: { self: 'immediate_48h' },
  narrative,
  violations: ['threats_intimidation', 'freedom_expression'],
  consent: { mp: 'mp_agreed', caseUse: 'raise_with_authorities' },
  acknowledgement: true,
};

const codeOn = (selector: string) => page.$eval(selector, (element) => element.textContent ?? '');
const mails = async () => (await (await fetch(site.mail)).text()).split('─'.repeat(60));

/** Waits until a mail that tells of new reports has come. */
async function mailTelling(threads: number): Promise<string> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const found = (await mails()).find((mail) =>
      new RegExp(`\\b0*${threads}\\b`).test(mail.split('\n\n').slice(1).join('\n')),
    );
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no such mail: ${await mails()}`);
}

async function expectState(code: string, state: 'received' | 'collected'): Promise<void> {
  await page.goto(`${site.origin}/en/receipt`);
  await page.waitForSelector('#send-button');
  await page.type('#code', code);
  await page.click('#send-button');
  await page.waitForSelector(`[data-result="${state}"]:not([hidden])`);
}

it('shows landing, form and receipt pages that are accessible and valid', async () => {
  for (const path of [
    '/en/',
    '/en/report',
    '/en/receipt',
    '/en/report/plain',
    '/en/report/plain/form',
    '/en/nothing-here',
  ]) {
    const response = await fetch(`${site.origin}${path}`, { headers: { Accept: 'text/html' } });
    await expectValidMarkup(await response.text());
    await page.goto(`${site.origin}${path}`);
    await expectAccessible(page);
  }
});

it('carries a report from the form to the reading room, sealed by libsodium in the browser', async () => {
  const requests: { url: string; body: string | undefined }[] = [];
  page.on('request', (request) => requests.push({ url: request.url(), body: request.postData() }));
  await page.goto(`${site.origin}/en/report`);
  await page.waitForSelector('#send-button');
  expect(await page.$eval('html', (html) => html.dataset.engine)).toBe('sodium');
  await fill(page, filling);
  await expectAccessible(page);
  await page.click('#send-button');
  await page.waitForSelector('#issued:not([hidden])');
  await expectAccessible(page);
  const code = await codeOn('#issued-code');
  expect(code).toMatch(/^\d{5}( \d{5}){8}$/);
  expect(requests.filter(({ url }) => url.endsWith('/envelopes'))).toHaveLength(1);
  expect(JSON.stringify(requests)).not.toContain(code.slice(0, 5));
  await mailTelling(1);
  await expectState(code, 'received');
  await expectAccessible(page);
  const { results } = collectAndOpen(site);
  expect(results.map(({ opened }) => opened)).toEqual([true]);
  const report = results[0]?.report;
  expect(report?.answers).toEqual(answers);
  expect(report).toMatchObject({
    kind: 'new',
    sealedBy: 'browser',
    schemaVersion: 1,
    uiLanguage: 'en',
    origin: site.origin,
  });
  expect(Object.keys(report ?? {}).sort()).toEqual([
    'answers',
    'committee',
    'createdDay',
    'formBuild',
    'keyringSerial',
    'kind',
    'mailboxId',
    'origin',
    'replyRecipient',
    'reportId',
    'schemaVersion',
    'sealedBy',
    'threadKey',
    'uiLanguage',
  ]);
  await expectState(code, 'collected');
});

it('says what is missing, leads there, and sends nothing', async () => {
  const posts: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  await page.goto(`${site.origin}/en/report`);
  await page.waitForSelector('#send-button');
  await page.click('#send-button');
  await page.waitForSelector('.error-summary');
  expect(await page.$$eval('.error-summary li', (items) => items.length)).toBe(11);
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
  await expectAccessible(page);
  await page.click('.error-summary li:first-child a');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('source-relation');
  await fill(page, filling.slice(0, 3));
  await page.click('#send-button');
  await page.waitForFunction(() => document.querySelectorAll('.error-summary li').length === 8);
  expect(await page.$$eval('.error-message', (marks) => marks.length)).toBe(8);
  expect(new URL(page.url()).hash).toBe('');
  // Enter in a field means the button, and nothing leaves while something is missing.
  await page.focus('[name="mps.0.fullName"]');
  await page.keyboard.press('Enter');
  expect(posts).toEqual([]);
});

it('mends one slip of a receipt code in the page, and says so of a code that is none', async () => {
  const code = formatReceipt(new Uint8Array(16).fill(7)).join(' ');
  await page.goto(`${site.origin}/en/receipt`);
  await page.waitForSelector('#send-button');
  await page.type(
    '#code',
    code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
  );
  await page.click('#send-button');
  await page.waitForSelector('[data-result="unknown"]:not([hidden])');
  expect(await page.$eval('#repaired', (element) => (element as HTMLElement).hidden)).toBe(false);
  expect(await codeOn('#repaired-code')).toBe(code);
  await expectAccessible(page);
  await page.type('#code', '12345');
  await page.click('#send-button');
  await page.waitForSelector('[data-result="slip"]:not([hidden])');
  await expectAccessible(page);
});

it('leaves at once, by the button and by three presses of Shift', async () => {
  const leave: readonly (() => Promise<void>)[] = [
    () => page.click('#quick-exit'),
    async () => {
      for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
    },
  ];
  for (const act of leave) {
    const exits: string[] = [];
    await page.setRequestInterception(true);
    page.removeAllListeners('request');
    page.on('request', (request) => {
      if (new URL(request.url()).origin === site.origin) return void request.continue();
      if (!request.url().endsWith('/favicon.ico'))
        exits.push(`${request.url()} ${request.headers().referer ?? 'no referrer'}`);
      return void request.respond({ status: 200, contentType: 'text/html', body: 'elsewhere' });
    });
    await page.goto(`${site.origin}/en/report`);
    await page.waitForSelector('#send-button');
    await page.type('[name="narrative"]', 'canary');
    await act();
    await page.waitForFunction(() => document.body?.textContent === 'elsewhere');
    expect(exits).toEqual(['https://www.wikipedia.org/ no referrer']);
  }
  await page.setRequestInterception(false);
});

/** Presses the native button of a form; gives the markup of the answer. */
async function post(): Promise<string> {
  const [response] = await Promise.all([
    page.waitForNavigation(),
    page.$eval('button[formmethod=post], form[method=post] button', (button) => (button as HTMLElement).click()),
  ]);
  return (await response?.text()) ?? '';
}

it('keeps the focus clear of the bar to leave, all the way by keyboard', async () => {
  await page.goto(`${site.origin}/en/report`);
  await page.waitForSelector('#send-button');
  const hidden: string[] = [];
  let stops = 0;
  for (let press = 0; press < 90; press++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const focus = document.activeElement;
      const bar = document.querySelector('.quick-exit')?.getBoundingClientRect();
      const box = focus?.getBoundingClientRect();
      if (!focus || !box || !bar || focus === document.body || focus.closest('.quick-exit')) return null;
      const outline = getComputedStyle(focus).outlineStyle;
      return { id: focus.id || focus.outerHTML, isHidden: box.bottom > bar.top && box.top >= bar.top, outline };
    });
    if (!found) continue;
    stops += 1;
    if (found.isHidden || found.outline === 'none') hidden.push(found.id);
  }
  expect(stops).toBeGreaterThan(10);
  expect(hidden).toEqual([]);
});

it('carries a report without scripts, sealed by the server and marked so', async () => {
  await page.setJavaScriptEnabled(false);
  await page.goto(`${site.origin}/en/report`);
  await fill(page, filling.slice(0, 7));
  await expectValidMarkup(await post());
  expect(await page.$$eval('.error-summary li', (items) => items.length)).toBe(4);
  expect(await page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(narrative);
  await page.setJavaScriptEnabled(true);
  await expectAccessible(page);
  await page.setJavaScriptEnabled(false);
  await fill(page, filling.slice(7));
  await expectValidMarkup(await post());
  const code = await codeOn('.code');
  expect(code).toMatch(/^\d{5}( \d{5}){8}$/);
  await page.setJavaScriptEnabled(true);
  await expectAccessible(page);
  await mailTelling(1);
  await page.setJavaScriptEnabled(false);
  await page.goto(`${site.origin}/en/receipt`);
  await page.type('#code', code.replaceAll(' ', '-'));
  await post();
  expect(await page.$('[data-result="received"]')).not.toBeNull();
  await page.setJavaScriptEnabled(true);
  await expectAccessible(page);
  const { results } = collectAndOpen(site);
  expect(results).toHaveLength(1);
  expect(results[0]?.report).toMatchObject({ sealedBy: 'server', answers });
});
