import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatReceipt } from '../../crypto/receipt-code.ts';
import { formFields } from '../../tools/form-fields.ts';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { type BrowserKind, type Started, startBrowser } from './browser.ts';
import { type Filling, fill, goTo, toCheck } from './filling.ts';
import { axeFaults, edgeFaults, faultsOf, focusFaults, markupFaults } from './markup.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { filling } from './whole-report.ts';

const site = siteOfWorker();
const languages = ['en', 'fr', 'es', 'ar'] as const;
type Language = (typeof languages)[number];
const otherThan = (language: Language): Language => (language === 'ar' ? 'en' : 'ar');
/** Several windows at a time, on machines that may be slow. */
const longTimeoutMs = 400_000;

/** A window of 1280 pixels with everything four times as big. */
const narrow = { width: 320, height: 640 };
/** Nothing in it can be broken at a space. */
const longWord = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4);
/** Every answer, some of them long, some against another. */
const everything: Filling = {
  ...formFields(wholeAnswers),
  'source.name': [longWord],
  'mps.0.fullName': [longWord],
  'mps.1.fullName': [`٥ ${longWord}`],
  'consent.mp': ['mp_objects'],
  'perpetrators.0.nameOrUnit': [longWord],
};
/** What counts for every MP of a list. */
const forAll: Filling = { 'everyMp.country': ['XC'], 'everyMp.capacityThen': ['sitting'] };
const list = Array.from({ length: 4 }, (_, at) => `Invented ${at} ${longWord}, Party`).join('\n');

const isShown = (selector: string) => `${selector}:not([hidden])`;
const press = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).click());

async function open(page: Page, path: string): Promise<void> {
  await page.goto(site.origin + path);
}

/** Pages that stand still, each with all that can be unfolded. */
async function* stillPages(page: Page, language: Language): AsyncGenerator<string> {
  for (const path of stillPaths) {
    await open(page, `/${language}${path}`);
    await page.$$eval('details', (folds) => {
      for (const fold of folds) fold.open = true;
    });
    yield path;
  }
  await page.setJavaScriptEnabled(false);
  for (const path of ['/report', '/alert', '/receipt', '/sealed']) {
    await open(page, `/${language}${path}`);
    // axe waits for ever where scripts are off; the page stays as it came.
    await page.setJavaScriptEnabled(true);
    yield `${path} without scripts`;
    await page.setJavaScriptEnabled(false);
  }
  await page.setJavaScriptEnabled(true);
}
const stillPaths = [
  '/',
  '/safety',
  '/privacy',
  '/accessibility',
  '/doors',
  '/about',
  '/sealed',
  '/report/plain',
  '/report/plain/form',
  '/nothing-here',
];
const everyPath = [...stillPaths, '/report', '/alert', '/receipt'];

async function post(page: Page): Promise<number> {
  const [response] = await Promise.all([
    page.waitForNavigation(),
    press(page, '#report > button[value=send]:last-child'),
  ]);
  return response?.status() ?? 0;
}

/** What the server answers to an open form, and what a code shows. */
async function* answeredPages(page: Page, language: Language): AsyncGenerator<string> {
  await open(page, `/${language}/report/plain/form`);
  expect(await post(page)).toBe(422);
  yield 'open form with errors';
  await fill(page, { ...filling, 'consent.mp': ['is_self'], 'paste.text': [list], ...forAll });
  expect(await post(page)).toBe(422);
  expect(await page.$$('.error-summary, #pasted')).toHaveLength(1);
  yield 'open form to look at again';
  expect(await post(page)).toBe(201);
  yield 'receipt of an open form';
  const code = await page.$eval('#issued-code', (element) => element.textContent ?? '');
  await open(page, `/${language}/receipt`);
  await page.waitForSelector('#send-button');
  yield 'asking for a code';
  const slipped = formatReceipt(new Uint8Array(16).fill(7))
    .join(' ')
    .replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
  for (const [typed, result] of [
    [code, 'received'],
    [slipped, 'unknown'],
    ['12345', 'slip'],
  ] as const) {
    await fill(page, { code: [typed] });
    await press(page, '#send-button');
    await page.waitForSelector(isShown(`[data-result="${result}"]`));
    yield `code: ${result}`;
  }
}

