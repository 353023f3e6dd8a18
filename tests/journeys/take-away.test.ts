import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../crypto/hex.ts';
import { formatReceipt, newReceipt, readReceipt } from '../../crypto/receipt-code.ts';
import { mailboxId, mailboxToken } from '../../crypto/receipt-keys.ts';
import ar from '../../views/locales/ar.json' with { type: 'json' };
import en from '../../views/locales/en.json' with { type: 'json' };
import { ofTheBrowser, RecordingProxy } from '../canary/recording-proxy.ts';
import { eventually } from '../eventually.ts';
import { canary, exif, exifSegment, inJpeg, plain } from '../report/pictures.ts';
import { type BrowserKind, type Started, startBrowser } from './browser.ts';
import { fill, goTo, send, toCheck } from './filling.ts';
import { isShown, press, receiptCode } from './form-page.ts';
import { inboxOf } from './inbox-of.ts';
import { browserFor } from './kept-browser.ts';
import { faultsOf } from './markup.ts';
import { signedKeyring } from './signed-keyring.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { teamOf } from './team-of.ts';
import { answers, filling } from './whole-report.ts';

const site = siteOfWorker();
const inbox = inboxOf(site);
const folder = mkdtempSync(join(tmpdir(), 'take-away-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => inbox.drain());

const file = join(site.dist, 'public/take-away.html');
const sha256 = (bytes: Buffer | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Two pictures on the disk, one of which says where it was taken. */
const withPlace = inJpeg(plain.baseline, exifSegment(exif({ place: canary })));
const pictures = [
  ['march.jpg', withPlace],
  ['letter.png', plain.png],
] as const;
const paths = pictures.map(([name]) => join(folder, name));
beforeAll(() => {
  for (const [name, bytes] of pictures) writeFileSync(join(folder, name), bytes);
});

interface Offline {
  readonly page: Page;
  readonly proxy: RecordingProxy;
  readonly started: Started;
  /** Waits for what the page hands over to be saved, and gives its path. */
  saved(): Promise<string>;
  end(): Promise<void>;
}

/** Opens the form from the disk, in a browser whose only way out is recorded. */
async function offline(kind: BrowserKind, path = file, prepare?: (page: Page) => Promise<unknown>): Promise<Offline> {
  const downloads = mkdtempSync(join(folder, 'downloads-'));
  const proxy = new RecordingProxy(site.origin);
  const started = await startBrowser(kind, { proxyPort: await proxy.listen(), isUnwatched: true, downloads });
  const page = await started.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await prepare?.(page);
  await page.goto(pathToFileURL(path).href);
  return {
    page,
    proxy,
    started,
    async saved() {
      await eventually(() => expect(readdirSync(downloads)).toEqual(['data.bin']));
      const saved = join(downloads, 'data.bin');
      await eventually(() => expect(readFileSync(saved).length).toBeGreaterThan(65_536));
      return saved;
    },
    async end() {
      await started.end();
      await proxy.close();
      expect(faults).toEqual([]);
    },
  };
}

/** Hosts that were asked for, but for those that browsers call whatever the page. */
function asked(proxy: RecordingProxy): string[] {
  const lines =
    proxy
      .recorded()
      .toString('latin1')
      .match(/^[A-Z]+ \S+ HTTP\/1\.1/gm) ?? [];
  return lines.filter((line) => !ofTheBrowser.test(line.split(' ')[1]?.replace(/^https?:\/\/([^/]+).*$/, '$1') ?? ''));
}

async function choose(page: Page, ...chosen: string[]): Promise<void> {
  const input = (await page.$('#evidence-files')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(...chosen);
  await page.waitForFunction(
    (count) => document.querySelectorAll('#evidence-list > *').length >= count,
    {},
    chosen.length,
  );
}

const engine = (page: Page) => page.evaluate(() => ({ ...document.documentElement.dataset }));

/** Another browser brings a sealed file to the site, in Arabic. */
async function handIn(kind: BrowserKind, path: string): Promise<void> {
  const { newPage, end } = await browserFor(kind);
  const page = await newPage();
  await page.goto(`${site.origin}/ar/sealed`);
  await page.waitForSelector('#send-button');
  await ((await page.$('#sealed-files')) as ElementHandle<HTMLInputElement>).uploadFile(path);
  await press(page, '#send-button');
  await page.waitForSelector('#result:not([hidden])');
  expect(await page.$eval('#sealed-results', ({ textContent }) => textContent)).toContain(
    ar.messages['sealed.state.received'],
  );
  await end();
}

// The form carries the engine that needs no WebAssembly: Firefox without it does what Firefox does.
describe.each([
  ['chromium', 'firefox'],
  ['hardened firefox', 'chromium'],
] as const)('the take-away form in %s', (kind, bearer) => {
  it(`is filled in offline and in Arabic with two pictures, asks for nothing, and is opened when ${bearer} has carried it`, async () => {
    const { page, proxy, saved, end } = await offline(kind);
    await page.waitForSelector('html[data-ready] [data-page=ar]');
    expect(await engine(page)).toMatchObject({ engine: 'light', place: 'worker' });

    // Begun in another language: nothing of it is lost, and no file either.
    await fill(page, { narrative: ['begun'] });
    await choose(page, paths[0] as string);
    await fill(page, { 'files.0.description': ['ما تُظهره'] });
    await press(page, '[data-page=ar]');
    await page.waitForSelector('html[lang=ar][dir=rtl]');
    expect(await page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe('begun');
    expect(await page.$eval('[name="files.0.description"]', (area) => (area as HTMLTextAreaElement).value)).toBe(
      'ما تُظهره',
    );
    await choose(page, paths[1] as string);
    await fill(page, filling);
    if (kind === 'chromium') {
      await goTo(page, 'evidence');
      expect(await faultsOf(page, 'ar')).toEqual([]);
      await toCheck(page);
      expect(await faultsOf(page, 'ar')).toEqual([]);
    }
    await send(page);
    const code = await receiptCode(page);
    expect(await isShown(page, '#report')).toBe(false);
    if (kind === 'chromium') expect(await faultsOf(page, 'ar')).toEqual([]);

    // Nothing else begins before it is saved, and nothing is lost by going back.
    await press(page, '#keep-written');
    await press(page, '#another');
    expect(await page.$eval('#saved', ({ textContent }) => textContent)).toBe(ar.messages['takeAway.save.first']);
    await press(page, '#sealed-back');
    expect(await page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(answers.narrative);
    await press(page, '#send-button');
    expect(await receiptCode(page)).toBe(code);
    await press(page, '#save-sealed');
    const carried = await saved();
    // Whether it was saved the page does not know: it lets go of the answers once the person has looked.
    expect(await page.$eval('#saved', ({ textContent }) => textContent)).toBe(ar.messages['carry.saved']);
    await press(page, '#keep-written');
    await press(page, '#another');
    expect(await page.$eval('#saved', ({ textContent }) => textContent)).toBe(ar.messages['takeAway.save.first']);
    expect(await page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(answers.narrative);
    await press(page, '#saved-there');
    expect(await page.$('#report')).toBeNull();

    await press(page, '#quick-exit');
    await eventually(() => expect(page.url()).toBe('about:blank'));
    expect(asked(proxy)).toEqual([]);
    // That it would have been seen.
    await page.goto(`${site.origin}/en/`).catch(() => {});
    expect(asked(proxy).length).toBeGreaterThan(0);
    await end();

    await handIn(bearer, carried);
    const [opened, ...others] = await inbox.opened();
    expect(others).toEqual([]);
    expect(opened?.report).toMatchObject({
      kind: 'new',
      origin: 'take-away',
      sealedBy: 'browser',
      uiLanguage: 'ar',
      answers,
      files: [
        { name: 'march.jpg', hiddenData: 'removed', sha256Original: sha256(withPlace), description: 'ما تُظهره' },
        { name: 'letter.png', hiddenData: 'removed' },
      ],
    });
    expect(opened?.report).not.toHaveProperty('keyringExpired');
    expect(opened?.files.map((each) => [each.intact, each.sha256])).toEqual([
      [true, sha256(plain.baseline)],
      [true, sha256(plain.png)],
    ]);
    expect(withPlace.includes(canary)).toBe(true);
    expect(opened?.files.some(({ bytes }) => Buffer.from(bytes).includes(canary))).toBe(false);
    const read = readReceipt(code);
    expect(read.kind === 'exact' && toHex(mailboxId(mailboxToken(read.receipt)))).toBe(opened?.report.mailboxId);
    if (read.kind === 'exact') await answerOffline(kind, read.receipt, code);
  });

  /** The team answers what was carried; the answer is fetched as a file, and read offline with the code. */
  async function answerOffline(reader: BrowserKind, receipt: Uint8Array, code: string): Promise<void> {
    const team = teamOf(site);
    await team.read();
    await team.answer(toHex(mailboxId(mailboxToken(receipt))), 'question_waiting', 'أين هو الآن؟', 'ar');
    await team.publish();
    team.end();
    const body = new URLSearchParams({ token: toHex(mailboxToken(receipt)) });
    const answer = await fetch(`${site.origin}/answer`, { method: 'POST', body });
    const path = join(folder, `answer-${reader.replace(' ', '-')}.bin`);
    writeFileSync(path, new Uint8Array(await answer.arrayBuffer()));

    const { page, proxy, end } = await offline(reader);
    await page.waitForSelector('html[data-ready] [data-page=ar]');
    const open = async () => {
      await press(page, '#answer-open');
      await page.waitForSelector('#answer:not([hidden]), #answer-form [aria-invalid=true]');
    };
    await page.$eval('#read-answer', (fold) => {
      (fold as HTMLDetailsElement).open = true;
    });
    await open();
    expect(await page.$eval('#answer-file-error', ({ textContent }) => textContent)).toBe(
      en.messages['takeAway.answer.first'],
    );
    await ((await page.$('#answer-file')) as ElementHandle<HTMLInputElement>).uploadFile(path);
    await fill(page, { code: [code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))], seen: ['1'] });
    await open();
    await page.waitForSelector('[data-answer=shown]:not([hidden])');
    expect(await page.$eval('.as-written', ({ textContent }) => textContent)).toBe('أين هو الآن؟');
    await press(page, '[data-page=ar]');
    await page.waitForSelector('html[lang=ar] [data-answer=shown]:not([hidden])');
    expect(await page.$eval('#answer-status', ({ textContent }) => textContent)).toBe(
      ar.messages['answer.status.question_waiting'],
    );
    if (reader === 'chromium') expect(await faultsOf(page, 'ar')).toEqual([]);
    // Somebody else's code opens nothing of it.
    await fill(page, { code: [formatReceipt(newReceipt()).join('')] });
    await open();
    await page.waitForSelector('[data-answer=withheld]:not([hidden])');
    expect(await page.$$('.as-written')).toHaveLength(0);
    expect(asked(proxy)).toEqual([]);
    await end();
  }
});

describe('the take-away form', () => {
  let expired: string;
  beforeAll(async () => {
    const keyring = await signedKeyring(site.keys, { notBefore: '2025-01-01', expires: '2025-03-01' });
    const meta = (name: string, text: string) =>
      `<meta name="${name}" content="${Buffer.from(text).toString('base64')}"`;
    mkdirSync(join(folder, 'old'));
    expired = join(folder, 'old/form.html');
    const html = readFileSync(file, 'utf8')
      .replace(/<meta name="keyring" content="[^"]+"/, meta('keyring', keyring.json))
      .replace(/<meta name="keyring-signature" content="[^"]+"/, meta('keyring-signature', keyring.minisig));
    writeFileSync(expired, html);
  });

  it('seals to an expired keyring only after a choice, says so inside, and without a worker too', async () => {
    const { page, saved, end } = await offline('chromium', expired, (each) =>
      each.evaluateOnNewDocument(() => Reflect.deleteProperty(window, 'Worker')),
    );
    await page.waitForSelector('#expired:not([hidden])');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('expired');
    expect(await isShown(page, '#report')).toBe(false);
    expect(await faultsOf(page, 'en')).toEqual([]);
    expect(await page.$eval('#expired-agree', (box) => (box as HTMLInputElement).checked)).toBe(false);
    await press(page, '#expired-go');
    expect(await page.$eval('#expired-said', ({ textContent }) => textContent)).toBe(
      en.messages['takeAway.expired.first'],
    );
    await press(page, '#expired-agree');
    await press(page, '#expired-go');
    await page.waitForSelector('html[data-ready] #send-button');
    expect(await engine(page)).toMatchObject({ engine: 'light', place: 'page' });
    expect([await isShown(page, '#expired'), await isShown(page, '#report')]).toEqual([false, true]);
    await fill(page, filling);
    await send(page);
    await receiptCode(page);
    await press(page, '#save-sealed');
    const body = readFileSync(await saved());
    const answer = await fetch(`${site.origin}/envelopes`, { method: 'POST', body, headers: { Thread: 'carried' } });
    expect(answer.status).toBe(201);
    expect(await inbox.reports()).toMatchObject([{ origin: 'take-away', keyringExpired: true, answers }]);
    await end();
  });

  it('says which file has changed since it was chosen, and keeps everything', async () => {
    const { page, end } = await offline('chromium');
    await page.waitForSelector('html[data-ready]');
    const path = join(folder, 'changing.txt');
    writeFileSync(path, 'as it was');
    await choose(page, path);
    await fill(page, filling);
    writeFileSync(path, 'as it is now, and longer');
    await send(page);
    await page.waitForFunction(() => document.getElementById('evidence-said')?.textContent?.includes('changing.txt'));
    expect(await page.$eval('#evidence-said', ({ textContent }) => textContent)).toContain('changed');
    expect(await isShown(page, '#section-evidence')).toBe(true);
    expect(await page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(answers.narrative);
    await end();
  });

  it('is offered by the site as a file of a neutral name that no browser runs there', async () => {
    const answer = await fetch(`${site.origin}/take-away.html`);
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="form.html"');
    expect(answer.headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox");
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(readFileSync(file)));
    for (const path of ['/en/report', '/ar/safety'])
      expect(await (await fetch(site.origin + path)).text()).toContain('<a href="/take-away.html" download=""');
  });
});
