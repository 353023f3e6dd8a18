import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FullAnswers } from '../../report/answers.ts';
import { checkAnswers } from '../../report/form.ts';
import { conditions, fullQuestions, type GroupId } from '../../report/questions.ts';
import { fieldAt } from '../../report/read-form.ts';
import { vocabularies } from '../../report/vocabulary.ts';
import { formFields } from '../../tools/form-fields.ts';
import { errorSentence } from '../../views/error-sentence.ts';
import english from '../../views/locales/en.json' with { type: 'json' };
import { eventually } from '../eventually.ts';
import { wholeAnswers } from '../report/whole-answers.ts';
import { messagesFor } from '../views/languages.ts';
import { type Filling, fill, goTo, send, toCheck } from './filling.ts';
import { isShown, openForm, press, receiptCode, shownParts, valuesOn } from './form-page.ts';
import { inboxOf } from './inbox-of.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { answers, filling } from './whole-report.ts';

const site = siteOfWorker();
const inbox = inboxOf(site);
const { messages } = english;

type Mp = FullAnswers['mps'][number];

/** All that is needed but for MPs. */
const withoutMps = Object.fromEntries(Object.entries(filling).filter(([name]) => !name.startsWith('mps.')));

/** Names of every kind, each with its number. */
const nameOf = (at: number): string =>
  [`نائب المجلس ${at}`, `Mononym${at}`, `Čapková, Jr. ${at}`, `Ordinary Member ${at}`][at % 4] ?? '';
const names = (count: number) => Array.from({ length: count }, (_, at) => nameOf(at));

const numbered = (key: keyof typeof messages, number: number) => messages[key].replace(/\{\w+\}/, String(number));

/** Leaves what it has put into a control at once, as a paste does. */
const put = (page: Page, selector: string, text: string) =>
  page.$eval(
    selector,
    (control, value) => {
      (control as HTMLTextAreaElement).value = value;
      for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
    },
    text,
  );
const text = (page: Page, selector: string) => page.$eval(selector, (element) => element.textContent ?? '');
const rowCount = (page: Page) => page.$$eval('tr[data-row]', (rows) => rows.length);