async function* alertPages(page: Page, language: Language): AsyncGenerator<string> {
  await open(page, `/${language}/alert`);
  await page.waitForSelector('#send-button');
  yield 'alert';
  await press(page, '#send-button');
  await page.waitForSelector('.error-summary li');
  yield 'alert with errors';
  await fill(page, { ...formFields(wholeAlert), 'mp.fullName': [longWord] });
  yield 'alert, filled';
  // Everything that may have to be told, at once.
  await page.evaluate(() => {
    delete document.documentElement.dataset.ready;
    document.documentElement.dataset.failed = '';
    for (const each of document.querySelectorAll<HTMLElement>('#problem, #problem [hidden], #working, #stalled'))
      each.hidden = false;
  });
  yield 'alert with every problem';
}

/** The full report from its first part to another language of its receipt. */
async function* reportPages(page: Page, language: Language): AsyncGenerator<string> {
  const other = otherThan(language);
  await open(page, `/${language}/report`);
  await page.waitForSelector('#send-button');
  yield 'empty form';
  await toCheck(page);
  await page.waitForFunction(() => document.querySelectorAll('.error-summary li').length === 11);
  yield 'nothing to check';
  const wrong = await page.$$eval('[data-section]:has(.error-message)', (found) =>
    found.map((each) => each.getAttribute('data-section') ?? ''),
  );
  expect(wrong.length).toBeGreaterThan(3);
  for (const section of wrong) {
    await goTo(page, section);
    yield `part ${section} with errors`;
  }
  await fill(page, everything);
  const sections = await page.$$eval('[data-section]', (found) =>
    found.map((each) => each.getAttribute('data-section') ?? ''),
  );
  expect(sections).toHaveLength(7);
  for (const section of sections) {
    await goTo(page, section);
    yield `part ${section}, filled`;
  }
  await goTo(page, 'mps');
  await fill(page, { 'paste.text': [list] });
  await press(page, '[data-paste=show]');
  await page.waitForSelector(isShown('[data-paste=preview]'));
  yield 'pasted list';
  await press(page, '[data-paste=accept]');
  await page.waitForSelector('[data-row="5"]');
  await press(page, '[data-row="2"] [aria-expanded=false]');
  await press(page, '[data-row="5"] button:last-child');
  expect(await page.$$('[data-row]')).toHaveLength(4);
  await fill(page, forAll);
  yield 'table of MPs, one open, one taken away';
  await toCheck(page);
  await page.waitForSelector(isShown('[data-contradiction=objects_but_wide]'));
  await page.$eval('#keep-copy', (fold) => ((fold as HTMLDetailsElement).open = true));
  await press(page, '#copy-save');
  await page.waitForFunction(() => document.getElementById('copy-state')?.textContent !== '');
  yield 'answers to check, with a copy';
  for (const next of [other, language]) {
    await press(page, `[data-page="/${next}/report"]`);
    await page.waitForSelector(`html[lang=${next}] #language-state:not(:empty)`);
    if (next === other) yield 'in another language';
  }
  await press(page, '#send-button');
  await page.waitForSelector(isShown('#issued'));
  await page.$eval('#issued details', (fold) => ((fold as HTMLDetailsElement).open = true));
  yield 'receipt';
  await press(page, `[data-page="/${other}/report"]`);
  await page.waitForSelector(`html[lang=${other}] ${isShown('#issued')}`);
  yield 'receipt in another language';
}

