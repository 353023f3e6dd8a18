import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fate, RecordingProxy } from '../canary/recording-proxy.ts';
import { eventually } from '../eventually.ts';
import { browserKinds, patientPage, type Started, startBrowser } from './browser.ts';
import { fill, send } from './filling.ts';
import { openBytes } from './inbox-of.ts';
import { browserFor } from './kept-browser.ts';
import { openPaths } from './room.ts';
import { signedKeyring } from './signed-keyring.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { answers, filling } from './whole-report.ts';

const site = siteOfWorker();
const press = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).click());
const typed = 'Typed before anything worked. ñ🕊';

/** A page whose every answer passes a proxy of its own. */
interface Watched {
  readonly page: Page;
  readonly proxy: RecordingProxy;
  close(): Promise<void>;
}

describe('in chromium', () => {
  let started: Started;
  beforeAll(async () => {
    started = await browserFor('chromium');
  });
  afterAll(() => started.end());

  async function watched(fates: (path: string) => Fate): Promise<Watched> {
    const proxy = new RecordingProxy(site.origin);
    const port = await proxy.listen();
    proxy.begin(fates);
    const context = await started.browser.createBrowserContext({
      proxyServer: `http://127.0.0.1:${port}`,
      proxyBypassList: ['<-loopback>'],
    });
    const page = await patientPage(context);
    page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
    return {
      page,
      proxy,
      async close() {
        await context.close();
        await proxy.close();
      },
    };
  }

  /** The form waits for every asset but this one. */
  const exitScript = /\/assets\/exit-/;
  const assets: readonly [name: string, pattern: RegExp, isNeeded: boolean][] = [
    ['style', /\/assets\/main-/, false],
    ['exit script', exitScript, false],
    ['report script', /\/assets\/report-/, true],
    ['worker', /\/assets\/seal-/, true],
    ['libsodium', /\/assets\/sodium-/, false],
    ['keyring', /\/keyring\.json$/, true],
    ['signature', /\/keyring\.json\.minisig$/, true],
  ];

  /** What a person sees while one asset is late, blocked or broken; what they typed must stay. */
  async function meet(pattern: RegExp, fate: Fate, isNeeded: boolean): Promise<void> {
    const { page, proxy, close } = await watched((path) => (pattern.test(path) ? fate : 'pass'));
    try {
      // A script that is held keeps the page from being called loaded; it is there all the same.
      await page.goto(`${site.origin}/en/report`, { waitUntil: 'domcontentloaded', timeout: 2000 }).catch(() => {});
      await page.waitForSelector('[name="narrative"]');
      await page.$eval('[name="narrative"]', (area, text) => ((area as HTMLTextAreaElement).value = text), typed);
      const isLate = isNeeded || (fate === 'hold' && pattern !== exitScript);
      if (isLate) {
        await eventually(() => expect(toldOf(page)).resolves.toBe(true));
        expect(await page.$('#send-button')).toBeNull();
      } else await page.waitForSelector('#send-button');
      if (fate === 'hold') {
        await new Promise((resolve) => setTimeout(resolve, 14_000));
        proxy.release();
        await page.waitForSelector('#send-button');
        expect(await toldOf(page)).toBe(false);
      }
      expect(await page.$eval('[name="narrative"]', (area) => (area as HTMLTextAreaElement).value)).toBe(typed);
      expect(proxy.recorded().includes('POST ')).toBe(false);
    } finally {
      await close();
    }
  }

  /** Whether the page says, visibly, that it cannot protect the report. */
  const toldOf = (page: Page): Promise<boolean> =>
    page.evaluate(() =>
      ['stalled', 'problem'].some(
        (id) => document.getElementById(id)?.checkVisibility({ visibilityProperty: true }) ?? false,
      ),
    );

  it.each(['abort', 'error', 'cut'] as const)(
    'keeps what is typed and says so when an asset meets "%s"',
    async (fate) => {
      for (const half of [assets.slice(0, 4), assets.slice(4)])
        await Promise.all(half.map(([, pattern, isNeeded]) => meet(pattern, fate, isNeeded)));
    },
  );

  it('says so in plain HTML where the script is too new for the browser', async () => {
    await meet(
      /\/assets\/report-/,
      { body: 'let 1n = #x in y;', headers: { 'Content-Type': 'text/javascript' } },
      true,
    );
  });

  const faults: readonly [what: string, problem: string, change: Parameters<typeof signedKeyring>[1]][] = [
    ['is not what was signed', 'keyring-bad', { altered: true }],
    ['is of another committee', 'keyring-bad', { committee: 'ab'.repeat(16) }],
    ['is for another site', 'keyring-bad', { origins: ['https://elsewhere.example'] }],
    ['holds a classic recipient', 'keyring-bad', { classic: true }],
    ['has expired', 'keyring-expired', { notBefore: '2026-01-01', expires: '2026-03-01' }],
    ['is not valid yet', 'keyring-not-yet', { notBefore: '2090-01-01', expires: '2090-03-01' }],
  ];
  it('keeps what is typed and says so while each asset is 20 seconds late, then goes on', async () => {
    await Promise.all(assets.map(([, pattern, isNeeded]) => meet(pattern, 'hold', isNeeded)));
  });

  it.each(faults)('tells at the top of the empty form that the keyring %s', async (_what, problem, change) => {
    const { json, minisig } = await signedKeyring(site.keys, change);
    const served: Readonly<Record<string, string>> = { '/keyring.json': json, '/keyring.json.minisig': minisig };
    const { page, close } = await watched((path) => (served[path] ? { body: served[path] } : 'pass'));
    await page.goto(`${site.origin}/en/report`);
    await page.waitForSelector(`[data-problem="${problem}"]:not([hidden])`);
    const isAbove = await page.evaluate(() => {
      const [told, form] = ['problem', 'report'].map((id) => document.getElementById(id)?.getBoundingClientRect());
      return (told?.bottom ?? 0) <= (form?.top ?? 0);
    });
    expect(isAbove).toBe(true);
    expect(await page.$('#send-button')).toBeNull();
    await close();
  });

  it('says that the keyring has expired while the form was open, and keeps what is typed', async () => {
    const { page, proxy, close } = await watched(() => 'pass');
    await page.goto(`${site.origin}/en/report`);
    await page.waitForSelector('#send-button');
    await fill(page, filling);
    await page.evaluate(() => {
      const real = Date.prototype.toISOString;
      Date.prototype.toISOString = function () {
        return `2099${real.call(this).slice(4)}`;
      };
    });
    await send(page);
    await page.waitForSelector('[data-problem="keyring-expired"]:not([hidden])');
    expect(proxy.recorded().includes('POST /envelopes')).toBe(false);
    expect(await page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(filling.narrative?.[0]);
    await close();
  });

  it('tells at the top of the empty form that the keyring is older than the build takes', async () => {
    const newer = (code: string) => code.replace('minimumKeyringSerial:1', 'minimumKeyringSerial:2');
    const { page, close } = await watched((path) => (/\/assets\/seal-/.test(path) ? { change: newer } : 'pass'));
    await page.goto(`${site.origin}/en/report`);
    await page.waitForSelector('[data-problem="keyring-bad"]:not([hidden])');
    await close();
  });

  it.each([
    [1999, true],
    [2099, false],
  ])('with a clock in the year %i', async (year, isReady) => {
    const { page, close } = await watched(() => 'pass');
    await page.evaluateOnNewDocument((wrong) => {
      const real = Date.prototype.toISOString;
      Date.prototype.toISOString = function () {
        return `${wrong}${real.call(this).slice(4)}`;
      };
    }, year);
    await page.goto(`${site.origin}/en/report`);
    await page.waitForSelector(isReady ? '#send-button' : '[data-problem="keyring-expired"]:not([hidden])');
    await close();
  });
});

describe.each(browserKinds)('in %s', (kind) => {
  let proxy: RecordingProxy;
  let started: Started;
  const downloads = mkdtempSync(join(tmpdir(), 'downloads-'));
  beforeAll(async () => {
    proxy = new RecordingProxy(site.origin);
    started = await startBrowser(kind, { proxyPort: await proxy.listen(), isUnwatched: true, downloads });
  });
  afterAll(async () => {
    await started.end();
    await proxy.close();
    rmSync(downloads, { recursive: true, force: true });
  });

  async function filledPage(prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
    const page = await started.newPage();
    page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
    await prepare(page);
    await page.goto(`${site.origin}/en/report`);
    await page.waitForSelector('#send-button');
    await fill(page, filling);
    return page;
  }

  const onSending =
    (fate: Fate) =>
    (path: string): Fate =>
      path === '/envelopes' ? fate : 'pass';

  const failures = [
    ['the storage is full', { status: 507, body: '{}' } satisfies Fate, 'storage-full'],
    ['the server is gone', 'abort', 'offline'],
    ['the answer is lost after acceptance', 'lose', 'offline'],
  ] as const;
  // What is sealed by the other engine is kept and sent alike.
  it.each(kind === 'hardened firefox' ? failures.slice(0, 1) : failures)(
    'keeps everything when %s, offers the sealed file, and arrives once on the next try',
    async (_what, fate, problem) => {
      proxy.begin(onSending(fate));
      const page = await filledPage();
      await send(page);
      await page.waitForSelector(`[data-problem="${problem}"]:not([hidden])`);
      expect(await page.$eval('[name="narrative"]', (area) => (area as HTMLTextAreaElement).value)).toBe(
        answers.narrative,
      );
      const code = await page.$eval('#carry-code', (element) => element.textContent);
      // By activation: a click by place may meet the bar to leave, which lies over the end of the window.
      await press(page, '#save-sealed');
      expect(await page.$eval('#saved', (said) => said.textContent)).toContain(
        'Look whether the file data.bin is there',
      );
      await eventually(() => expect(readdirSync(downloads)).toEqual(['data.bin']));
      const carried = join(downloads, 'data.bin');
      await eventually(() => expect(readFileSync(carried).length).toBeGreaterThan(65_536));
      const { report } = await openBytes(readFileSync(carried), site.key);
      expect(report.answers).toEqual(answers);
      if (problem === 'storage-full') expect(openPaths(site, carried).results[0]?.report?.answers).toEqual(answers);
      proxy.begin();
      await press(page, `[data-problem="${problem}"] [data-retry]`);
      await page.waitForSelector('#issued:not([hidden])');
      expect(await page.$eval('#issued-code', (element) => element.textContent)).toBe(code);
      // The same envelope travelled again: its bytes are those of the file.
      expect(proxy.recorded().includes(readFileSync(carried).subarray(0, 1600))).toBe(true);
      rmSync(carried);
      await page.close({ runBeforeUnload: false });
    },
  );

  it.skipIf(kind === 'hardened firefox')(
    'seals with the light engine where the worker may not run WebAssembly',
    async () => {
      const policy = { 'content-security-policy': "default-src 'none'; script-src 'self'" };
      proxy.begin((path) => (/\/assets\/seal-/.test(path) ? { change: (code) => code, headers: policy } : 'pass'));
      const page = await filledPage();
      expect(await page.$eval('html', ({ dataset }) => `${dataset.engine} ${dataset.place}`)).toBe('light worker');
      await send(page);
      await page.waitForSelector('#issued:not([hidden])');
      await page.close({ runBeforeUnload: false });
    },
  );

  it('seals in the page where there is no worker', async () => {
    proxy.begin();
    const page = await filledPage((fresh) =>
      fresh.evaluateOnNewDocument(() => void Reflect.deleteProperty(window, 'Worker')),
    );
    expect(await page.$eval('html', ({ dataset }) => `${dataset.engine} ${dataset.place}`)).toBe('light page');
    await send(page);
    await page.waitForSelector('#issued:not([hidden])');
    await page.close({ runBeforeUnload: false });
  });
});