describe.each(['chromium', 'firefox'] as const)('in %s', (kind) => {
  const hold = pageOf(kind);
  /** What a browser could not do differently. */
  const inChromium = it.skipIf(kind !== 'chromium');
  let page: Page;
  let posts: string[];

  beforeEach(async () => {
    ({ page } = hold);
    inbox.drain();
    posts = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(new URL(request.url()).pathname));
    await openForm(page, site);
  });

  async function onlyReport() {
    await receiptCode(page);
    const reports = await inbox.reports();
    expect(reports).toHaveLength(1);
    return reports[0]?.answers as FullAnswers;
  }

  /** Puts a list into the box and asks what is understood of it. */
  async function paste(list: string, isTable = false): Promise<void> {
    await goTo(page, 'mps');
    await page.$eval('#paste', (part) => part.setAttribute('open', ''));
    if (isTable) await press(page, '#paste-asTable');
    await put(page, '#paste-text', list);
    await press(page, '[data-paste="show"]');
    await page.waitForSelector('[data-paste="preview"]:not([hidden])');
  }

  it('takes 120 pasted MPs once they were looked at, shares answers between them, and keeps exceptions', async () => {
    await fill(page, withoutMps);
    await paste(names(120).join('\r\n'));
    expect(await text(page, '[data-paste="count"]')).toBe(numbered('paste.understood', 120));
    expect(await page.$$eval('[data-paste="list"] bdi', (items) => items.map((item) => item.textContent))).toEqual(
      names(120),
    );
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-paste'))).toBe('preview');
    expect([await rowCount(page), (await valuesOn(page))['mps.0.fullName']]).toEqual([0, undefined]);
    await press(page, '[data-paste="accept"]');
    expect(await rowCount(page)).toBe(119);
    expect(await text(page, '[data-paste="state"]')).toBe(numbered('paste.added', 120));
    expect(await isShown(page, 'table.mps')).toBe(true);
    await fill(page, {
      'everyMp.country': ['XB'],
      'everyMp.capacityThen': ['sitting'],
      'everyMp.party': ['Green Dawn'],
      'mps.5.country': ['XC'],
      'mps.70.capacityThen': ['former'],
      'mps.70.party': ['None of them'],
      'mps.70.birthYear': ['1970'],
    });
    await send(page);
    const shared = { country: 'XB', capacityThen: 'sitting', party: 'Green Dawn' } as const;
    const expected = names(120).map((fullName): Mp => ({ fullName, ...shared }));
    Object.assign(expected[5] ?? {}, { country: 'XC' });
    Object.assign(expected[70] ?? {}, { capacityThen: 'former', party: 'None of them', birthYear: 1970 });
    const report = await onlyReport();
    expect(report.mps).toEqual(expected);
    expect({ ...report, mps: answers.mps }).toEqual(answers);
  });

  inChromium('takes what a list says over what was chosen before, as it was shown', async () => {
    await fill(page, { ...withoutMps, 'mps.0.country': ['XD'], 'mps.0.capacityThen': ['sitting'] });
    await paste('Ada One\tParty A\t\tXB\nBen Two\tParty B\t\tXB', true);
    await press(page, '[data-paste="accept"]');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('mps-0-fullName');
    await fill(page, { 'everyMp.capacityThen': ['former'], 'everyMp.country': ['XE'] });
    await toCheck(page);
    const headings = await page.$$eval('#check-list h4', (all) => all.map(({ textContent }) => textContent));
    expect(headings).toEqual(expect.arrayContaining(['Ada One', 'Ben Two', messages['paste.forAll']]));
    await send(page);
    expect((await onlyReport()).mps).toEqual([
      { fullName: 'Ada One', party: 'Party A', country: 'XB', capacityThen: 'sitting' },
      { fullName: 'Ben Two', party: 'Party B', country: 'XB', capacityThen: 'former' },
    ]);
  });

  inChromium('takes a table with party, constituency and country, and says what it did not recognize', async () => {
    const rows = names(120).map((name, at) =>
      [name, at % 3 === 0 ? 'Blue, or Red' : '', `North ${at}`, ['XB', 'Kenya', 'xc', 'Atlantis'][at % 4]].join('\t'),
    );
    await fill(page, withoutMps);
    await paste([...rows.slice(0, 60), '\tno name here', ...rows.slice(60)].join('\n'), true);
    expect(await text(page, '[data-paste="count"]')).toBe(numbered('paste.understood', 120));
    expect(await text(page, '[data-paste="unread"]')).toBe(messages['paste.unread'].replace('{lines}', '61'));
    expect(await text(page, '[data-paste="countries"]')).toBe(
      messages['paste.unknownCountries'].replace('{names}', 'Atlantis'),
    );
    expect(await isShown(page, '[data-paste="too-many"]')).toBe(false);
    await press(page, '[data-paste="accept"]');
    await fill(page, {
      'everyMp.country': ['XZ'],
      'everyMp.capacityThen': ['suspended'],
      'everyMp.party': ['Green Dawn'],
    });
    await send(page);
    expect((await onlyReport()).mps).toEqual(
      names(120).map((fullName, at) => ({
        fullName,
        party: at % 3 === 0 ? 'Blue, or Red' : 'Green Dawn',
        constituency: `North ${at}`,
        country: ['XB', 'KE', 'XC', 'XZ'][at % 4],
        capacityThen: 'suspended',
      })),
    );
  });

  inChromium('says once what all of 120 MPs lack, and leads to where it is given for all of them', async () => {
    await fill(page, withoutMps);
    await paste(names(120).join('\n'));
    await press(page, '[data-paste="accept"]');
    await toCheck(page);
    await page.waitForSelector('.error-summary');
    const missing = await page.$$eval('.error-summary a', (links) => links.map((link) => link.getAttribute('href')));
    expect(missing.sort()).toEqual([
      '#everyMp-capacityThen',
      '#everyMp-country',
      '#mps-0-capacityThen',
      '#mps-0-country',
    ]);
    await press(page, '.error-summary [href="#everyMp-capacityThen"]');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('everyMp-capacityThen');
    expect(await isShown(page, '#everyMp-capacityThen')).toBe(true);
    expect(posts).toEqual([]);
  });

  inChromium(
    'opens the row of an MP again where something in it is to be mended, named as the server names it',
    async () => {
      const wrong = { ...answers.mps[0], birthYear: 'in spring' };
      await fill(page, {
        ...filling,
        ...formFields({ mps: [wrong, wrong, { ...wrong, fullName: 'x'.repeat(501) }] }),
        'mps.3.party': ['A party without a name'],
        'everyMp.party': ['x'.repeat(501)],
      });
      await goTo(page, 'mps');
      await press(page, '[aria-controls="mps-1-more"]');
      expect(await isShown(page, '#mps-1-birthYear')).toBe(false);
      await toCheck(page);
      await page.waitForSelector('.error-summary');
      const judged = checkAnswers('full', await valuesOn(page));
      const { errors } = judged.ok ? { errors: [] } : judged;
      expect(errors).toHaveLength(8);
      expect(await page.$$eval('.error-summary a', (links) => links.map(({ textContent }) => textContent))).toEqual(
        errors.map((error) => errorSentence(messagesFor('en'), fullQuestions, error)),
      );
      await press(page, '.error-summary [href="#mps-1-birthYear"]');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('mps-1-birthYear');
      expect(await isShown(page, '#mps-1-birthYear')).toBe(true);
      const name = (more: Element) => document.getElementById(more.getAttribute('aria-labelledby') ?? '')?.textContent;
      expect(await page.$eval('#mps-1-more [role=group]', name)).toBe(`More about ${wrong.fullName}`);
    },
  );

  inChromium('says how many of 151 MPs find no room, and takes no more than 150', async () => {
    await paste(names(151).join('\n'));
    expect(await text(page, '[data-paste="count"]')).toBe(numbered('paste.understood', 150));
    expect(await text(page, '[data-paste="too-many"]')).toBe(numbered('paste.tooMany', 1));
    await press(page, '[data-paste="accept"]');
    expect(await rowCount(page)).toBe(149);
    expect(await isShown(page, '[data-group="mps"] > p > button')).toBe(false);
    const told = () => text(page, '#things-mps-told');
    const full = messages['thing.full'].replace('{max}', '150');
    expect(await told()).toBe(full);
    await press(page, '[data-row="149"] button:last-child');
    expect(await told()).toBe(messages['thing.removed'].replace('{name}', nameOf(149)));
    const described = () => page.evaluate(() => document.activeElement?.getAttribute('aria-describedby'));
    expect(await described()).toBe('things-mps-told');
    await press(page, '[data-group="mps"] > p > button');
    expect(await told()).toBe(`${messages['thing.added'].replace('{name}', 'MP 150')}. ${full}`);
    await paste('One Too Many');
    expect(await text(page, '[data-paste="count"]')).toBe(numbered('paste.understood', 0));
    expect(await text(page, '[data-paste="too-many"]')).toBe(numbered('paste.tooMany', 1));
    expect(await isShown(page, '[data-paste="accept"]')).toBe(false);
  });

  inChromium('refuses five megabytes in the page, names the limit, keeps the text and stays usable', async () => {
    const size = 5 * 1024 * 1024;
    const large = (selector: string) =>
      page.$eval(
        selector,
        (area, length) => {
          // Long lines: Chromium takes minutes to put hundreds of thousands of short ones into any text area.
          const line = `${'Nadia Example '.repeat(200)}\n`;
          (area as HTMLTextAreaElement).value = line.repeat(Math.ceil(length / line.length)).slice(0, length);
          area.dispatchEvent(new Event('input', { bubbles: true }));
        },
        size,
      );
    const lengthOf = (selector: string) => page.$eval(selector, (area) => (area as HTMLTextAreaElement).value.length);
    await fill(page, filling);
    await goTo(page, 'mps');
    await large('#paste-text');
    await press(page, '[data-paste="show"]');
    await eventually(async () =>
      expect(await text(page, '[data-paste="state"]')).toBe(messages['paste.tooLong'].replace('{limit}', '100,000')),
    );
    expect(await isShown(page, '[data-paste="preview"]')).toBe(false);
    expect(await lengthOf('#paste-text')).toBe(size);
    await put(page, '#paste-text', '');
    await goTo(page, 'facts');
    await large('#narrative');
    await send(page);
    await page.waitForSelector('.error-summary');
    expect(await text(page, '.error-summary li')).toContain('20,000');
    expect(await lengthOf('#narrative')).toBe(size);
    expect(posts).toEqual([]);
    await put(page, '#narrative', answers.narrative);
    await send(page);
    expect(await onlyReport()).toEqual(answers);
  });

  const groups = [
    ['contact.channels', 'address', 'channels', 'contact'],
    ['events', 'place', 'events', 'facts'],
    ['perpetrators', 'nameOrUnit', 'perpetrators', 'facts'],
    ['proceedings', 'body', 'proceedings', 'law'],
  ] as const satisfies readonly (readonly [GroupId, string, string, string])[];

  it('adds, numbers, takes away and brings back what repeats; what is taken away is not sent', async () => {
    await fill(page, filling);
    for (const [group, field, key, section] of groups) {
      await goTo(page, section);
      const at = `[data-group="${group}"]`;
      const told = () => text(page, `${at} > p > [role="status"]`);
      const titles = () => page.$$eval(`${at} summary`, (all) => all.map((each) => each.textContent));
      const inOrder = () =>
        page.$$eval(`${at} .thing [name$=".${field}"]`, (all) => all.map((each) => (each as HTMLInputElement).value));
      const remove = (number: number) => press(page, `${at} details.thing:nth-of-type(${number}) [data-remove]`);
      const titlesTo = (count: number) =>
        Array.from({ length: count }, (_, index) => numbered(`thing.${key}.one`, index + 1));
      while ((await titles()).length < 4) await press(page, `${at} > p > button`);
      expect(await told()).toContain(numbered(`thing.${key}.one`, 4));
      await fill(
        page,
        Object.fromEntries([0, 1, 2, 3].map((each) => [`${group}.${each}.${field}`, [`${key} ${each}`]])),
      );
      expect(await titles()).toEqual(titlesTo(4));
      await remove(2);
      expect(await inOrder()).toEqual([0, 2, 3].map((each) => `${key} ${each}`));
      expect(await titles()).toEqual(titlesTo(3));
      expect(await told()).toContain(numbered(`thing.${key}.one`, 2));
      // The way back has the focus.
      await page.keyboard.press('Enter');
      expect(await inOrder()).toEqual([0, 1, 2, 3].map((each) => `${key} ${each}`));
      expect(await titles()).toEqual(titlesTo(4));
      await remove(4);
      await remove(1);
      expect(await inOrder()).toEqual([`${key} 1`, `${key} 2`]);
    }
    await send(page);
    expect(await onlyReport()).toEqual({
      ...answers,
      contact: { channels: [{ address: 'channels 1' }, { address: 'channels 2' }] },
      ...Object.fromEntries(
        groups.slice(1).map(([group, field, key]) => [group, [1, 2].map((each) => ({ [field]: `${key} ${each}` }))]),
      ),
    });
  });

  it('adds, numbers, takes away and brings back MPs', async () => {
    await fill(page, filling);
    await goTo(page, 'mps');
    const shared = { country: ['XA'], capacityThen: ['former'] };
    for (const each of [1, 2, 3])
      await fill(page, {
        [`mps.${each}.fullName`]: [`Member ${each}`],
        ...Object.fromEntries(Object.entries(shared).map(([key, value]) => [`mps.${each}.${key}`, value])),
      });
    const rows = () => page.$$eval('tr[data-row]', (all) => all.map((row) => row.querySelector('input')?.value));
    const numbersOf = () => page.$$eval('tr[data-row]', (all) => all.map((row) => row.cells[0]?.textContent));
    const remove = (number: number) =>
      page.$$eval('tr[data-row]', (all, at) => all[at]?.querySelectorAll('button')[1]?.click(), number);
    expect([await rows(), await numbersOf()]).toEqual([
      ['Member 1', 'Member 2', 'Member 3'],
      ['2', '3', '4'],
    ]);
    await remove(1);
    expect([await rows(), await numbersOf()]).toEqual([
      ['Member 1', 'Member 3'],
      ['2', '3'],
    ]);
    await page.keyboard.press('Enter');
    expect(await rows()).toEqual(['Member 1', 'Member 2', 'Member 3']);
    await remove(0);
    await send(page);
    expect((await onlyReport()).mps).toEqual([
      ...answers.mps,
      ...[2, 3].map((each) => ({ fullName: `Member ${each}`, country: 'XA', capacityThen: 'former' })),
    ]);
  });

  /** Every question that has a condition, with the values of `wholeAnswers`; and all conditions met or not. */
  const dependent = fullQuestions.filter(({ when }) => when).map((question) => fieldAt(question, 0));
  const isDependent = (name: string) => dependent.some((field) => name === field || name.startsWith(`${field}.`));
  const given = Object.fromEntries(Object.entries(formFields(wholeAnswers)).filter(([name]) => isDependent(name)));
  const set = (isMet: boolean): Filling =>
    Object.fromEntries(
      Object.values(conditions).map(({ field, is }) => {
        const asked = fullQuestions.find((question) => question.field === field);
        const options: readonly string[] = asked && 'vocabulary' in asked ? vocabularies[asked.vocabulary] : [];
        const other = options.find((each) => !(is as readonly string[]).includes(each)) ?? '';
        return [field.replace('*', '0'), [isMet ? is[0] : other]];
      }),
    );

  inChromium(
    'asks what an answer makes sense of, sends nothing that is hidden, and brings back what was typed',
    async () => {
      expect(Object.keys(given).length).toBeGreaterThan(15);
      const shown = () =>
        page.evaluate((fields) => {
          for (const fold of document.querySelectorAll('details')) fold.open = true;
          for (const section of document.querySelectorAll<HTMLElement>('[data-section]')) section.hidden = false;
          return fields.filter((field) => document.getElementById(field.replaceAll('.', '-'))?.checkVisibility());
        }, dependent);
      await fill(page, filling);
      await fill(page, set(false));
      expect(await shown()).toEqual([]);
      await fill(page, set(true));
      expect(await shown()).toEqual(dependent);
      await fill(page, given);
      await fill(page, set(false));
      expect(await shown()).toEqual([]);
      await fill(page, set(true));
      expect(await valuesOn(page)).toMatchObject(given);
      await fill(page, set(false));
      await toCheck(page);
      const listed = await text(page, '#check-list');
      for (const gone of ['Þórdís', 'Central prison', 'Her office was searched.', 'Council of the Transition'])
        expect(listed).not.toContain(gone);
      expect(listed).toContain('نائبة Ñandú');
      await press(page, '#send-button');
      const report = await onlyReport();
      const sent = Object.keys(formFields(report));
      expect(sent).toContain('mps.0.chamber');
      expect(sent.filter(isDependent)).toEqual([]);
    },
  );

  inChromium('shows answers that do not fit together, and sends them all the same', async () => {
    await fill(page, filling);
    await toCheck(page);
    const told = () =>
      page.$$eval('[data-contradiction]', (lines) =>
        lines.flatMap((line) => (line.checkVisibility() ? [line.getAttribute('data-contradiction')] : [])),
      );
    await page.waitForFunction(() => document.querySelector('[data-go="check"]'));
    expect(await told()).toEqual([]);
    const odd = {
      'source.identityMode': ['named'],
      violations: ['murder', 'not_sure'],
      'events.0.from.year': ['2031'],
      'events.0.to.year': ['2030'],
    };
    await fill(page, odd);
    await toCheck(page);
    await eventually(async () =>
      expect(await told()).toEqual(['named_without_name', 'event_ends_before_start', 'not_sure_and_more']),
    );
    expect(await isShown(page, '#contradictions')).toBe(true);
    expect(await text(page, '#contradictions-state')).toContain('3');
    await press(page, '#send-button');
    expect(await onlyReport()).toMatchObject({
      violations: ['murder', 'not_sure'],
      events: [{ from: { value: '2031' }, to: { value: '2030' } }],
    });
  });

  type Found = Record<'wanted' | 'at' | 'under' | 'id' | 'name', string> & Record<'isSeen' | 'isBack', boolean>;

  it('leads from each answer to its own question, and back', async () => {
    await fill(page, formFields(wholeAnswers));
    // Each in one browser; what another could do differently shows in every third.
    const step = kind === 'chromium' ? 1 : 3;
    const seen = await page.evaluate((every) => {
      const found: Found[] = [];
      const nameOf = (button?: Element) =>
        button?.getAttribute('aria-label') ??
        (button?.getAttribute('aria-labelledby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent);
      const list = document.getElementById('check-list') as HTMLElement;
      const toCheck = () =>
        [...document.querySelectorAll<HTMLElement>('[data-go="check"]')].find((each) => each.checkVisibility());
      toCheck()?.click();
      const count = list.querySelectorAll('button').length;
      for (let at = 0; at < count; at += every) {
        const button = list.querySelectorAll('button')[at];
        const row = button?.closest('div');
        const name = String(nameOf(button));
        const under = row?.parentElement?.previousElementSibling;
        const wanted = `${row?.querySelector('dt')?.textContent} ${row?.querySelector('.answer')?.textContent}`;
        button?.click();
        const control = document.activeElement as HTMLInputElement;
        const field = control.closest('.field');
        const label = field?.querySelector('legend, label')?.firstChild?.textContent?.trim();
        const chosen = field?.querySelector<HTMLInputElement>('input:checked')?.labels?.[0]?.firstChild?.textContent;
        const date = [...(field?.querySelectorAll<HTMLInputElement>('.pieces input') ?? [])].map(({ value }) => value);
        const words = field?.querySelector<HTMLInputElement>('.asWritten')?.value;
        const value = field?.matches('.date')
          ? date.filter(Boolean).join('-') || words
          : control instanceof HTMLSelectElement
            ? control.selectedOptions[0]?.text
            : (chosen?.trim() ?? control.value);
        // The name of an MP in the table stands in its row alone.
        found.push({
          wanted,
          name,
          under: under?.matches('h4') ? (under.textContent ?? '') : '',
          id: control.id,
          at: `${label ?? row?.querySelector('dt')?.textContent} ${value}`,
          isSeen: control.checkVisibility(),
          isBack: Boolean(toCheck()),
        });
        toCheck()?.click();
      }
      return found;
    }, step);
    expect(seen.length).toBeGreaterThan(90 / step);
    expect(seen.filter(({ wanted, at }) => wanted !== at)).toEqual([]);
    expect(new Set(seen.map(({ name }) => name)).size).toBe(seen.length);
    const isOfThing = ({ id }: { id: string }) => /^(contact-channels|mps|events|perpetrators|proceedings)-\d/.test(id);
    expect(seen.filter(({ under }) => under).length).toBeGreaterThan(10 / step);
    expect(seen.filter((each) => each.under && !isOfThing(each))).toEqual([]);
    expect(seen.filter(({ isSeen, isBack }) => !isSeen || !isBack)).toEqual([]);
    expect(await shownParts(page)).toEqual(['check']);
  });

  it('carries 20,000 characters of any script unchanged, and shows them so that nothing around them moves', async () => {
    const piece = '👩🏽‍⚖️ ေက်းဇူးတင္ပါတယ္ \u202eهذا\u202c \u2066abc\u2069 \u200f!\u200e e\u0301\n';
    const narrative = piece
      .repeat(400)
      .slice(0, 19_000)
      .replace(/[\ud800-\udbff]$/, 'x')
      .padEnd(20_000, 'ñ');
    // Never closed: what follows would run backwards.
    const hostile = 'Lawyers \u202e\u2067 of the night';
    expect(narrative).toHaveLength(20_000);
    await fill(page, { ...filling, 'mps.0.party': [hostile] });
    await put(page, '#narrative', narrative);
    await toCheck(page);
    const lines = await page.$$eval('#check-list .answer', (all) =>
      all.map((line) => ({
        text: line.textContent ?? '',
        dir: line.getAttribute('dir'),
        bidi: getComputedStyle(line).unicodeBidi,
      })),
    );
    expect(lines.map((line) => line.text)).toEqual(expect.arrayContaining([narrative, hostile]));
    expect(lines.filter(({ dir, bidi }) => dir !== 'auto' || !/isolate/.test(bidi))).toEqual([]);
    const isInOrder = await page.$$eval('#check-list dt, #check-list button', (all) =>
      all.map((element) => {
        const node = element.firstChild as Text;
        const left = (at: number) => {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect().left;
        };
        return left(0) < left(3);
      }),
    );
    expect(isInOrder.length).toBeGreaterThan(20);
    expect(isInOrder).not.toContain(false);
    await press(page, '#send-button');
    const report = await onlyReport();
    expect(report.narrative).toBe(narrative);
    expect(report.mps[0]?.party).toBe(hostile);
  });

  inChromium('begins another report with what is about the submitter, and nothing else', async () => {
    const isKept = (name: string) =>
      /^(source|contact)\./.test(name) || /^consent\.(caseUse|sourceName|askFirst|partners)$/.test(name);
    const whole = formFields(wholeAnswers);
    const kept = Object.fromEntries(Object.entries(whole).filter(([name]) => isKept(name)));
    expect(Object.keys(kept).length).toBeGreaterThan(20);
    await fill(page, whole);
    await send(page);
    const code = await receiptCode(page);
    await press(page, '#keep-written');
    await press(page, '#another');
    expect(await page.$('#issued:not([hidden])')).toBeNull();
    expect(await text(page, '#issued-code')).toBe('');
    expect(await shownParts(page)).toEqual(['mps']);
    const { 'blocks.mps': _, ...values } = Object.fromEntries(
      Object.entries(await valuesOn(page)).filter(([name]) => !name.startsWith('blocks.')),
    );
    expect(values).toEqual(kept);
    const second = Object.fromEntries(Object.entries(filling).filter(([name]) => !isKept(name)));
    await fill(page, second);
    await send(page);
    await page.waitForFunction(
      (old) => !['', old].includes(document.getElementById('issued-code')?.textContent ?? ''),
      {},
      code,
    );
    expect(await text(page, '#copied')).toBe('');
    const [one, other] = await inbox.reports();
    expect(one?.answers).toEqual(wholeAnswers);
    const { source, contact, consent } = wholeAnswers;
    expect(other?.answers).toEqual({
      ...answers,
      source,
      contact,
      consent: {
        mp: 'mp_agreed',
        caseUse: consent.caseUse,
        sourceName: consent.sourceName,
        askFirst: consent.askFirst,
        partners: consent.partners,
      },
    });
    expect(other?.mailboxId).not.toBe(one?.mailboxId);
  });
});