/** Gives work a window of its own, since a tab behind another one does not draw; a script's error is a fault too. */
async function inWindow(started: Started, work: (page: Page, faults: string[]) => Promise<void>): Promise<string[]> {
  const faults: string[] = [];
  const page = await started.browser.newPage({ type: 'window' });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
  await page.setViewport(narrow);
  try {
    await work(page, faults);
  } finally {
    await page.close({ runBeforeUnload: false });
  }
  return faults;
}

declare global {
  /** How far things moved, one by one; in the page alone. */
  var shifts: number[];
}

/** Parts of the report: in colours they differ from one another by nothing. */
const isOneOfMany = /^part /;

type Walk = (page: Page, language: Language) => AsyncGenerator<string>;

/** What is wrong in each state of some walks. */
async function faultsOn(
  page: Page,
  language: Language,
  walks: readonly Walk[],
  look: (shown: Language, state: string) => Promise<string[]>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const walk of walks) {
    let states = 0;
    for await (const state of walk(page, language)) {
      states += 1;
      const shown = state.includes('another language') ? otherThan(language) : language;
      for (const fault of await look(shown, state)) faults.push(`${state}: ${fault}`);
    }
    expect(states).toBeGreaterThan(3);
  }
  return faults;
}

function browserOf(kind: BrowserKind): () => Started {
  let started: Started;
  beforeAll(async () => {
    started = await startBrowser(kind);
  });
  afterAll(() => started.end());
  return () => started;
}

describe('as served', () => {
  const served = new Map<string, string>();
  // All before any is judged: a line that stays unused for so long may be closed.
  beforeAll(async () => {
    const paths = languages.flatMap((language) => everyPath.map((path) => `/${language}${path}`));
    await Promise.all(
      paths.map(async (path) => {
        const response = await fetch(site.origin + path, { headers: { Accept: 'text/html' } });
        served.set(path, await response.text());
      }),
    );
  });

  it.each(languages)('has valid markup in %s', async (language) => {
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
        const rules = language === 'en' ? 'every rule' : 'all but colours';
        const look = (shown: Language) => faultsOf(page, shown, rules);
        faults.push(...(await faultsOn(page, language, [stillPages, answeredPages, alertPages, reportPages], look)));
      });
      expect(faults).toEqual([]);
    },
    longTimeoutMs,
  );

  it.concurrent.each([
    ['dark', { name: 'prefers-color-scheme', value: 'dark' }],
    ['forced', { name: 'forced-colors', value: 'active' }],
  ])(
    'has no fault in %s colours',
    async (_name, feature) => {
      const faults = await inWindow(started(), async (page, faults) => {
        const devtools = await page.createCDPSession();
        await devtools.send('Emulation.setEmulatedMedia', { features: [feature] });
        await open(page, '/en/');
        const query = `(${feature.name}: ${feature.value})`;
        expect(await page.evaluate((asked) => matchMedia(asked).matches, query)).toBe(true);
        const look = async (_shown: Language, state: string) => [
          ...(await page.evaluate(focusFaults)),
          ...(await page.evaluate(edgeFaults)),
          ...(isOneOfMany.test(state) ? [] : await axeFaults(page, 'colours')),
        ];
        // The open form has all parts of the report in one page.
        faults.push(...(await faultsOn(page, 'en', [answeredPages, alertPages, reportPages], look)));
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

  it.concurrent.each(['en', 'ar'] as const)(
    'has no fault in any state of the forms in %s',
    async (language) => {
      const faults = await inWindow(started(), async (page, faults) => {
        const look = (shown: Language, state: string) =>
          faultsOf(page, shown, language === 'ar' || isOneOfMany.test(state) ? 'all but colours' : 'every rule');
        faults.push(...(await faultsOn(page, language, [alertPages, reportPages], look)));
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
        for (const language of languages)
          for (const name of ['report', 'alert', 'receipt']) {
            await page.setViewport({ width, height: 740 });
            const shift = await shiftOf(page, `/${language}/${name}`);
            if (shift > maxShift) faults.push(`${shift} in ${language}/${name}, ${width} wide`);
          }
    });
    expect(faults).toEqual([]);
  });
});
