import type { HTTPRequest, Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatReceipt } from '../../crypto/receipt-code.ts';
import type { FullAnswers } from '../../report/answers.ts';
import { formFields } from '../../tools/form-fields.ts';
import { eventually } from '../eventually.ts';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { watchExit } from './exit-watch.ts';
import { fill, goTo, send, toCheck } from './filling.ts';
import { isShown, openForm, press, receiptCode, shownParts, valuesOn } from './form-page.ts';
import { inboxOf } from './inbox-of.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { until } from './until.ts';
import { answers, filling } from './whole-report.ts';

const site = siteOfWorker();
const inbox = inboxOf(site);

/** Everything answered, also about an MP whose place is a row of the table: several roles, dates, a condition. */
const [firstMp] = wholeAnswers.mps;
const manyAnswers: FullAnswers = {
  ...wholeAnswers,
  mps: [
    ...wholeAnswers.mps,
    {
      ...firstMp,
      fullName: 'Third, with a comma',
      roles: ['party_leader', 'committee_chair'],
    } as (typeof wholeAnswers.mps)[number],
  ],
};

async function changeLanguage(page: Page, to: string): Promise<void> {
  await press(page, `#languages [data-page^="/${to}/"]`);
  await page.waitForFunction((lang) => document.documentElement.lang === lang, {}, to);
}

const told = (page: Page) => page.$eval('#language-state', (line) => line.textContent ?? '');

/** No button or content that is meant for browsers without scripts. */
async function expectNoNativeWay(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    submits: document.querySelector('#report')?.querySelectorAll('[type=submit]').length,
    posts: document.querySelectorAll('[formmethod], [formaction], form[action]').length,
    noscript: document.body.querySelectorAll('noscript > *').length,
  }));
  expect(found).toEqual({ submits: 0, posts: 0, noscript: 0 });
}

