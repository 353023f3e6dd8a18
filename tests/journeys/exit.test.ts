import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { choose, fileOf } from './choosing.ts';
import { type ExitWatch, watchExit } from './exit-watch.ts';
import { fill, goTo, send, toCheck } from './filling.ts';
import { openForm, press, receiptCode } from './form-page.ts';
import { pageOf } from './page-of.ts';
import { back } from './profile-travel.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { until } from './until.ts';
import { filling } from './whole-report.ts';

const site = siteOfWorker();
const typed = 'Typed, and never to be seen again 🕊';

/** Logs, after everybody else has heard of a press, whether there is still something to see. */
function reportBlank(): void {
  for (const type of ['click', 'keyup'])
    addEventListener(type, () => {
      const isBlank = document.documentElement.hidden && document.body.childElementCount === 0;
      console.info(`after ${type}: ${isBlank ? 'blank' : 'there'}, ${document.title.trim() || 'no title'}`);
    });
}

/** Never lets a worker begin to seal: a very slow device. */
function holdSealing(): void {
  const real = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (this: Worker, message: { type?: string }) {
    if (message.type === 'seal') console.info('sealing');
    else real.call(this, message);
  } as typeof real;
}

/** Types with real keys: a page that nobody has touched may not ask anything. */
async function typeNarrative(page: Page): Promise<void> {
  await goTo(page, 'facts');
  await page.type('#narrative', typed.slice(0, 5));
  await page.$eval('#narrative', (area, text) => ((area as HTMLTextAreaElement).value = text), typed);
}

/** Says when a request is given up. A browser whose requests are being held does not tell it by itself. */
function tellGivenUp(): void {
  const { open, abort } = XMLHttpRequest.prototype;
  const addresses = new WeakMap<XMLHttpRequest, string>();
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, address: string) {
    addresses.set(this, address);
    open.call(this, method, address, true);
  };
  XMLHttpRequest.prototype.abort = function () {
    console.info(`given up: ${new URL(addresses.get(this) ?? '', location.href).pathname}`);
    abort.call(this);
  };
  const real = window.fetch;
  window.fetch = (address, options) => {
    options?.signal?.addEventListener('abort', () => console.info(`given up: ${address}`));
    return real(address, options);
  };
}

/** Ends the pauses after which leaving starts anew at a word of the test: they are told by their length. */
function holdPauses(): void {
  const real = window.setTimeout;
  const hold = (again: () => void) => {
    document.addEventListener('pause is over', again, { once: true });
    return 0;
  };
  window.setTimeout = ((act: () => void, ms = 0) => (ms < 5_000 ? real(act, ms) : hold(act))) as typeof setTimeout;
}

/** Leaves a page. @param isAsked whether another place has been asked for. */
type Leave = (page: Page, isAsked: () => boolean) => Promise<unknown>;
const ways: readonly (readonly [string, Leave])[] = [
  ['by the button', (page) => page.click('#quick-exit')],
  [
    'by the first link',
    async (page) => {
      await page.focus('a.skip[data-quick-exit]');
      await page.keyboard.press('Enter');
    },
  ],
  ['by Shift, three times', (page, isAsked) => thriceUntil(page, 'Shift', isAsked)],
  ['by Escape, three times', (page, isAsked) => thriceUntil(page, 'Escape', isAsked)],
];

async function thrice(page: Page, key: 'Shift' | 'Escape'): Promise<void> {
  for (let press = 0; press < 3; press += 1) await page.keyboard.press(key);
}

/** Presses as a person does: once more where three presses were too slow for the page, as on a busy machine. */
async function thriceUntil(page: Page, key: 'Shift' | 'Escape', isAsked: () => boolean): Promise<void> {
  while (!isAsked()) await thrice(page, key);
}

