import { describe, expect, inject, it } from 'vitest';
import { formatReceipt } from '../../crypto/receipt-code.ts';
import { browserKinds, engineOf } from './browser.ts';
import { fill } from './filling.ts';
import { mails, mailTelling } from './mailbox.ts';
import { expectAccessible } from './markup.ts';
import { pageOf } from './page-of.ts';
import { collectAndOpen, collectAndOpenByStockTools, drain } from './room.ts';
import { answers, filling } from './whole-report.ts';

const site = inject('site');

describe.each(browserKinds)('in %s', (kind) => {
  const hold = pageOf(kind);
  const codeOn = (selector: string) => hold.page.$eval(selector, (element) => element.textContent ?? '');

  async function expectState(code: string, state: 'received' | 'collected'): Promise<void> {
    await hold.page.goto(`${site.origin}/en/receipt`);
    await hold.page.waitForSelector('#send-button');
    await hold.page.type('#code', code);
    await hold.page.click('#send-button');
    await hold.page.waitForSelector(`[data-result="${state}"]:not([hidden])`);
  }

  it('carries a report from the form to the reading room, sealed by the engine that belongs here', async () => {
    drain(site);
    const before = await mails(site);
    const requests: string[] = [];
    hold.page.on('request', (request) => requests.push(request.url()));
    await hold.page.goto(`${site.origin}/en/report`);
    await hold.page.waitForSelector('#send-button');
    expect(await hold.page.$eval('html', (html) => html.dataset.engine)).toBe(engineOf[kind]);
    await fill(hold.page, filling);
    await expectAccessible(hold.page);
    await hold.page.click('#send-button');
    await hold.page.waitForSelector('#issued:not([hidden])');
    await expectAccessible(hold.page);
    const code = await codeOn('#issued-code');
    expect(code).toMatch(/^\d{5}( \d{5}){8}$/);
    expect(requests.filter((url) => url.endsWith('/envelopes'))).toHaveLength(1);
    expect(requests.join('\n')).not.toContain(code.slice(0, 5));
    await mailTelling(site, 1, before);
    await expectState(code, 'received');
    await expectAccessible(hold.page);
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

  it('seals what typage and tar alone can open', async () => {
    drain(site);
    await hold.page.goto(`${site.origin}/en/report`);
    await hold.page.waitForSelector('#send-button');
    await fill(hold.page, filling);
    await hold.page.click('#send-button');
    await hold.page.waitForSelector('#issued:not([hidden])');
    expect(await collectAndOpenByStockTools(site)).toMatchObject([{ sealedBy: 'browser', answers }]);
  });

  it('says what is missing, leads there, and sends nothing', async () => {
    const posts: string[] = [];
    hold.page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await hold.page.goto(`${site.origin}/en/report`);
    await hold.page.waitForSelector('#send-button');
    await hold.page.click('#send-button');
    await hold.page.waitForSelector('.error-summary');
    expect(await hold.page.$$eval('.error-summary li', (items) => items.length)).toBe(11);
    expect(await hold.page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
    await expectAccessible(hold.page);
    await hold.page.click('.error-summary li:first-child a');
    expect(await hold.page.evaluate(() => document.activeElement?.id)).toBe('source-relation');
    await fill(hold.page, filling.slice(0, 3));
    await hold.page.click('#send-button');
    await hold.page.waitForFunction(() => document.querySelectorAll('.error-summary li').length === 8);
    expect(await hold.page.$$eval('.error-message', (marks) => marks.length)).toBe(8);
    expect(new URL(hold.page.url()).hash).toBe('');
    // Enter in a field means the button, and nothing leaves while something is missing.
    await hold.page.focus('[name="mps.0.fullName"]');
    await hold.page.keyboard.press('Enter');
    expect(posts).toEqual([]);
  });

  it('mends one slip of a receipt code in the page, and says so of a code that is none', async () => {
    const code = formatReceipt(new Uint8Array(16).fill(7)).join(' ');
    await hold.page.goto(`${site.origin}/en/receipt`);
    await hold.page.waitForSelector('#send-button');
    await hold.page.type(
      '#code',
      code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
    );
    await hold.page.click('#send-button');
    await hold.page.waitForSelector('[data-result="unknown"]:not([hidden])');
    expect(await hold.page.$eval('#repaired', (element) => (element as HTMLElement).hidden)).toBe(false);
    expect(await codeOn('#repaired-code')).toBe(code);
    await expectAccessible(hold.page);
    await hold.page.type('#code', '12345');
    await hold.page.click('#send-button');
    await hold.page.waitForSelector('[data-result="slip"]:not([hidden])');
    await expectAccessible(hold.page);
  });
});