describe.each(['chromium', 'firefox'] as const)('in %s', (kind) => {
  const hold = pageOf(kind);
  /** What is the page's own doing, not the browser's. */
  const inChromium = it.skipIf(kind !== 'chromium');

  it('keeps every answer over two changes of language, asks for two pages, and sends it all in the last one', async () => {
    inbox.drain();
    const { page } = hold;
    await openForm(page, site);
    await fill(page, formFields(manyAnswers));
    await goTo(page, 'law');
    const before = await valuesOn(page);
    expect(before).toMatchObject(formFields(manyAnswers));
    const texts = new Set([await page.$eval('[data-section=law] h2', (title) => title.textContent)]);
    const requests: string[] = [];
    const record = (request: HTTPRequest) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`);
    page.on('request', record);
    for (const [language, direction] of [
      ['ar', 'rtl'],
      ['fr', 'ltr'],
    ] as const) {
      await changeLanguage(page, language);
      await until(page, (there) => location.href === there, `${site.origin}/${language}/report`);
      expect(await page.$eval('html', (html) => html.dir)).toBe(direction);
      expect(await shownParts(page)).toEqual(['law']);
      texts.add(await page.$eval('[data-section=law] h2', (title) => title.textContent));
      expect(await valuesOn(page)).toEqual(before);
      await expectNoNativeWay(page);
      expect(await told(page)).not.toBe('');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('language-state');
    }
    page.off('request', record);
    expect(texts.size).toBe(3);
    expect(requests).toEqual(['GET /ar/report', 'GET /fr/report']);
    await send(page);
    await receiptCode(page);
    const [report, ...others] = await inbox.reports();
    expect(others).toEqual([]);
    expect(report).toMatchObject({ kind: 'new', uiLanguage: 'fr', sealedBy: 'browser' });
    expect(report?.answers).toEqual(manyAnswers);
  });

  inChromium('keeps the alert', async () => {
    inbox.drain();
    const { page } = hold;
    await openForm(page, site, '/en/alert');
    await fill(page, formFields(wholeAlert));
    const before = await valuesOn(page);
    for (const language of ['ar', 'fr']) {
      await changeLanguage(page, language);
      await until(page, (there) => location.href === there, `${site.origin}/${language}/alert`);
      expect(await valuesOn(page)).toEqual(before);
      await expectNoNativeWay(page);
    }
    await send(page);
    await receiptCode(page);
    const [report, ...others] = await inbox.reports();
    expect(others).toEqual([]);
    expect(report).toMatchObject({ kind: 'urgent_alert', uiLanguage: 'fr' });
    expect(report?.answers).toEqual(wholeAlert);
    await press(page, '#keep-written');
    await press(page, '#another');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('language-state');
    expect(await told(page)).not.toBe('');
  });

  it('lists the answers anew where they are being checked, without codes or numbers of ours', async () => {
    const { page } = hold;
    await openForm(page, site);
    await fill(page, formFields(manyAnswers));
    await toCheck(page);
    const texts = () => page.$$eval('#check-list dd [dir]', (lines) => lines.map((line) => line.textContent ?? ''));
    const terms = () => page.$$eval('#check-list dt', (lines) => lines.map((line) => line.textContent ?? ''));
    const [inEnglish, count] = [await texts(), (await terms()).length];
    expect(inEnglish).toContain('Third, with a comma');
    await changeLanguage(page, 'fr');
    expect(await shownParts(page)).toEqual(['check']);
    const inFrench = await texts();
    expect(inFrench).toHaveLength(inEnglish.length);
    expect(await terms()).toHaveLength(count);
    expect(inFrench).toContain(wholeAnswers.narrative);
    expect(inFrench).not.toContain('Committee chair');
    expect(inFrench.filter((text) => /^[a-z]+(_[a-z]+)+$/.test(text))).toEqual([]);
    expect((await terms()).filter((text) => /^\w+\.\d/.test(text))).toEqual([]);
    await expectNoNativeWay(page);
    expect(await isShown(page, '#send-button')).toBe(true);
  });

  inChromium('shows the same code in the new language, and sends another report from there', async () => {
    inbox.drain();
    const { page } = hold;
    await openForm(page, site);
    await fill(page, filling);
    await send(page);
    const code = await receiptCode(page);
    const title = await page.$eval('#issued-title', (heading) => heading.textContent);
    await changeLanguage(page, 'ar');
    expect(await receiptCode(page)).toBe(code);
    expect(await isShown(page, '#issued-code')).toBe(true);
    expect(await page.$eval('#issued-title', (heading) => heading.textContent)).not.toBe(title);
    expect(await page.$('#report')).toBeNull();
    await press(page, '#keep-written');
    await press(page, '#another');
    await page.waitForSelector('#send-button');
    await expectNoNativeWay(page);
    await fill(page, filling);
    await send(page);
    await page.waitForFunction(
      (old) => !['', old].includes(document.getElementById('issued-code')?.textContent ?? ''),
      {},
      code,
    );
    await receiptCode(page);
    const reports = await inbox.reports();
    expect(reports.map(({ uiLanguage }) => uiLanguage)).toEqual(['en', 'ar']);
    expect(reports.map((report) => report.answers)).toEqual([answers, answers]);
  });

  inChromium('leads from where it is now to the exit of that language', async () => {
    const { page } = hold;
    const exits = await watchExit(page, site);
    await openForm(page, site);
    await fill(page, filling);
    await changeLanguage(page, 'fr');
    await press(page, '#quick-exit');
    await eventually(() => expect(exits.pages.map((request) => request.url())).toEqual(['https://fr.wikipedia.org/']));
    await exits.arrive();
  });

  inChromium('keeps a typed code, asks for nothing else, and looks it up in the new language', async () => {
    const { page } = hold;
    const code = formatReceipt(new Uint8Array(16).fill(9)).join(' ');
    await openForm(page, site, '/en/receipt');
    await page.type('#code', code);
    const requests: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      // What opens answers is the same for every code.
      if (!/^(?:\/assets\/|\/keyring\.json)/.test(pathname)) requests.push(`${request.method()} ${pathname}`);
    });
    await press(page, 'a[hreflang=ar]');
    await page.waitForFunction(() => document.documentElement.lang === 'ar');
    await until(page, (there) => location.href === there, `${site.origin}/ar/receipt`);
    expect(await page.$eval('#code', (input) => (input as HTMLInputElement).value)).toBe(code);
    expect(await page.$$eval('#receipt [type=submit]', (buttons) => buttons.length)).toBe(0);
    expect(requests).toEqual(['GET /ar/receipt']);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('language-state');
    expect(await told(page)).not.toBe('');
    await page.evaluate(() => {
      const line = document.getElementById('receipt-state') as HTMLElement;
      new MutationObserver(() => {
        document.documentElement.dataset.said ??= line.textContent ?? '';
      }).observe(line, { childList: true });
    });
    await press(page, '#send-button');
    await page.waitForSelector('[data-result="unknown"]:not([hidden])');
    expect(await page.$eval('html', ({ dataset }) => dataset.said)).toMatch(/…$/);
    expect(await page.$eval('#receipt-state', ({ textContent }) => textContent)).toBe('');
    expect(requests).toEqual(['GET /ar/receipt', 'POST /mailbox']);
    await press(page, 'a[hreflang=fr]');
    await page.waitForFunction(() => document.documentElement.lang === 'fr');
    expect(await isShown(page, '[data-result="unknown"]')).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('language-state');
    expect(requests).toEqual(['GET /ar/receipt', 'POST /mailbox', 'GET /fr/receipt']);
  });

  describe('where a page does not come at once', () => {
    let page: Page;
    /** Requests for a page in another language, which wait. */
    let asked: HTTPRequest[];
    // Of its own: a request that fails is noted in the console, which is no fault here.
    beforeEach(async () => {
      asked = [];
      page = await hold.started.newPage();
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        if (/\/(ar|fr)\/(report|receipt)$/.test(request.url())) asked.push(request);
        else void request.continue();
      });
    });
    afterEach(() => page.close({ runBeforeUnload: false }));

    const asks = (count: number) => eventually(() => expect(asked).toHaveLength(count));

    it('says that it did not come, loses nothing, and brings it when it is asked for again', async () => {
      await openForm(page, site);
      await fill(page, formFields(manyAnswers));
      const before = await valuesOn(page);
      await press(page, '#languages [data-page^="/ar/"]');
      await asks(1);
      await asked[0]?.abort();
      await page.waitForFunction(() => document.getElementById('language-state')?.textContent !== '');
      expect(await told(page)).toMatch(/did not come/);
      expect(await page.$eval('html', (html) => html.lang)).toBe('en');
      await until(page, (there) => location.href === there, `${site.origin}/en/report`);
      expect(await valuesOn(page)).toEqual(before);
      await press(page, '#languages [data-page^="/ar/"]');
      await asks(2);
      await asked[1]?.continue();
      await page.waitForFunction(() => document.documentElement.lang === 'ar');
      expect(await valuesOn(page)).toEqual(before);
    });

    it('keeps what is typed while it comes, and shows the language that was asked for last', async () => {
      await openForm(page, site);
      await goTo(page, 'facts');
      await page.type('#narrative', 'before');
      await press(page, '#languages [data-page^="/ar/"]');
      await asks(1);
      await page.type('#narrative', ' and meanwhile');
      await press(page, '#languages [data-page^="/fr/"]');
      await asks(2);
      await asked[1]?.continue();
      await page.waitForFunction(() => document.documentElement.lang === 'fr');
      const late = page.waitForResponse((response) => response.url().endsWith('/ar/report'));
      await asked[0]?.continue();
      await (await late).text().catch(() => {});
      await page.type('#narrative', ', and after');
      expect(await page.$eval('html', (html) => html.lang)).toBe('fr');
      expect(await page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(
        'before and meanwhile, and after',
      );
    });

    inChromium('sends the same sealed report once more, although the language has changed since', async () => {
      const bodies = () => page.evaluate(() => document.documentElement.getAttribute('data-sent')?.split(' '));
      page.on('request', (request) => {
        if (/fr.report$/.test(request.url())) void request.continue();
      });
      await openForm(page, site);
      await page.evaluate(() => {
        const { dataset } = document.documentElement;
        window.fetch = async (_address, options) => {
          const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', options?.body as BufferSource));
          dataset.sent = [...(dataset.sent?.split(' ') ?? []), digest.join('.')].join(' ');
          return new Response(null, { status: 503 });
        };
      });
      await fill(page, formFields(manyAnswers));
      await send(page);
      await page.waitForSelector('[data-problem="busy"]:not([hidden])');
      await changeLanguage(page, 'fr');
      expect(await isShown(page, '[data-problem="busy"]')).toBe(true);
      expect(await isShown(page, '#save-sealed')).toBe(true);
      await press(page, '[data-problem="busy"] [data-retry]');
      await page.waitForFunction(() => document.documentElement.getAttribute('data-sent')?.includes(' '));
      const [first, second, ...others] = (await bodies()) ?? [];
      expect([second, others]).toEqual([first, []]);
      // Edited since: what was sealed is not offered as if it held the edit, in no language.
      await fill(page, { narrative: ['Edited.'] });
      await page.waitForSelector('[data-problem="busy"]:not([hidden])');
      await press(page, '#languages [data-page^="/ar/"]');
      await eventually(() => expect(asked.at(-1)?.url()).toMatch(/ar.report$/));
      await asked.at(-1)?.continue();
      await page.waitForFunction(() => document.documentElement.lang === 'ar');
      expect(await isShown(page, '[data-problem="busy"]')).toBe(true);
      expect(await isShown(page, '#save-sealed')).toBe(false);
    });

    inChromium('keeps what is typed of a code while it comes', async () => {
      await openForm(page, site, '/en/receipt');
      await page.type('#code', '12345');
      await press(page, 'a[hreflang=ar]');
      await asks(1);
      await page.type('#code', ' 67890');
      await asked[0]?.continue();
      await page.waitForFunction(() => document.documentElement.lang === 'ar');
      expect(await page.$eval('#code', (input) => (input as HTMLInputElement).value)).toBe('12345 67890');
    });
  });

  inChromium('changes the language where the page itself seals, and sends', async () => {
    const { page } = hold;
    await page.evaluateOnNewDocument(() => void Reflect.deleteProperty(window, 'Worker'));
    await openForm(page, site);
    expect(await page.$eval('html', ({ dataset }) => dataset.place)).toBe('page');
    await fill(page, filling);
    await changeLanguage(page, 'fr');
    await send(page);
    await receiptCode(page);
  });

  it('changes the language while it starts, and takes the focus from nobody who types when it has', async () => {
    const { page } = hold;
    const held: HTTPRequest[] = [];
    await page.setRequestInterception(true);
    page.on('request', (request) =>
      /keyring\.json$/.test(request.url()) ? void held.push(request) : void request.continue(),
    );
    await page.goto(`${site.origin}/en/report`);
    await eventually(() => expect(held).toHaveLength(1));
    await changeLanguage(page, 'fr');
    await toCheck(page);
    await page.$eval('#keep-copy', (fold) => fold.setAttribute('open', ''));
    await page.type('#copy-passphrase', 'in mid');
    await held[0]?.continue();
    await page.waitForSelector('.error-summary[role=alert]');
    await page.keyboard.type(' word');
    expect(await page.$eval('#copy-passphrase', (input) => (input as HTMLInputElement).value)).toBe('in mid word');
    // Looked at once more, with nothing begun: the summary comes to whoever asked.
    await press(page, '#check-back');
    await toCheck(page);
    await page.waitForSelector('.error-summary[role=group]:focus');
  });

  inChromium('goes on saying what stopped a report', async () => {
    const page = await hold.started.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) =>
      /keyring\.json$/.test(request.url()) ? void request.respond({ status: 404 }) : void request.continue(),
    );
    await page.goto(`${site.origin}/en/report`);
    await page.waitForSelector('[data-problem="keyring-missing"]:not([hidden])');
    await fill(page, filling);
    await changeLanguage(page, 'fr');
    expect(await isShown(page, '[data-problem="keyring-missing"]')).toBe(true);
    expect(await page.$('#send-button')).toBeNull();
    await page.close({ runBeforeUnload: false });
  });
});
