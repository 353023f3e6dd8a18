import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Keyring } from '../../crypto/keyring.ts';
import { newReceipt } from '../../crypto/receipt-code.ts';
import { receiptFacts, sealReport } from '../../crypto/seal-report.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bufferSource } from '../../crypto/source.ts';
import { formFields } from '../../tools/form-fields.ts';
import ar from '../../views/locales/ar.json' with { type: 'json' };
import en from '../../views/locales/en.json' with { type: 'json' };
import { RecordingProxy } from '../canary/recording-proxy.ts';
import { eventually } from '../eventually.ts';
import { wholeAlert } from '../report/whole-answers.ts';
import { startBrowser } from './browser.ts';
import { fill, send } from './filling.ts';
import { inboxOf } from './inbox-of.ts';
import { faultsOf } from './markup.ts';
import { pageOf } from './page-of.ts';
import { collectAndOpen } from './room.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { answers } from './whole-report.ts';

const site = siteOfWorker();
const inbox = inboxOf(site);
const folder = mkdtempSync(join(tmpdir(), 'sealed-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => inbox.drain());
const holds = { chromium: pageOf('chromium'), firefox: pageOf('firefox') };

const press = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).click());

async function choose(page: Page, ...paths: string[]): Promise<void> {
  const input = (await page.$('#sealed-files')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(...paths);
}

const lines = (page: Page): Promise<string[]> =>
  page.$$eval('#sealed-results > li', (items) => items.map((item) => item.textContent ?? ''));

/** Chooses files, hands them in, and gives what is said of each. */
async function handIn(page: Page, ...paths: string[]): Promise<string[]> {
  await choose(page, ...paths);
  await press(page, '#send-button');
  await page.waitForSelector('#result:not([hidden])');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('result');
  return lines(page);
}

async function opened(page: Page, language: string): Promise<Page> {
  await page.goto(`${site.origin}/${language}/sealed`);
  await page.waitForSelector('#send-button');
  return page;
}

/** Threads of all envelopes, oldest first. */
function threads(): string[] {
  const db = new Database(site.db, { readonly: true });
  const found = db.prepare('SELECT thread FROM envelopes ORDER BY position').pluck().all() as string[];
  db.close();
  return found;
}

/** A report of the take-away form with one file of so many bytes, sealed to the site's keyring. */
async function takenAway(name: string, bytes: number): Promise<{ path: string; sha256: string; mailboxId: string }> {
  const keyring = (await (await fetch(`${site.origin}/keyring.json`)).json()) as Keyring;
  const engine = await sodiumEngine();
  const file = randomBytes(bytes);
  const said = { name: 'film', type: '', size: bytes, hiddenData: 'kept' };
  const facts = { schemaVersion: 1, formBuild: 'test', uiLanguage: 'ar', createdDay: '2026-01-01', answers };
  const sealed = sealReport(
    engine,
    keyring,
    receiptFacts(engine, newReceipt()),
    { ...facts, kind: 'new', origin: 'take-away', sealedBy: 'browser', keyringExpired: true, files: [said] },
    [bufferSource(file)],
  );
  const path = join(folder, name);
  writeFileSync(path, await sealed.envelope.slice(0, sealed.envelope.size));
  return { path, sha256: createHash('sha256').update(file).digest('hex'), mailboxId: sealed.mailboxId };
}

describe.each([
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const)('saved in %s when sending failed', (author, bearer) => {
  const hold = holds[bearer];

  it(`is handed in by somebody else, in ${bearer} and in Arabic, and opened`, async () => {
    const downloads = join(folder, author);
    mkdirSync(downloads);
    const proxy = new RecordingProxy(site.origin);
    const started = await startBrowser(author, { proxyPort: await proxy.listen(), isUnwatched: true, downloads });
    proxy.begin((path) => (path === '/envelopes' ? 'abort' : 'pass'));
    const page = await started.newPage();
    await page.goto(`${site.origin}/en/alert`);
    await page.waitForSelector('#send-button');
    await fill(page, formFields(wholeAlert));
    await send(page);
    await page.waitForSelector('[data-problem="offline"]:not([hidden])');
    expect(await page.$eval('#carry a', (link) => link.getAttribute('href'))).toBe('/en/sealed');
    await press(page, '#save-sealed');
    const saved = join(downloads, 'data.bin');
    await eventually(() => expect(readdirSync(downloads)).toEqual(['data.bin']));
    await eventually(() => expect(readFileSync(saved).length).toBeGreaterThan(65_536));

    const received = `data.bin${ar.messages['sealed.state.received']}`;
    const here = `data.bin${ar.messages['sealed.state.here']}`;
    await opened(hold.page, 'ar');
    expect(await faultsOf(hold.page, 'ar')).toEqual([]);
    expect(await handIn(hold.page, saved)).toEqual([received]);
    expect(await handIn(hold.page, saved)).toEqual([here]);
    expect(await faultsOf(hold.page, 'ar')).toEqual([]);
    expect(await hold.page.$eval('#sealed-said', ({ textContent }) => textContent)).toMatch(/[1١]/);

    // The line is back: its author sends it all the same, and is not kept out.
    proxy.begin();
    await press(page, '[data-problem="offline"] [data-retry]');
    await page.waitForSelector('#issued:not([hidden])');
    await started.end();
    await proxy.close();
    expect(threads().slice(-2)).toEqual(['carried', 'first']);
    expect((await inbox.reports()).map((report) => report.answers)).toEqual([wholeAlert, wholeAlert]);
  });
});

it('is one report, carried and sent, in a bundle', async () => {
  const { path, mailboxId } = await takenAway('both.bin', 10);
  const post = (headers: Record<string, string>) =>
    fetch(`${site.origin}/envelopes`, { method: 'POST', body: readFileSync(path), headers });
  expect((await post({ Thread: 'carried' })).status).toBe(201);
  expect((await post({ 'Mailbox-Id': mailboxId })).status).toBe(201);
  const results = collectAndOpen(site).results.filter(({ report }) => report?.mailboxId === mailboxId);
  const notices = ['from-take-away', 'keyring-expired-then', 'report-twice'].map((code) => ({ code }));
  expect(results).toMatchObject([
    { opened: true, report: { answers }, alarms: [], notices },
    { opened: true, report: { answers }, notices },
  ]);
});

describe.each(['chromium', 'firefox'] as const)('in %s', (kind) => {
  const hold = holds[kind];
  const said = en.messages;

  it('looks at each file before anything of it leaves, and says what it is', async () => {
    const page = await opened(hold.page, 'en');
    const good = await takenAway(`${kind} good.bin`, 10);
    const whole = readFileSync(good.path);
    const place = (name: string, bytes: Uint8Array | string) => {
      const path = join(folder, `${kind} ${name}`);
      writeFileSync(path, bytes);
      return path;
    };
    const large = place('large', '');
    truncateSync(large, 2 * 1024 ** 3);
    const gone = place('gone', whole);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await choose(
      page,
      place('cut', whole.subarray(0, -1)),
      place('picture.jpg', 'JFIF'),
      place('empty', ''),
      large,
      gone,
      good.path,
    );
    rmSync(gone);
    await press(page, '#send-button');
    await page.waitForSelector('#result:not([hidden])');
    expect((await lines(page)).map((line) => line.slice(kind.length + 1))).toEqual([
      `cut${said['sealed.state.cut']}`,
      `picture.jpg${said['sealed.state.other']}`,
      `empty${said['sealed.state.empty']}`,
      `large${said['sealed.state.other']}`,
      `gone${said['sealed.state.unreadable']}`,
      `good.bin${said['sealed.state.received']}`,
    ]);
    expect(sent).toEqual(['POST /envelopes']);
    expect(await page.$eval('#sealed-said', ({ textContent }) => textContent)).toBe('Handed in: 1 of 6.');
    await page.setViewport({ width: 320, height: 640 });
    expect(await faultsOf(page, 'en')).toEqual([]);
    expect(await inbox.reports()).toMatchObject([{ origin: 'take-away', keyringExpired: true }]);
    rmSync(large);
  });

  it('sends a large one in pieces, pauses and goes on', async () => {
    const page = await opened(hold.page, 'en');
    const { path, sha256 } = await takenAway(`${kind} large.bin`, 4 * 1024 * 1024);
    await choose(page, path);
    await page.evaluate(atFirstPiece, 'pause');
    await press(page, '#send-button');
    await page.waitForSelector('#sealed-resume:not([hidden])');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('sealed-resume');
    expect(await page.$eval('#sealed-state', ({ textContent }) => textContent)).toContain('Paused');
    expect(await faultsOf(page, 'en')).toEqual([]);
    expect(await inbox.opened()).toEqual([]);
    await press(page, '#sealed-resume');
    await page.waitForSelector('#result:not([hidden])');
    expect(await lines(page)).toEqual([`${kind} large.bin${said['sealed.state.received']}`]);
    const [{ files } = { files: [] }] = await inbox.opened();
    expect(files.map((file) => file.sha256)).toEqual([sha256]);
    expect(await handIn(page, path)).toEqual([`${kind} large.bin${said['sealed.state.here']}`]);
  });
});

/** Runs in the page: acts as soon as a first piece has arrived, before another is sent. */
function atFirstPiece(act: string): void {
  const bar = document.getElementById('sealed-progress') as HTMLProgressElement;
  new MutationObserver((_, observer) => {
    if (bar.value === 0) return;
    observer.disconnect();
    if (act === 'pause') document.getElementById('sealed-pause')?.click();
    else document.dispatchEvent(new Event('quick-exit'));
  }).observe(bar, { attributes: true });
}

it('drops a file on its way at once when somebody leaves quickly', async () => {
  const page = await opened(holds.chromium.page, 'en');
  await choose(page, (await takenAway('left.bin', 4 * 1024 * 1024)).path);
  await page.evaluate(atFirstPiece, 'leave');
  await press(page, '#send-button');
  await page.waitForFunction(() => document.getElementById('main')?.childElementCount === 0);
  await page.waitForNetworkIdle();
  expect(await page.$eval('#main', ({ childElementCount }) => childElementCount)).toBe(0);
  expect(await inbox.opened()).toEqual([]);
});

describe('in chromium without scripts', () => {
  const hold = holds.chromium;

  async function post(page: Page, path: string): Promise<[status: number | undefined, lines: string[]]> {
    await choose(page, path);
    const [response] = await Promise.all([page.waitForNavigation(), press(page, '#sealed button:not([id])')]);
    return [response?.status(), await lines(page)];
  }

  it('takes it, knows it again, and says what is too large', async () => {
    const { page } = hold;
    await page.setJavaScriptEnabled(false);
    const { path } = await takenAway('open.bin', 3 * 1024 * 1024);
    const large = join(folder, 'too-large');
    writeFileSync(large, '');
    truncateSync(large, 33 * 1024 * 1024);
    await page.goto(`${site.origin}/en/sealed`);
    expect(await post(page, path)).toEqual([201, [`open.bin${en.messages['sealed.state.received']}`]]);
    expect(await post(page, path)).toEqual([200, [`open.bin${en.messages['sealed.state.here']}`]]);
    expect(await post(page, large)).toEqual([413, [expect.stringContaining('more than 32 MB')]]);
    expect(await inbox.reports()).toMatchObject([{ origin: 'take-away', answers }]);
    // axe waits for ever where scripts are off.
    await page.setJavaScriptEnabled(true);
    expect(await faultsOf(page, 'en')).toEqual([]);
  });
});
