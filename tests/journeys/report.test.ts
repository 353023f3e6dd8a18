import { describe, expect, it } from 'vitest';
import { formatReceipt } from '../../crypto/receipt-code.ts';
import { alertAnswers, fullAnswers } from '../../report/answers.ts';
import { formFields } from '../../tools/form-fields.ts';
import { fieldsOf } from '../report/schema-fields.ts';
import { everyAlertAnswer, everyAnswer, wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { browserKinds, engineOf } from './browser.ts';
import { fill, goTo, send, toCheck } from './filling.ts';
import { inboxOf } from './inbox-of.ts';
import { mails, mailTelling } from './mailbox.ts';
import { expectAccessible } from './markup.ts';
import { pageOf } from './page-of.ts';
import { collectAndOpen, collectAndOpenByStockTools, drain } from './room.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { answers, filling } from './whole-report.ts';

const site = siteOfWorker();
/** Quicker than the commands, by which one journey of each browser goes. */
const inbox = inboxOf(site);

/** Names of answers in a report, as the schema names them. */
function fieldsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value) && value.every((each) => typeof each === 'object'))
    return value.flatMap((each) => fieldsIn(each, `${path}.*`));
  const isDate = typeof value === 'object' && value !== null && ('value' in value || 'asWritten' in value);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isDate) return [path];
  return Object.entries(value).flatMap(([key, each]) => fieldsIn(each, path === '' ? key : `${path}.${key}`));
}

it('has an answer by hand for every field of the schemas', () => {
  for (const [schema, whole] of [
    [fullAnswers, everyAnswer],
    [alertAnswers, everyAlertAnswer],
  ] as const) {
    const wanted = fieldsOf(schema).map(({ field }) => field);
    expect(wanted.length).toBeGreaterThan(5);
    expect([...new Set(fieldsIn(whole))].sort()).toEqual(wanted.sort());
  }
});

