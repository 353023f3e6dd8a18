import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, describe, expect, it } from 'vitest';
import { formFields } from '../../tools/form-fields.ts';
import { eventually } from '../eventually.ts';
import { everyAlertAnswer, wholeAlert } from '../report/whole-answers.ts';
import { reported } from './choosing.ts';
import { comeBack } from './coming-back.ts';
import { fill, send } from './filling.ts';
import { isShown, openForm, press, receiptCode } from './form-page.ts';
import { inboxOf } from './inbox-of.ts';
import { expectAccessible } from './markup.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';

const site = siteOfWorker();
const folder = mkdtempSync(join(tmpdir(), 'keep-'));
afterAll(() => rmSync(folder, { recursive: true }));
const text = (page: Page, selector: string) => page.$eval(selector, ({ textContent }) => textContent ?? '');

/** What a page prints, as text. */
async function printed(page: Page): Promise<string> {
  const file = join(folder, 'page.pdf');
  writeFileSync(file, await page.pdf({ format: 'A4' }));
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}

describe.each(['chromium', 'firefox'] as const)('in %s', (kind) => {
  const hold = pageOf(kind, () => ({ downloads: folder }));
  /** What is the page's own doing, not the browser's. */
  const inChromium = it.skipIf(kind !== 'chromium');

  inChromium('asks two groups back, and finds a slip of the pen', async () => {
    const { page } = hold;
    await reported(page, site.origin);
    const groups = (await receiptCode(page)).split(' ');
    expect(await text(page, '#issued-code-heard')).toBe(groups.map((group) => `${[...group].join(' ')} `).join(''));
    expect(await page.$eval('#issued-code', (code) => code.getAttribute('aria-hidden'))).toBe('true');
    await press(page, '#keep-written');
    const labels = await page.$$eval('#read-back label', (all) => all.map(({ textContent }) => textContent ?? ''));
    const numbers = labels.map((label) => Number(/\d/.exec(label)?.[0]));
    expect(new Set(numbers).size).toBe(2);
    const [first = '', second = ''] = numbers.map((number) => groups[number - 1]);
    const wrong = second.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    await fill(page, { 'copy.first': [` ${first} `], 'copy.second': [wrong] });
    await press(page, '#read-back-compare');
    expect(await text(page, '#read-back-said')).toContain(`Group ${numbers[1]} does not fit`);
    await fill(page, { 'copy.second': [groups.join(' ')] });
    await press(page, '#read-back-compare');
    expect(await text(page, '#read-back-said')).toBe('Both fit.');
    await expectAccessible(page);
  });

  it('saves the digits under a name that says nothing, and nothing but them', async () => {
    const { page } = hold;
    // What the browser before has left there.
    rmSync(join(folder, 'numbers.txt'), { force: true });
    await reported(page, site.origin);
    const code = await receiptCode(page);
    await press(page, '#keep-save');
    await eventually(() => expect(readdirSync(folder)).toContain('numbers.txt'));
    await eventually(() => expect(readFileSync(join(folder, 'numbers.txt'), 'utf8')).toBe(`${code}\n\n№ \n`));
    rmSync(join(folder, 'numbers.txt'));
  });

  it('asks whether the code is there, in another language too, and takes it for kept only then', async () => {
    const { page } = hold;
    await reported(page, site.origin);
    await press(page, '#keep-save');
    expect(await text(page, '#copied')).toContain('Look whether the file numbers.txt is there');
    await press(page, '#another');
    expect(await text(page, '#copied')).toContain('First keep the code');
    await press(page, '[data-page="/ar/alert"]');
    await page.waitForSelector('html[lang=ar] #keep-there:not([hidden])');
    await press(page, '#keep-there');
    expect([await isShown(page, '#keep-there'), await page.evaluate(() => document.activeElement?.id)]).toEqual([
      false,
      'keep',
    ]);
    await press(page, '#another');
    await page.waitForSelector('#send-button');
    expect(await isShown(page, '#issued')).toBe(false);
  });

  it('lets nobody go on before the code is kept or let go, but for who leaves now', async () => {
    const { page } = hold;
    await reported(page, site.origin);
    await press(page, '#another');
    expect(await text(page, '#copied')).toContain('First keep the code');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('keep');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.click('#keep-drop');
    expect(await isShown(page, '#drop')).toBe(true);
    await page.click('#drop-no');
    await page.goto(`${site.origin}/en/about`);
    expect(asked).toEqual(['beforeunload']);
    await reported(page, site.origin);
    const code = await receiptCode(page);
    await page.click('#keep-drop');
    await page.click('#drop-yes');
    expect(await isShown(page, '#issued-without')).toBe(true);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(code);
    await page.goto(`${site.origin}/en/about`);
    expect(asked).toEqual(['beforeunload']);
  });

  inChromium('keeps in another language what was done with the code', async () => {
    const { page } = hold;
    await reported(page, site.origin);
    const code = await receiptCode(page);
    await press(page, '#keep-written');
    await press(page, '[data-page="/ar/alert"]');
    await page.waitForSelector('html[lang=ar] #issued:not([hidden])');
    expect(await receiptCode(page)).toBe(code);
    await press(page, '#another');
    await page.waitForSelector('#send-button');
    expect(await isShown(page, '#issued')).toBe(false);
  });
});

