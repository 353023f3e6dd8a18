import type { CDPSession, Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { evidencePages } from './evidence-walk.ts';
import { fill, goTo } from './filling.ts';
import { axeFaults, edgeFaults, faultsOf, focusFaults, markupFaults } from './markup.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { alertPages, answeredPages, everyPath, everything, open, reportPages, stillPages } from './walks.ts';
import { browserOf, faultsOn, inWindow, type Language, languages } from './windows.ts';

const site = siteOfWorker();
/** Several windows at a time, on machines that may be slow. */
const longTimeoutMs = 900_000;

/** Parts of the report, and the form with all of them: in colours they differ by nothing from what is judged besides. */
const isOneOfMany = /^(?:part .*|\/report\/plain\/form|open form with errors)$/;

/** Pages that stand still have nothing in them that the others have not. */
const isStill = /^\//;

/** The states with most to read, and every page that stands still. */
const isFullOfText = /^(?:\/.*|alert with every problem|answers to check, with a copy|receipt)$/;

/**
 * What axe judges a state by. What is the same in another state or language is judged once: French and Spanish differ
 * from English in their words and in how long these are, which the layout shows in every state.
 */
function rulesFor(language: Language, state: string) {
  if (language === 'fr' || language === 'es')
    return isFullOfText.test(state) && !isOneOfMany.test(state) ? 'all but colours' : 'none';
  return language === 'en' && !isOneOfMany.test(state) ? 'every rule' : 'all but colours';
}

declare global {
  /** How far things moved, one by one; in the page alone. */
  var shifts: number[];
}

/**
 * What the server writes of mistakes, and files, look the same in every language of a direction. French, whose words are
 * the longest, is looked at in every part of the report.
 */
function walksIn(language: Language) {
  if (language === 'es') return [stillPages, alertPages];
  if (language === 'fr') return [stillPages, alertPages, reportPages];
  return [stillPages, answeredPages, alertPages, reportPages, evidencePages];
}

const colours = [
  { name: 'prefers-color-scheme', value: 'dark' },
  // The system's own: axe has nothing to compare.
  { name: 'forced-colors', value: 'active' },
] as const;

/** What is wrong with a state in other colours than a page has by itself; it has its own again afterwards, and its focus. */
async function coloursOf(page: Page, devtools: CDPSession, state: string): Promise<string[]> {
  const faults: string[] = [];
  const focus = await page.evaluateHandle(() => document.activeElement);
  for (const feature of colours) {
    await devtools.send('Emulation.setEmulatedMedia', { features: [feature] });
    const query = `(${feature.name}: ${feature.value})`;
    expect(await page.evaluate((asked) => matchMedia(asked).matches, query)).toBe(true);
    const found = [
      ...(await page.evaluate(focusFaults)),
      ...(await page.evaluate(edgeFaults)),
      ...(feature.value === 'active' || isOneOfMany.test(state) ? [] : await axeFaults(page, 'colours')),
    ];
    faults.push(...found.map((fault) => `${query}: ${fault}`));
  }
  await devtools.send('Emulation.setEmulatedMedia', { features: [] });
  await page.evaluate((element) => (element as HTMLElement | null)?.focus({ preventScroll: true }), focus);
  return faults;
}

describe('as served', () => {
  // What its sentences could break in another language is looked at without a server.
  const ofEachDirection = ['en', 'ar'] as const;
  const served = new Map<string, string>();
  // All before any is judged: a line that stays unused for so long may be closed.
  beforeAll(async () => {
    const paths = ofEachDirection.flatMap((language) => everyPath.map((path) => `/${language}${path}`));
    await Promise.all(
      paths.map(async (path) => {
        const response = await fetch(site.origin + path, { headers: { Accept: 'text/html' } });
        served.set(path, await response.text());
      }),
    );
  });

  it.each(ofEachDirection)('has valid markup in %s', async (language) => {
    for (const path of everyPath) {
      const html = served.get(`/${language}${path}`) ?? '';
      expect(html.length).toBeGreaterThan(500);
      expect(await markupFaults(html), path).toEqual([]);
    }
  });
});

describe('in chromium', () => {
  const started = browserOf('chromium');

  it('finds what is wrong where something is', async () => {
    await inWindow(started(), async (page) => {
      await open(page, '/ar/');
      await page.$eval('main', (main) => {
        const put = (tag: string, css: string, text: string) => {
          const made = Object.assign(document.createElement(tag), { textContent: text, id: `bad-${tag}` });
          made.style.cssText = css;
          main.append(made);
        };
        put('img', '', '');
        put('button', 'all: unset; display: block; inline-size: 8px', '.');
        put('p', 'inline-size: 400px; color: #ddd', 'wide');
        put('div', 'overflow: hidden; block-size: 2.8em; line-height: 1.4', Array(40).fill('cut').join(' '));
        put('span', '', '01234 56789');
      });
      const found = (await faultsOf(page, 'en')).join('\n');
      for (const each of ['image-alt', 'color-contrast', 'sideways', 'cut when spaced', 'not isolated', 'ar rtl'])
        expect(found).toContain(each);
      expect(found).toMatch(/8 x \d+: <button id="bad-button"/);
      expect((await page.evaluate(focusFaults)).join('\n')).toContain('bad-button');
      expect((await page.evaluate(edgeFaults)).join('\n')).toContain('bad-button');
    });
  });

  // Colours are the same in every language, and take most of the time; how large a control is, is seen in all.
  it.concurrent.each(languages)(
    'has no fault on any page in %s',
    async (language) => {
      const faults = await inWindow(started(), async (page, faults) => {
        const devtools = await page.createCDPSession();
        const look = async (shown: Language, state: string) => [
          ...(await faultsOf(page, shown, rulesFor(language, state))),
          ...(language === 'en' && !isStill.test(state) ? await coloursOf(page, devtools, state) : []),
        ];
        faults.push(...(await faultsOn(page, language, walksIn(language), look)));
      });
      expect(faults).toEqual([]);
    },
    longTimeoutMs,
  );

  it('scrolls sideways in no window, however long the names in the table', async () => {
    const faults = await inWindow(started(), async (page, faults) => {
      await open(page, '/en/report');
      await page.waitForSelector('#send-button');
      await fill(page, everything);
      await goTo(page, 'mps');
      for (const width of [480, 700, 1280]) {
        await page.setViewport({ width, height: 640 });
        faults.push(...(await faultsOf(page, 'en')));
      }
      expect(await page.$eval('table', (table) => getComputedStyle(table).display)).toBe('table');
    });
    expect(faults).toEqual([]);
  });
});

describe('in firefox', () => {
  const started = browserOf('firefox');

  // From right to left, which browsers lay out more differently than from left to right.
  it(
    'has no fault in any state of the forms in ar',
    async () => {
      const faults = await inWindow(started(), async (page, faults) => {
        const look = (shown: Language, state: string) =>
          faultsOf(page, shown, isOneOfMany.test(state) ? 'all but colours' : 'every rule');
        faults.push(...(await faultsOn(page, 'ar', [alertPages, reportPages, evidencePages], look)));
      });
      expect(faults).toEqual([]);
    },
    longTimeoutMs,
  );
});

describe('while a page starts', () => {
  const started = browserOf('chromium');
  /** Less than Core Web Vitals call good: 0.1. */
  const maxShift = 0.05;

  /** Runs in the page, before anything else there. */
  function watchShifts(): void {
    globalThis.shifts = [];
    const observer = new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    });
    observer.observe({ type: 'layout-shift', buffered: true });
  }

  /** How far what is in view has moved, once a page has been seen without its script and then got it. */
  async function shiftOf(page: Page, path: string, meddle = () => {}): Promise<number> {
    let release = () => {};
    const seen = new Promise<void>((resolve) => {
      release = resolve;
    });
    page.removeAllListeners('request');
    page.on('request', (request) => {
      if (/assets\/(report|receipt)-/.test(request.url())) void seen.then(() => request.continue());
      else void request.continue();
    });
    const loaded = open(page, path);
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    release();
    await loaded;
    await page.waitForSelector('#send-button');
    await page.evaluate(meddle);
    // What moved is told after the frame in which it did.
    return page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      await new Promise((resolve) => setTimeout(resolve));
      return shifts.reduce((sum, shift) => sum + shift, 0);
    });
  }

  it('moves nothing that can be seen', async () => {
    const faults = await inWindow(started(), async (page, faults) => {
      await page.setRequestInterception(true);
      await page.evaluateOnNewDocument(watchShifts);
      const push = () => document.getElementById('main')?.before(document.createElement('textarea'));
      expect(await shiftOf(page, '/en/report', push)).toBeGreaterThan(maxShift);
      for (const width of [360, 1280])
        for (const language of ['en', 'ar'])
          for (const name of ['report', 'alert', 'receipt']) {
            await page.setViewport({ width, height: 740 });
            const shift = await shiftOf(page, `/${language}/${name}`);
            if (shift > maxShift) faults.push(`${shift} in ${language}/${name}, ${width} wide`);
          }
    });
    expect(faults).toEqual([]);
  });
});