describe.each(browserKinds)('in %s', (kind) => {
  const hold = pageOf(kind);
  const codeOn = (selector: string) => hold.page.$eval(selector, (element) => element.textContent ?? '');

  async function expectState(code: string, state: 'received' | 'collected'): Promise<void> {
    await hold.page.goto(`${site.origin}/en/receipt`);
    await hold.page.waitForSelector('#send-button');
    await hold.page.type('#code', code);
    await hold.page.click('#send-button');
    await hold.page.waitForSelector(`[data-result="${state}"]:not([hidden])`);
  }

  /** What a missing compiler changes nothing of. */
  const inAnyEngine = it.skipIf(kind === 'hardened firefox');

  it('carries a report from the form to the reading room, sealed by the engine that belongs here', async () => {
    drain(site);
    const before = await mails(site);
    const requests: string[] = [];
    hold.page.on('request', (request) => requests.push(request.url()));
    await hold.page.goto(`${site.origin}/en/report`);
    await hold.page.waitForSelector('#send-button');
    expect(await hold.page.$eval('html', (html) => html.dataset.engine)).toBe(engineOf[kind]);
    await fill(hold.page, filling);
    await send(hold.page);
    await hold.page.waitForSelector('#issued:not([hidden])');
    const code = await codeOn('#issued-code');
    expect(code).toMatch(/^\d{5}( \d{5}){8}$/);
    expect(requests.filter((url) => url.endsWith('/envelopes'))).toHaveLength(1);
    expect(requests.join('\n')).not.toContain(code.slice(0, 5));
    await hold.page.click('#keep-written');
    await mailTelling(site, 1, before);
    await expectState(code, 'received');
    await expectAccessible(hold.page);
    const { results } = collectAndOpen(site);
    expect(results.map(({ opened }) => opened)).toEqual([true]);
    const report = results[0]?.report;
    expect(report?.answers).toEqual(answers);
    expect(report).toMatchObject({
      kind: 'new',
      sealedBy: 'browser',
      schemaVersion: 1,
      uiLanguage: 'en',
      origin: site.origin,
    });
    expect(Object.keys(report ?? {}).sort()).toEqual([
      'answers',
      'committee',
      'createdDay',
      'formBuild',
      'keyringSerial',
      'kind',
      'mailboxId',
      'origin',
      'replyRecipient',
      'reportId',
      'schemaVersion',
      'sealedBy',
      'threadKey',
      'uiLanguage',
    ]);
    await expectState(code, 'collected');
  });

  it('seals what typage and tar alone can open', async () => {
    drain(site);
    await hold.page.goto(`${site.origin}/en/report`);
    await hold.page.waitForSelector('#send-button');
    await fill(hold.page, filling);
    await send(hold.page);
    await hold.page.waitForSelector('#issued:not([hidden])');
    expect(await collectAndOpenByStockTools(site)).toMatchObject([{ sealedBy: 'browser', answers }]);
  });

  // Each language once, and both directions in one browser: what browsers do differently does not depend on the rest.
  const languages = kind === 'chromium' ? ['en', 'ar'] : kind === 'firefox' ? ['es'] : ['fr'];
  it.each(languages)('carries every field of the full report, in %s', async (language) => {
    inbox.drain();
    await hold.page.goto(`${site.origin}/${language}/report`);
    await hold.page.waitForSelector('#send-button');
    await fill(hold.page, formFields(wholeAnswers));
    await send(hold.page);
    await hold.page.waitForSelector('#issued:not([hidden])');
    const reports = await inbox.reports();
    expect(reports).toMatchObject([{ kind: 'new', uiLanguage: language }]);
    expect(reports[0]?.answers).toEqual(wholeAnswers);
  });

  it.each(languages)('carries every field of the alert, in %s', async (language) => {
    inbox.drain();
    await hold.page.goto(`${site.origin}/${language}/alert`);
    await hold.page.waitForSelector('#send-button');
    await fill(hold.page, formFields(wholeAlert));
    await send(hold.page);
    await hold.page.waitForSelector('#issued:not([hidden])');
    const reports = await inbox.reports();
    expect(reports).toMatchObject([{ kind: 'urgent_alert', uiLanguage: language }]);
    expect(reports[0]?.answers).toEqual(wholeAlert);
  });

  it('takes no word more into a report that is on its way', async () => {
    inbox.drain();
    await hold.page.goto(`${site.origin}/en/report`);
    await hold.page.waitForSelector('#send-button');
    await fill(hold.page, filling);
    await toCheck(hold.page);
    await hold.page.evaluate(() => {
      const real = globalThis.fetch;
      globalThis.fetch = async (...given) => {
        if (given[0] === '/envelopes') {
          document.documentElement.dataset.held = '';
          await new Promise((resolve) => document.addEventListener('release', resolve, { once: true }));
        }
        return real(...given);
      };
      document.getElementById('send-button')?.click();
    });
    await hold.page.waitForSelector('html[data-held]');
    const focused = await hold.page.evaluate(() => {
      const box = document.querySelector<HTMLTextAreaElement>('[name="narrative"]');
      box?.closest<HTMLElement>('[data-section]')?.removeAttribute('hidden');
      box?.focus();
      return document.activeElement === box;
    });
    expect(focused).toBe(false);
    await hold.page.evaluate(() => document.dispatchEvent(new Event('release')));
    await hold.page.waitForSelector('#issued:not([hidden])');
    expect((await inbox.reports()).map((report) => report.answers)).toEqual([answers]);
  });

  inAnyEngine('marks what was typed as not to be translated, wherever the page itself says it', async () => {
    await hold.page.goto(`${site.origin}/en/report`);
    await hold.page.waitForSelector('#send-button');
    const words = formFields({ ...wholeAnswers, mps: [{ ...wholeAnswers.mps[0], fullName: 'Canary Namesake' }] });
    await fill(hold.page, words);
    await goTo(hold.page, 'mps');
    await fill(hold.page, { 'paste.text': ['Canary Pasted\nCanary Second'] });
    await hold.page.$eval('[data-paste="show"]', (button) => (button as HTMLElement).click());
    await hold.page.waitForSelector('[data-paste="preview"]:not([hidden])');
    const openly = () =>
      hold.page.evaluate(
        (typed) => {
          const found: string[] = [];
          let seen = 0;
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const { data, parentElement } = texts.currentNode as Text;
            // A control's own text is what it was before anybody typed.
            if (
              !parentElement ||
              parentElement.closest('script, textarea') ||
              !typed.some((word) => data.includes(word))
            )
              continue;
            seen += 1;
            if (parentElement.translate) found.push(data);
          }
          return { found, seen };
        },
        [
          ...new Set(
            Object.values(words)
              .flat()
              .filter((text) => /\s/.test(text.trim())),
          ),
          'Canary',
        ],
      );
    const previewed = await openly();
    expect(previewed.found).toEqual([]);
    expect(previewed.seen).toBe(2);
    await hold.page.$eval('[data-paste="accept"]', (button) => (button as HTMLElement).click());
    await hold.page.waitForSelector('[data-row="2"], [data-row="1"]');
    await hold.page.$eval('[data-row] button:last-child', (button) => (button as HTMLElement).click());
    await toCheck(hold.page);
    const listed = await openly();
    expect(listed.found).toEqual([]);
    expect(listed.seen).toBeGreaterThan(20);
  });

  inAnyEngine('says what is missing, leads there, and sends nothing', async () => {
    const posts: string[] = [];
    hold.page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await hold.page.goto(`${site.origin}/en/report`);
    await hold.page.waitForSelector('#send-button');
    await toCheck(hold.page);
    await hold.page.waitForSelector('.error-summary');
    expect(await hold.page.$$eval('.error-summary li', (items) => items.length)).toBe(11);
    expect(await hold.page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
    await hold.page.$eval('.error-summary li:first-child a', (link) => link.click());
    expect(await hold.page.evaluate(() => document.activeElement?.id)).toBe('source-relation');
    await fill(hold.page, Object.fromEntries(Object.entries(filling).slice(0, 3)));
    await toCheck(hold.page);
    await hold.page.waitForFunction(() => document.querySelectorAll('.error-summary li').length === 8);
    expect(await hold.page.$$eval('.error-message', (marks) => marks.length)).toBe(8);
    const steps = () => hold.page.$eval('#steps', ({ textContent }) => textContent);
    expect([await steps(), await hold.page.title()]).toEqual([
      expect.stringContaining('please look again'),
      'Please check: Form',
    ]);
    expect(new URL(hold.page.url()).hash).toBe('');
    // Pressed all the same, nothing leaves while something is missing; nor by Enter in a field.
    await hold.page.$eval('#send-button', (button) => (button as HTMLElement).click());
    await goTo(hold.page, 'mps');
    await hold.page.focus('[name="mps.0.fullName"]');
    await hold.page.keyboard.press('Enter');
    await toCheck(hold.page);
    await hold.page.waitForFunction(() => document.querySelectorAll('.error-summary li').length === 8);
    await fill(hold.page, filling);
    await toCheck(hold.page);
    await hold.page.waitForFunction(() => !document.querySelector('.error-summary'));
    expect([await steps(), await hold.page.title()]).toEqual([
      expect.not.stringContaining('please look again'),
      'Form',
    ]);
    expect(posts).toEqual([]);
  });

  inAnyEngine('mends one slip of a receipt code in the page, and says so of a code that is none', async () => {
    const code = formatReceipt(new Uint8Array(16).fill(7)).join(' ');
    await hold.page.goto(`${site.origin}/en/receipt`);
    await hold.page.waitForSelector('#send-button');
    await hold.page.type(
      '#code',
      code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
    );
    await hold.page.click('#send-button');
    await hold.page.waitForSelector('[data-result="unknown"]:not([hidden])');
    expect(await hold.page.$eval('#repaired', (element) => (element as HTMLElement).hidden)).toBe(false);
    expect(await codeOn('#repaired-code')).toBe(code);
    await expectAccessible(hold.page);
    // Behind the code it would be a number beside it.
    await hold.page.$eval('#code', (field) => {
      (field as HTMLTextAreaElement).value = '';
    });
    await hold.page.type('#code', '12345');
    await hold.page.click('#send-button');
    await hold.page.waitForSelector('[data-result="slip"]:not([hidden])');
    expect(await hold.page.title()).toBe('Please check: Code');
    expect(await hold.page.$$('#result[aria-labelledby=result-slip]')).toHaveLength(1);
    expect(await hold.page.$$('#code[aria-invalid=true][aria-describedby~=code-error]')).toHaveLength(1);
    await expectAccessible(hold.page);
  });
});
