import type { HTTPResponse, Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { alertAnswers, fullAnswers } from '../../report/answers.ts';
import { partialDate } from '../../report/partial-date.ts';
import { formFields } from '../../tools/form-fields.ts';
import english from '../../views/locales/en.json' with { type: 'json' };
import { fieldsOf } from '../report/schema-fields.ts';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { type Filling, fill } from './filling.ts';
import { openForm, valuesOn } from './form-page.ts';
import { inboxOf } from './inbox-of.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { answers, filling } from './whole-report.ts';

const site = siteOfWorker();
const inbox = inboxOf(site);
const { messages } = english;
// Only Chromium can be told to run no scripts.
const hold = pageOf('chromium');
let page: Page;

beforeEach(async () => {
  ({ page } = hold);
  inbox.drain();
  await page.setJavaScriptEnabled(false);
});

/** Presses a native button, wherever it lies; gives the answer. */
async function post(selector = '#report [name=do][value=send]:not([hidden])'): Promise<HTTPResponse> {
  const [response] = await Promise.all([
    page.waitForNavigation(),
    page.$eval(selector, (button) => (button as HTMLElement).click()),
  ]);
  if (!response) throw new Error('no answer');
  return response;
}

const text = (selector: string) => page.$eval(selector, (element) => element.textContent ?? '');
const language = () => page.$eval('html', ({ lang }) => lang);
const toLanguage = (to: string) => post(`#languages [lang=${to}], #report noscript [lang=${to}]`);

/** What a person has put into the form; not what the page keeps for itself. */
async function typed(): Promise<Record<string, string[]>> {
  const values = await valuesOn(page);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !/^(blocks\.|paste\.shown|seen$)/.test(name)));
}

/** Values as browsers give them back: each name with its values in the order of the page. */
const sorted = (values: Filling) =>
  Object.fromEntries(Object.entries(values).map(([name, given]) => [name, [...given].sort()]));

describe.each([
  ['fr', 'en'],
  ['ar', 'es'],
] as const)('in %s', (start, other) => {
  it(`carries every field of the full report, by way of ${other} and more room`, async () => {
    await page.goto(`${site.origin}/${start}/report`);
    await fill(page, formFields(wholeAnswers));
    const before = sorted(await typed());
    expect(before).toEqual(sorted(formFields(wholeAnswers)));
    const blocks = () => page.$$eval('[data-group="events"] .thing', (all) => all.length);
    expect(await blocks()).toBe(3);
    const more = await post('[value="add.events"]');
    expect([more.status(), await blocks()]).toEqual([200, 6]);
    expect(await page.$('.error-summary')).toBeNull();
    expect(sorted(await typed())).toEqual(before);
    const changed = await toLanguage(other);
    expect([changed.status(), await language()]).toEqual([200, other]);
    expect(new URL(page.url()).pathname).toBe(`/${other}/report/plain/form`);
    expect(await blocks()).toBe(6);
    expect(await page.$('.error-summary')).toBeNull();
    expect(sorted(await typed())).toEqual(before);
    await toLanguage(start);
    expect(sorted(await typed())).toEqual(before);
    expect(await inbox.reports()).toEqual([]);
    const sent = await post();
    expect([sent.status(), await language()]).toEqual([201, start]);
    expect(await text('.code')).toMatch(/^\d{5}( \d{5}){8}$/);
    const [report, ...others] = await inbox.reports();
    expect(others).toEqual([]);
    expect(report).toMatchObject({ kind: 'new', sealedBy: 'server', uiLanguage: start });
    expect(report?.answers).toEqual(wholeAnswers);
  });

  it(`carries every field of the alert, by way of ${other}`, async () => {
    await page.goto(`${site.origin}/${start}/alert`);
    await fill(page, formFields(wholeAlert));
    const before = sorted(await typed());
    expect(before).toEqual(sorted(formFields(wholeAlert)));
    await toLanguage(other);
    expect([await language(), new URL(page.url()).pathname]).toEqual([other, `/${other}/alert`]);
    expect(sorted(await typed())).toEqual(before);
    expect((await post()).status()).toBe(201);
    const [report] = await inbox.reports();
    expect(report).toMatchObject({ kind: 'urgent_alert', sealedBy: 'server', uiLanguage: other });
    expect(report?.answers).toEqual(wholeAlert);
  });
});

it('says what is missing, keeps everything else, and shows it to whoever goes back and sends again', async () => {
  await page.goto(`${site.origin}/en/report`);
  const { narrative: _, 'consent.mp': __, ...rest } = formFields(wholeAnswers);
  await fill(page, rest);
  const refused = await post();
  expect(refused.status()).toBe(422);
  expect(await page.$$eval('.error-summary a', (links) => links.map((link) => link.getAttribute('href')))).toEqual([
    '#narrative',
    '#consent-mp',
  ]);
  expect(await page.title()).toContain(messages['title.report']);
  expect(sorted(await typed())).toEqual(sorted(rest));
  expect(await inbox.reports()).toEqual([]);
  await page.goto(`${site.origin}/en/safety`);
  // The browser asks whether to send it again, by a page of its own; whoever says yes sees the answers.
  await page.goBack().catch(() => {});
  expect((await page.reload())?.status()).toBe(422);
  expect(sorted(await typed())).toEqual(sorted(rest));
  await fill(page, formFields({ narrative: wholeAnswers.narrative, consent: { mp: wholeAnswers.consent.mp } }));
  expect((await post()).status()).toBe(201);
  expect((await inbox.reports()).map((report) => report.answers)).toEqual([wholeAnswers]);
});