describe.each(['chromium', 'firefox'] as const)('in %s', (kind) => {
  // A browser that no other test has used.
  const hold = pageOf(kind, () => ({ isWhole: true, preferences: {} }));
  // What a browser could do differently does not depend on the way.
  const oneWay = ways.slice(0, 1);
  const someWays = kind === 'chromium' ? ways : oneWay;
  const inChromium = it.skipIf(kind !== 'chromium');

  /** A page that came from the landing page, with everything that may show a trace listened to. */
  async function begin(heldPath?: string): Promise<{ exits: ExitWatch; said: string[]; dialogs: string[] }> {
    const { page } = hold;
    const said: string[] = [];
    const dialogs: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.type());
      void dialog.accept();
    });
    const exits = await watchExit(page, site, heldPath);
    await page.goto(`${site.origin}/en/`);
    await openForm(page, site);
    await page.evaluate(reportBlank);
    return { exits, said, dialogs };
  }

  /** Leaves, and looks at everything that leaving promises. */
  async function expectGone({ exits, said, dialogs }: Awaited<ReturnType<typeof begin>>, leave: Leave): Promise<void> {
    const { page } = hold;
    // The last key or click of it is answered only once the other place is there.
    const leaving = leave(page, () => exits.pages.length > 0).catch(() => {});
    await eventually(() => expect(exits.pages).toHaveLength(1));
    // What the page says of itself takes its own time to get here.
    await eventually(() =>
      expect(said.filter((text) => text.startsWith('after')).at(-1)).toMatch(/: blank, no title$/),
    );
    const [asked] = exits.pages;
    expect(asked?.url()).toBe('https://www.wikipedia.org/');
    expect(asked?.method()).toBe('GET');
    expect(Object.keys(asked?.headers() ?? {}).map((name) => name.toLowerCase())).not.toContain('referer');
    await exits.arrive();
    await leaving;
    // By the page itself: what the driver believes of its address comes later.
    await until(page, (there) => location.href === there, 'https://www.wikipedia.org/');
    expect(await page.evaluate(() => document.referrer)).toBe('');
    await back(page);
    await until(page, (there) => location.href === there, `${site.origin}/en/`);
    expect(dialogs).toEqual([]);
  }

  it.each(ways)('leaves %s with text typed, without a question and without a way back', async (_way, leave) => {
    const started = await begin();
    await typeNarrative(hold.page);
    // There was something to lose: typing is what a link would ask about.
    expect(await hold.page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(typed);
    await expectGone(started, leave);
  });

  inChromium.each(oneWay)('leaves %s while answers are checked', async (_way, leave) => {
    const started = await begin();
    await fill(hold.page, filling);
    await typeNarrative(hold.page);
    await toCheck(hold.page);
    await hold.page.waitForFunction(
      (text) => document.getElementById('check-list')?.textContent?.includes(text),
      {},
      typed,
    );
    await expectGone(started, leave);
  });

  inChromium.each(oneWay)('leaves %s while it seals', async (_way, leave) => {
    const started = await begin();
    await hold.page.evaluate(holdSealing);
    await fill(hold.page, filling);
    await typeNarrative(hold.page);
    await send(hold.page);
    await eventually(() => expect(started.said).toContain('sealing'));
    await hold.page.waitForSelector('#working:not([hidden])');
    await expectGone(started, leave);
  });

  it.each(someWays)('leaves %s while it sends, and gives the sending up', async (_way, leave) => {
    const started = await begin('/envelopes');
    await hold.page.evaluate(tellGivenUp);
    await fill(hold.page, filling);
    await typeNarrative(hold.page);
    await send(hold.page);
    await eventually(() => expect(started.exits.held).toHaveLength(1));
    expect(started.said).not.toContain('given up: /envelopes');
    await expectGone(started, leave);
    expect(started.said).toContain('given up: /envelopes');
  });

  it.each(someWays)('leaves %s while a file is on its way, and gives it up', async (_way, leave) => {
    const started = await begin('/uploads');
    await hold.page.evaluate(tellGivenUp);
    await fill(hold.page, filling);
    await send(hold.page);
    await hold.page.waitForSelector('#evidence:not([hidden])');
    await choose(hold.page, fileOf(`${kind} ${randomUUID()}.bin`, 2 * 1024 * 1024).path);
    await press(hold.page, '#evidence-send');
    await eventually(() => expect(started.exits.held).toHaveLength(1));
    expect(started.said).not.toContain('given up: /uploads');
    await expectGone(started, leave);
    expect(started.said).toContain('given up: /uploads');
  });

  it.each(oneWay)('leaves %s with the receipt shown', async (_way, leave) => {
    const started = await begin();
    await fill(hold.page, filling);
    await send(hold.page);
    expect(await receiptCode(hold.page)).toMatch(/^\d{5}( \d{5}){8}$/);
    await expectGone(started, leave);
  });

  it('does not leave by Shift pressed twice, held for longer, or with another key or a move between, or with Alt', async () => {
    const { page } = hold;
    const { exits } = await begin();
    await typeNarrative(page);
    const shift = () => page.keyboard.press('Shift');
    await shift();
    await shift();
    await page.keyboard.press('ArrowLeft');
    await shift();
    await page.focus('#narrativeLanguage');
    await shift();
    await shift();
    await page.focus('#narrative');
    // How Windows goes through three layouts of a keyboard.
    await page.keyboard.down('Alt');
    await thrice(page, 'Shift');
    await page.keyboard.up('Alt');
    // A command of a screen reader, which keeps the letter from the page.
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift', { delay: 300 });
    expect(await page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(typed);
    expect(exits.pages).toEqual([]);
  });

  it('stays blank where no page answers, asks again, and lets no Escape stop it', async () => {
    const { page } = hold;
    await page.evaluateOnNewDocument(holdPauses);
    const { exits } = await begin();
    await typeNarrative(page);
    // The click may be answered only once the other place is there.
    const leaving = page.click('#quick-exit').catch(() => {});
    await eventually(() => expect(exits.pages).toHaveLength(1));
    const [first] = exits.pages;
    const isOver = new Promise<void>((resolve) => {
      // Chromium calls it failed, Firefox finished.
      for (const end of ['requestfailed', 'requestfinished'] as const)
        page.on(end, (request) => request === first && resolve());
    });
    await first?.respond({ status: 204 });
    await isOver;
    // What comes late is not shown either.
    const left = await page.evaluate(async (late) => {
      document.title = late;
      document.body.append(late);
      await new Promise((resolve) => setTimeout(resolve));
      const press = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
      const isStopping = document.dispatchEvent(press);
      const { hidden } = document.documentElement;
      return { title: document.title, body: document.body.innerHTML, hidden, isStopping };
    }, typed);
    expect(left).toEqual({ title: '\u00a0', body: '', hidden: true, isStopping: false });
    // Answered before it is done: with a page on its way, Chromium answers nothing more.
    await page.evaluate(() => void setTimeout(() => document.dispatchEvent(new Event('pause is over'))));
    await eventually(() => expect(exits.pages).toHaveLength(2));
    await exits.arrive();
    await leaving;
    expect(exits.pages.map((each) => each.url())).toEqual(Array(2).fill('https://www.wikipedia.org/'));
  });

  it('asks before a link takes typed answers away, and not where nothing is typed or all is sent', async () => {
    const { page } = hold;
    const asked: string[] = [];
    await openForm(page, site);
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    const leave = () => Promise.all([page.waitForNavigation(), press(page, 'footer a')]);
    // Touched, and nothing typed.
    await page.click('h1');
    await leave();
    expect(asked).toEqual([]);
    await openForm(page, site);
    await typeNarrative(page);
    await leave();
    expect(asked).toEqual(['beforeunload']);
    await openForm(page, site);
    await fill(page, filling);
    await typeNarrative(page);
    await send(page);
    await receiptCode(page);
    await page.click('#keep-written');
    await leave();
    expect(asked).toEqual(['beforeunload']);
  });

  it('keeps everything when the question before leaving is answered with no', async () => {
    const { page } = hold;
    await openForm(page, site);
    await typeNarrative(page);
    const asked = new Promise<string>((resolve) =>
      page.once('dialog', (dialog) => void dialog.dismiss().then(() => resolve(dialog.type()))),
    );
    await page.evaluate(() => setTimeout(() => document.querySelector<HTMLElement>('footer a')?.click()));
    expect(await asked).toBe('beforeunload');
    expect(await page.evaluate(() => location.pathname)).toBe('/en/report');
    expect(await page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(typed);
  });
});

describe('in firefox that resists fingerprinting', () => {
  const hold = pageOf('firefox', () => ({ isWhole: true, preferences: { 'privacy.resistFingerprinting': true } }));

  it('leaves by Escape, where no press of Shift is told to a page', async () => {
    const { page } = hold;
    const exits = await watchExit(page, site);
    await openForm(page, site);
    await page.evaluate(() => {
      const heard: string[] = [];
      document.addEventListener('keydown', ({ key }) => heard.push(key));
      Object.assign(window, { heard });
    });
    await page.focus('#narrative');
    await thrice(page, 'Shift');
    await page.keyboard.type('a');
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['a']);
    const leaving = thriceUntil(page, 'Escape', () => exits.pages.length > 0).catch(() => {});
    await eventually(() => expect(exits.pages).toHaveLength(1));
    await exits.arrive();
    await leaving;
  });
});
