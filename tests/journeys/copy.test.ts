import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { formFields } from '../../tools/form-fields.ts';
import english from '../../views/locales/en.json' with { type: 'json' };
import { eventually } from '../eventually.ts';
import { wholeAnswers } from '../report/whole-answers.ts';
import { fill, toCheck } from './filling.ts';
import { isShown, openForm, press, receiptCode } from './form-page.ts';
import { inboxOf } from './inbox-of.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';

const site = siteOfWorker();
const inbox = inboxOf(site);
const { messages } = english;
const passphrase = 'lantern orchard vessel copper ميناء';

/** Some answers of every kind: several boxes of one question, a date with its mark, rows, foreign scripts, lines. */
const wanted = [
  wholeAnswers.narrative,
  'Nadia Example',
  'Mononyme',
  'Þórdís Ñandú-Čapková',
  'ask at the bakery',
  '2031-02',
  messages['date.approx'],
  '٥ رمضان ١٤٥٢',
  messages['option.violation.arbitrary_detention'],
  messages['option.violation.immunity'],
  'Her office was searched.\nTwice.',
];

describe.each(['chromium', 'firefox'] as const)('in %s', (kind) => {
  const downloads = mkdtempSync(join(tmpdir(), 'copies-'));
  afterAll(() => rmSync(downloads, { recursive: true, force: true }));
  const hold = pageOf(kind, () => ({ downloads }));
  const inChromium = it.skipIf(kind !== 'chromium');
  let page: Page;
  let requests: string[];

  beforeEach(async () => {
    ({ page } = hold);
    for (const name of readdirSync(downloads)) rmSync(join(downloads, name));
    await openForm(page, site);
    await fill(page, formFields(wholeAnswers));
    await toCheck(page);
    expect(await page.$eval('#keep-copy', (part) => part.hasAttribute('open'))).toBe(false);
    await press(page, '#keep-copy > summary');
    requests = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  });

  const state = () => page.$eval('#copy-state', (line) => line.textContent ?? '');
  const set = (id: string, text: string) =>
    page.$eval(`#${id}`, (input, value) => ((input as HTMLInputElement).value = value), text);

  /** Everything that the answers to check say, in their order. */
  const listed = () => page.$$eval('#check-list .answer', (lines) => lines.map((line) => line.textContent ?? ''));

  /** Presses the button; gives the file that was handed over. */
  async function lock(): Promise<Uint8Array> {
    await press(page, '#copy-save');
    await eventually(async () =>
      expect(await state()).toMatch(/Look whether the file data.bin is there|handed to your browser/),
    );
    await eventually(() => expect(readdirSync(downloads)).toEqual(['data.bin']));
    await eventually(() => expect(readFileSync(join(downloads, 'data.bin')).length).toBeGreaterThan(500));
    return new Uint8Array(readFileSync(join(downloads, 'data.bin')));
  }

  async function expectWhole(text: string): Promise<void> {
    for (const answer of wanted) expect(text).toContain(answer);
    const all = await listed();
    expect(all.length).toBeGreaterThan(100);
    // Nothing that is shown is missing, and in the same order.
    let from = 0;
    for (const answer of all) {
      const at = text.indexOf(answer, from);
      expect([answer, at >= from]).toEqual([answer, true]);
      from = at + answer.length;
    }
  }

  it('locks a copy with a passphrase, which the stock library opens, and asks for one script alone', async () => {
    await set('copy-passphrase', ` ${passphrase.replaceAll(' ', '\u00a0 ')} ÉTÉ`.normalize('NFD'));
    const file = await lock();
    const shown = await page.$eval('#copy-passphrase', (input) => (input as HTMLInputElement).value);
    expect(shown).toBe(`${passphrase} été`);
    expect(await state()).toMatch(/only as it stands there now/);
    const decrypter = new Decrypter();
    decrypter.addPassphrase(shown);
    await expectWhole(await decrypter.decrypt(file, 'text'));
    expect(requests.filter((path) => !path.startsWith('blob'))).toEqual([
      expect.stringMatching(/^\/assets\/copy-.+\.js$/),
    ]);
    const other = new Decrypter();
    other.addPassphrase(`${shown} `);
    await expect(other.decrypt(file)).rejects.toThrow();
  });

  inChromium.each([
    ['classic', generateX25519Identity],
    ['hybrid', generateHybridIdentity],
  ] as const)('locks a copy to a %s recipient of the submitter', async (_kind, generate) => {
    const identity = await generate();
    await set('copy-recipient', ` ${await identityToRecipient(identity)} `);
    const file = await lock();
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    await expectWhole(await decrypter.decrypt(file, 'text'));
    const other = new Decrypter();
    other.addIdentity(await generate());
    await expect(other.decrypt(file)).rejects.toThrow();
  });

  inChromium('presets nothing, says what is missing or wrong, and saves nothing then', async () => {
    expect(await page.$$eval('#keep-copy input', (inputs) => inputs.map(({ value }) => value))).toEqual(['', '']);
    await press(page, '#copy-save');
    expect(await state()).toMatch(/Write a passphrase or an age recipient/);
    await set('copy-passphrase', 'x'.repeat(19));
    await press(page, '#copy-save');
    expect(await state()).toMatch(/at least 20 characters/);
    await set('copy-passphrase', '');
    for (const wrong of ['age1invented', 'not one', 'AGE-SECRET-KEY-1QQQ']) {
      await set('copy-recipient', wrong);
      await press(page, '#copy-save');
      await eventually(async () => expect(await state()).toBe('This is not an age recipient'));
    }
    expect(readdirSync(downloads)).toEqual([]);
    expect(requests.every((path) => /^\/assets\/copy-/.test(path))).toBe(true);
  });

  inChromium('has keys that stand in no list and go into no report', async () => {
    inbox.drain();
    await set('copy-passphrase', passphrase);
    await set('copy-recipient', 'age1invented');
    await toCheck(page);
    expect(await listed()).not.toContain(passphrase);
    await press(page, '#send-button');
    await receiptCode(page);
    expect((await inbox.reports()).map(({ answers }) => answers)).toEqual([wholeAnswers]);
  });

  inChromium('asks to look whether a copy was printed, and says so where a browser prints nothing', async () => {
    const printed = () => page.$eval('#copy-printed', (line) => line.textContent);
    await page.evaluate(() => Object.assign(window, { print: () => {} }));
    await press(page, '#copy-print');
    expect(await printed()).toContain('Look whether it was printed');
    await page.evaluate(() => Object.assign(window, { print: undefined }));
    await press(page, '#copy-print');
    expect(await printed()).toBe('This browser cannot print.');
  });

  inChromium('prints the answers and none of what can be pressed', async () => {
    await page.emulateMediaType('print');
    for (const gone of ['.exit', '#quick-exit', '#send-button', '#check-list button', '#copy-print', 'footer'])
      expect([gone, await isShown(page, gone)]).toEqual([gone, false]);
    expect(await page.$$eval('#check-list .answer', (lines) => lines.every((line) => line.checkVisibility()))).toBe(
      true,
    );
    expect((await listed()).length).toBeGreaterThan(100);
    const pdf = await page.pdf();
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    await page.emulateMediaType('screen');
    expect(await isShown(page, '#quick-exit')).toBe(true);
    const text = textOf(pdf);
    // Where the program that reads it is missing, the style sheet has been looked at above.
    if (text === null) return;
    for (const answer of ['Nadia Example', 'ask at the bakery', 'Council of the Transition'])
      expect(text).toContain(answer);
    // As a line of its own: the words of a button may stand in a sentence.
    for (const key of ['exit.button', 'send.button', 'check.change', 'copy.print'] as const)
      expect(text.split('\n').map((line) => line.trim())).not.toContain(messages[key]);
  });

  inChromium('asks the browser to print when the button is pressed', async () => {
    await page.evaluate(() => {
      Object.assign(window, { print: () => document.documentElement.setAttribute('data-printed', '') });
    });
    await press(page, '#copy-print');
    expect(await page.$('html[data-printed]')).not.toBeNull();
  });

  /** The words of a PDF, or `null` where nothing can read them. */
  function textOf(pdf: Uint8Array): string | null {
    const file = join(downloads, 'printed.pdf');
    writeFileSync(file, pdf);
    const { status, stdout } = spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    return status === 0 ? stdout : null;
  }
});