describe('in chromium', () => {
  const hold = pageOf('chromium');

  it('prints a card with the groups and a line for a number, and no word of what it is for', async () => {
    const { page } = hold;
    await reported(page, site.origin);
    const code = await receiptCode(page);
    const card = await printed(page);
    expect(card.match(/\d{5}/g)).toEqual(code.split(' '));
    expect(card.replace(/[\d\s]/g, '')).toMatch(/^№_+$/);
    // The form itself prints as it always did.
    await press(page, '#keep-written');
    await page.goto(`${site.origin}/en/about`);
    expect(await printed(page)).toContain('About');
  });

  it('believes no browser that saves, prints or copies nothing, and says what cannot be done', async () => {
    const { page } = hold;
    await reported(page, site.origin);
    const session = await page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'deny' });
    for (const [button, print, said] of [
      ['#keep-save', 'nothing', 'Look whether the file numbers.txt is there'],
      ['#keep-print', 'nothing', 'Look whether it was printed'],
      ['#keep-print', 'missing', 'This browser cannot print'],
      ['#keep-print', 'throwing', 'This browser cannot print'],
      ['#copy-code', 'nothing', 'The code could not be copied'],
    ] as const) {
      await page.evaluate((kind) => {
        const refuse = () => {
          throw new Error('no printing here');
        };
        Object.assign(window, { print: kind === 'missing' ? undefined : kind === 'throwing' ? refuse : () => {} });
        Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
      }, print);
      await press(page, button);
      await page.waitForFunction(
        (wanted) => document.getElementById('copied')?.textContent?.includes(wanted),
        {},
        said,
      );
      await press(page, '#another');
      expect([button, print, await isShown(page, '#issued')]).toEqual([button, print, true]);
    }
  });

  it('prints the same card of a receipt without scripts', async () => {
    const { page } = hold;
    await page.setJavaScriptEnabled(false);
    await page.goto(`${site.origin}/en/alert`);
    await fill(page, formFields(wholeAlert));
    await Promise.all([page.waitForNavigation(), press(page, '[name=do][value=send]:not([hidden])')]);
    const code = await page.$eval('#issued-code', ({ textContent }) => textContent ?? '');
    expect((await printed(page)).match(/\d{5}/g)).toEqual(code.split(' '));
  });

  it('shows no code to whoever sends without one, and tells the team', async () => {
    const { page } = hold;
    const inbox = inboxOf(site);
    inbox.drain();
    await openForm(page, site, '/en/alert');
    await fill(page, formFields(everyAlertAnswer));
    await send(page);
    await page.waitForSelector('#issued-without:not([hidden])');
    expect(await isShown(page, '#issued-with')).toBe(false);
    expect(await page.evaluate(() => document.body.textContent)).not.toMatch(/\d{5} \d{5}/);
    expect(await inbox.reports()).toMatchObject([{ answers: { receipt: { none: true } } }]);
    await expectAccessible(page);
    await comeBack(page, `${site.origin}/en/receipt`, '1'.repeat(45));
    await page.waitForSelector('[data-result=slip]:not([hidden])');
  });
});