it('shows once what does not fit together, then takes it', async () => {
  const odd = { ...filling, violations: ['murder', 'not_sure'], 'source.identityMode': ['named'] };
  await page.goto(`${site.origin}/en/report`);
  await fill(page, odd);
  expect((await post()).status()).toBe(422);
  expect(await page.$('.error-summary')).toBeNull();
  const told = () => page.$$eval('.notice[role=status] li', (lines) => lines.map((line) => line.textContent));
  expect(await told()).toEqual([
    messages['contradiction.named_without_name'],
    messages['contradiction.not_sure_and_more'],
  ]);
  expect(sorted(await typed())).toEqual(sorted(odd));
  // Another one is shown before it counts, although those before have been seen.
  await fill(page, { 'otherBodies.told': ['none', 'icrc'] });
  expect((await post()).status()).toBe(422);
  expect(await told()).toContain(messages['contradiction.no_bodies_and_more']);
  expect(await inbox.reports()).toEqual([]);
  expect((await post()).status()).toBe(201);
  const [report] = await inbox.reports();
  expect(report?.answers).toMatchObject({
    violations: ['murder', 'not_sure'],
    otherBodies: { told: ['icrc', 'none'] },
  });
});

it('shows 120 pasted MPs before it takes them, and takes them by the second Send', async () => {
  const rows = Array.from({ length: 120 }, (_, at) => [
    [`نائب المجلس ${at}`, `Mononym${at}`, `Čapková, Jr. ${at}`][at % 3] ?? '',
    at % 2 === 0 ? 'Blue' : '',
    '',
    at % 5 === 0 ? 'XC' : '',
  ]);
  await page.goto(`${site.origin}/en/report`);
  await fill(page, Object.fromEntries(Object.entries(filling).filter(([name]) => !name.startsWith('mps.'))));
  await fill(page, {
    'paste.text': [rows.map((row) => row.join('\t')).join('\n')],
    'paste.asTable': ['yes'],
    'everyMp.country': ['XB'],
    'everyMp.capacityThen': ['sitting'],
  });
  const before = sorted(await typed());
  expect((await post()).status()).toBe(422);
  expect(await page.$('.error-summary')).toBeNull();
  expect(await text('#pasted strong')).toContain('120');
  const shown = await page.$$eval('#pasted li', (items) => items.map((item) => item.textContent ?? ''));
  expect(shown).toHaveLength(120);
  for (const [at, row] of rows.entries()) expect(shown[at]).toContain(row[0]);
  expect(sorted(await typed())).toEqual(before);
  expect(await inbox.reports()).toEqual([]);
  // A list that changes after it was shown is shown again.
  await fill(page, { 'paste.text': [`${rows.map((row) => row.join('\t')).join('\n')}\nOne more`] });
  expect((await post()).status()).toBe(422);
  expect(await page.$$eval('#pasted li', (items) => items.length)).toBe(121);
  expect((await post()).status()).toBe(201);
  const [report] = await inbox.reports();
  expect(report?.answers).toEqual({
    ...answers,
    mps: [...rows, ['One more', '', '', '']].map(([fullName, party, , country]) => ({
      fullName,
      ...(party && { party }),
      country: country || 'XB',
      capacityThen: 'sitting',
    })),
  });
});

it.each([
  ['the full report', '/fr/report', filling, '[name="mps.0.fullName"]'],
  ['the alert', '/fr/alert', formFields(wholeAlert), '[name="mp.fullName"]'],
] as const)('sends by Enter in a field of %s, in its own language', async (_what, path, fields, field) => {
  await page.goto(site.origin + path);
  await fill(page, fields);
  const enter = async () => {
    await page.focus(field);
    const [response] = await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    return response?.status();
  };
  // First something is missing, so that the page that answers is tried as well.
  await fill(page, { narrative: [''] });
  expect(await enter()).toBe(422);
  expect(await language()).toBe('fr');
  expect(await page.$$eval('.error-summary li', (items) => items.length)).toBe(1);
  await fill(page, { narrative: fields.narrative ?? [] });
  expect(await enter()).toBe(201);
  expect(await inbox.reports()).toMatchObject([{ uiLanguage: 'fr', sealedBy: 'server' }]);
});

describe('has a control for every answer that the schema knows', () => {
  const forms = [
    ['full', fullAnswers, ['/en/report/plain/form', '/en/report'], 90],
    ['alert', alertAnswers, ['/en/alert', '/en/alert'], 6],
  ] as const;

  it.each(forms)('in the %s form, without scripts and with', async (_form, schema, paths, least) => {
    const wanted = fieldsOf(schema).map(({ field, schema: answer }) => {
      const name = field.replace('*', '0');
      return answer === partialDate ? `${name}.year` : name;
    });
    expect(wanted.length).toBeGreaterThan(least);
    const named = () => page.$$eval('#report [name]', (all) => all.map((each) => each.getAttribute('name')));
    await page.goto(site.origin + paths[0]);
    const plain = await named();
    expect(wanted.filter((name) => !plain.includes(name))).toEqual([]);
    await page.setJavaScriptEnabled(true);
    await openForm(page, site, paths[1]);
    // What repeats is there once it is asked for.
    for (const group of ['events', 'perpetrators', 'proceedings'])
      await page.evaluate(
        (each) => document.querySelector<HTMLElement>(`[data-group="${each}"] > p > button`)?.click(),
        group,
      );
    const sealed = await named();
    expect(wanted.filter((name) => !sealed.includes(name))).toEqual([]);
  });
});
