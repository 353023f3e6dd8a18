import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fieldKey } from '../../report/field-errors.ts';
import { type FormId, forms } from '../../report/form.ts';
import { conditions, type GroupId, groups, type Question } from '../../report/questions.ts';
import { everyMp, everyMpPrefix, fieldAt } from '../../report/read-form.ts';
import { vocabularies } from '../../report/vocabulary.ts';
import { sendProblems } from '../../views/components/problem-list.tsx';
import { labelKey, thingKey } from '../../views/error-sentence.ts';
import { fieldId } from '../../views/field-id.ts';
import { blocksField, spareThings } from '../../views/form-fields.ts';
import type { MessageKey } from '../../views/messages.ts';
import type { FieldValues } from '../../views/page.ts';
import { ReportPage } from '../../views/pages/report.tsx';
import { render } from '../../views/render.ts';
import {
  isUnfolded,
  postedBy,
  type Tag,
  tagsOf,
  templatesOut,
  textOf,
  withoutScripts,
  withScripts,
} from './as-seen.ts';
import { allErrors, contextWith, everyMistake, formIds, formPages, wholeValues } from './every-page.tsx';
import { catalogues, messagesFor } from './languages.ts';

const messages = messagesFor('en');
const pages = formPages();
const page = (name: string) => pages.get(name) ?? '';
const sealed = page('full, sealed');
const plainPage = (values: FieldValues) =>
  render(<ReportPage context={contextWith()} form="full" way="plain" values={values} />);

const every = formIds.flatMap((form) =>
  forms[form].questions.map((question) => [form, question.field, question] as const),
);
/** Questions of several controls have a legend, all others a label. */
const hasLegend = ({ control }: Question) => control === 'radios' || control === 'checkboxes' || control === 'date';
const tagById = (html: string, id: string) =>
  tagsOf(html, 'input|select|textarea|fieldset').find(({ attributes }) => attributes.id === id);
/** What an element says, by a pattern of its start tag; all of them. */
const saidBy = (html: string, element: string, tag: string) =>
  [...html.matchAll(new RegExp(`<${tag}>(.*?)</${element}>`, 'gs'))].map((match) => textOf(match[1] ?? ''));
const upToFirst = (end: string, html: string) => html.slice(0, html.indexOf(end) + end.length);
const idOf = (question: Question) => fieldId(fieldAt(question, 0));
const ownerOf = (html: string, question: Question) =>
  tagById(html, hasLegend(question) ? `${idOf(question)}-group` : idOf(question));
const describes = (owner: Tag | undefined) => owner?.attributes['aria-describedby']?.split(' ') ?? [];

describe.each(every)('in the form %s, %s', (form, _field, question) => {
  const id = idOf(question);
  const names = [`${form}, sealed`, `${form}, plain`];

  test.each(names)('has its control, one label and its hint on the page "%s"', (name) => {
    const html = page(name);
    const controlName = fieldAt(question, 0) + (question.control === 'date' ? '.year' : '');
    expect(tagById(html, id)?.attributes.name).toBe(controlName);
    const said = hasLegend(question)
      ? saidBy(upToFirst('</legend>', html.slice(ownerOf(html, question)?.at)), 'legend', 'legend')
      : saidBy(html, 'label', `label for="${id}"`);
    const needed = question.required ? ` (${messages.t('choice.required')})` : '';
    expect(said).toEqual([messages.t(labelKey(question)) + needed]);
    const hint = `question.${question.key ?? fieldKey(question.field)}.hint`;
    if (!messages.has(hint)) return;
    expect(describes(ownerOf(html, question))).toContain(`${id}-hint`);
    expect(saidBy(html, 'p', `p class="hint" id="${id}-hint"`)).toHaveLength(1);
  });

  test('is told what to mend at its control alone', () => {
    const html = page(`${form}, plain with every mistake`);
    const isWrong = everyMistake(form).errors.some(({ field }) => field === fieldAt(question, 0));
    expect(isWrong).toBe(question.control !== 'confirm' || question.required === true);
    const told = saidBy(html, 'p', `p class="error-message" id="${id}-error"`);
    expect(told).toHaveLength(isWrong ? 1 : 0);
    expect(describes(ownerOf(html, question)).includes(`${id}-error`)).toBe(isWrong);
    const marked = question.control === 'radios' ? ownerOf(html, question) : tagById(html, id);
    expect(marked?.attributes['aria-invalid']).toBe(isWrong ? 'true' : undefined);
    // What a link of the summary leads to is described itself, in a group too.
    expect(describes(tagById(html, id)).includes(`${id}-error`)).toBe(isWrong);
    if (isWrong) expect(isUnfolded(html, html.indexOf(`id="${id}-error"`))).toBe(true);
  });

  if ('vocabulary' in question)
    test('offers every term with a label, in order, and none chosen', () => {
      const html = page(`${form}, sealed`);
      const owner = ownerOf(html, question);
      const element = html.slice(owner?.at).split(`</${owner?.name}>`)[0] ?? '';
      const offered =
        question.control === 'select'
          ? [...element.matchAll(/<option value="([^"]*)">([^<]+)</g)]
          : [...element.matchAll(/<input[^>]* value="([^"]+)".*?<label[^>]*>([^<]+)</gs)];
      const expected = vocabularies[question.vocabulary].map((term) => [
        term,
        messages.t(`option.${question.vocabulary}.${term}` as MessageKey),
      ]);
      const empty = ['', messages.t(question.required ? 'choice.needed' : 'choice.empty')];
      expect(offered.map((match) => [match[1], textOf(match[2] ?? '')])).toEqual(
        question.control === 'select' ? [empty, ...expected] : expected,
      );
      expect(element).not.toMatch(/ (?:checked|selected)=/);
    });

  if (question.when)
    test('says in words when it is asked, and to scripts in attributes', () => {
      const { field, is } = conditions[question.when ?? 'named'];
      const html = page(`${form}, plain`);
      const start = `<div data-when="${fieldAt({ field }, 0)}" data-is="${is.join(' ')}"><p class="when">`;
      const said = html
        .split(start)
        .slice(1)
        .map((rest) => textOf(rest.split('</p>')[0] ?? ''));
      expect(said).toContain(messages.t(`when.${question.when ?? 'named'}`));
      const before = html.slice(0, tagById(html, id)?.at);
      expect(before.lastIndexOf(start)).toBeGreaterThan(before.lastIndexOf('class="field"', before.lastIndexOf(start)));
      expect(before.slice(before.lastIndexOf(start)).match(/<label for|<legend>/g)?.length ?? 0).toBeLessThan(3);
    });
});

test('asks each question of the condition that it stands under', () => {
  const asked = tagsOf(sealed, 'div').filter(({ attributes }) => attributes['data-when'] !== undefined);
  expect(asked.length).toBeGreaterThan(20);
  const names = new Set(tagsOf(sealed, 'input|select').map(({ attributes }) => attributes.name));
  for (const { attributes } of asked) expect(names).toContain(attributes['data-when']);
});

test('shows again what was typed, letter by letter', () => {
  const values = {
    'source.relation': 'family',
    'mps.0.fullName': 'အောင် "<b>',
    'mps.0.country': 'XA',
    narrative: '\nFirst line\nمرحبا </textarea>',
    violations: ['murder', 'not_sure'],
    acknowledgement: 'yes',
  };
  const html = plainPage(values);
  expect(html).toContain('value="အောင် &quot;&lt;b&gt;"');
  expect(html).toContain('>\n\nFirst line\nمرحبا &lt;/textarea&gt;</textarea>');
  expect(html).toContain('<option value="XA" selected="">Testland XA (invented)</option>');
  const ticked = [...html.matchAll(/value="([^"]+)" checked=""/g)].map((match) => match[1]);
  expect(ticked).toEqual(['family', 'murder', 'not_sure', 'yes']);
});

test.each(formIds)('gives every answer back in the plain way of the form %s, and nothing else', (form) => {
  const posted = postedBy(page(`${form}, plain with every answer`));
  const blank = postedBy(page(`${form}, plain`));
  const expected = Object.entries(wholeValues[form]).map(([name, value]) => [name, [value].flat()] as const);
  expect(expected.length).toBeGreaterThan(form === 'full' ? 100 : 5);
  for (const [name, value] of expected) expect(posted[name], name).toEqual(value);
  const named = new Set(expected.map(([name]) => name));
  const others = Object.entries(posted).filter(([name]) => !named.has(name) && !name.startsWith('blocks.'));
  expect(others.filter(([, value]) => value.some((each) => each !== ''))).toEqual([]);
  const nothing = Object.entries(blank).filter(([name]) => !name.startsWith('blocks.'));
  expect(nothing.length).toBeGreaterThan(5);
  expect(nothing.filter(([, value]) => value.some((each) => each !== ''))).toEqual([]);
});

test.each(formIds)('shows each error of the form %s in the summary, in the order of the page', (form) => {
  const html = page(`${form}, plain with every mistake`);
  const links = [...html.matchAll(/<li><a href="#([^"]+)">([^<]+)<\/a>/g)].map((match) => [match[1], match[2]]);
  const { errors } = everyMistake(form);
  expect(errors.length).toBeGreaterThan(5);
  const summary = links.slice(0, errors.length);
  expect(summary.map(([id]) => id)).toEqual(errors.map(({ field }) => fieldId(field)));
  const places = summary.map(([id]) => html.indexOf(` id="${id}"`));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  for (const [id, sentence] of summary) expect(html).toContain(`id="${id}-error">${sentence}</p>`);
});

test('opens what holds an answer, and folds everything else', () => {
  const folded = (html: string) => (html.match(/<details[^>]*>/g) ?? []).filter((tag) => !tag.includes(' open=""'));
  const all = page('full, plain').match(/<details/g)?.length ?? 0;
  expect(all).toBeGreaterThan(20);
  expect(folded(page('full, plain'))).toHaveLength(all);
  const html = page('full, plain with every answer');
  for (const name of Object.keys(wholeValues.full)) {
    const control = tagsOf(html, 'input|select|textarea').find(({ attributes }) => attributes.name === name);
    expect(isUnfolded(html, control?.at ?? 0), name).toBe(true);
  }
  expect(folded(html).length).toBeGreaterThan(3);
});

test('tells a list that is too long at its box', () => {
  const html = page('full, plain, with a list too long');
  expect(html).toContain('<a href="#paste-text">');
  expect(saidBy(html, 'p', 'p class="error-message" id="paste-text-error"')[0]).toContain('100,000');
  expect(describes(tagById(html, 'paste-text'))).toContain('paste-text-error');
  expect(isUnfolded(html, html.indexOf('id="paste-text-error"'))).toBe(true);
});

const groupIds = Object.keys(groups) as GroupId[];
/** Numbers of the blocks of a group that a page has. */
const blocksOn = (html: string, group: GroupId) => {
  const start = `${fieldId(group)}-`;
  return tagsOf(html, 'div|details')
    .filter(({ attributes }) => attributes.class === 'thing' && attributes.id?.startsWith(start))
    .map(({ attributes }) => Number(attributes['data-thing']));
};
const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

test.each(groupIds)('has three spare blocks of %s, more when asked, and never more than a report takes', (group) => {
  const first = group === 'mps' ? 1 : 0;
  const { max } = groups[group];
  for (const html of [sealed, page('full, plain')]) {
    expect(blocksOn(html, group)).toEqual(upTo(first + spareThings));
    expect(postedBy(html)[blocksField(group)]).toEqual([String(first + spareThings)]);
    const add = tagsOf(html, 'button').find(({ attributes }) => attributes.value === `add.${group}`)?.attributes;
    // To the group again, and not to the top of a long page.
    const path = html === sealed ? '/en/report' : '/en/report/plain/form';
    const key = thingKey(group);
    expect(add).toMatchObject({ name: 'do', formaction: `${path}#things-${key}` });
    expect(add?.['aria-labelledby']).toBe(`add-${key} legend-${key}`);
    expect(html).toContain(`<legend id="legend-${key}">${messages.t(`thing.${key}.title`)}</legend>`);
  }
  expect(blocksOn(plainPage({ [blocksField(group)]: '7' }), group)).toEqual(upTo(7));
  const field = forms.full.questions.find((question) => question.field.startsWith(`${group}.*.`))?.field ?? '';
  expect(blocksOn(plainPage({ [field.replace('*', '6')]: 'x' }), group)).toEqual(upTo(7));
  for (const wild of ['-5', '1e9', 'x', '', '99999999999999999999'])
    expect(blocksOn(plainPage({ [blocksField(group)]: wild }), group).length).toBeLessThanOrEqual(max);
  // Who says to have had many blocks, and filled none of them, gets no long page for a short post.
  expect(blocksOn(plainPage({ [blocksField(group)]: String(max) }), group)).toEqual(upTo(Math.min(max, 9)));
  const full = plainPage({ [field.replace('*', String(max - 1))]: 'x' });
  expect(blocksOn(full, group)).toEqual(upTo(max));
  expect(full).not.toContain(`value="add.${group}"`);
});

test('names every block, and only those after the first MP can be folded', () => {
  for (const group of groupIds) {
    const { max } = groups[group];
    const fieldset = tagById(sealed, `things-${thingKey(group)}`)?.attributes;
    expect(fieldset).toMatchObject({ 'data-group': group, 'data-max': String(max) });
    expect(fieldset?.['data-name']).toContain('{number}');
    const first = messages.t(`thing.${thingKey(group)}.one`, { number: 1 });
    const second = messages.t(`thing.${thingKey(group)}.one`, { number: 2 });
    const id = fieldId(group);
    for (const [number, name] of [first, second].entries()) {
      const isFirstMp = group === 'mps' && number === 0;
      expect(sealed.includes(`<summary id="${id}-${number}-title">${name}</summary>`)).toBe(!isFirstMp);
      const block = tagsOf(sealed, 'div|details').find(({ attributes }) => attributes.id === `${id}-${number}`);
      expect(block?.attributes).toMatchObject(
        isFirstMp ? { role: 'group', 'aria-label': name } : { 'aria-labelledby': `${id}-${number}-title` },
      );
    }
  }
});

test('asks once what counts for every MP, and needs none of it', () => {
  for (const key of everyMp) {
    const control = tagById(sealed, fieldId(everyMpPrefix + key));
    expect(control?.attributes.name).toBe(everyMpPrefix + key);
    expect(saidBy(sealed, 'label', `label for="${fieldId(everyMpPrefix + key)}"`)).toEqual([
      messages.t(`question.mps.${key}.label`),
    ]);
  }
});

describe.each(formIds)('the sealed form %s', (form: FormId) => {
  const html = page(`${form}, sealed`);
  const action = form === 'full' ? '/en/report' : '/en/alert';

  test('can send nothing natively while scripts run', () => {
    expect(html).toContain(`formaction="${action}"`);
    const seen = templatesOut(withScripts(html));
    expect(seen).toMatch(/<form id="report" method="dialog" novalidate/);
    expect(seen).not.toMatch(/type="submit"|<button(?! type=)|type="image"|method="post"|\saction=|formaction/);
    expect(withScripts(html)).not.toMatch(/type="submit"|formaction|<button(?! type=)/);
  });

  test('sends by Enter what Send would send, with scripts off', () => {
    const submits = tagsOf(withoutScripts(html), 'button').filter(({ attributes }) => attributes.type === 'submit');
    expect(submits.length).toBeGreaterThan(2);
    const sends = submits.filter(({ attributes }) => attributes.value === 'send').map(({ attributes }) => attributes);
    expect(submits[0]?.attributes).toEqual({ ...sends.at(-1), hidden: '' });
    expect(sends).toHaveLength(2);
    for (const { attributes } of submits)
      expect(attributes).toMatchObject({ formmethod: 'post', formenctype: 'application/x-www-form-urlencoded' });
  });

  test('offers no open post where the server refuses it', () => {
    expect(html).toContain('/en/report/plain');
    const refusing = page(`${form}, sealed, refusing`);
    expect(textOf(refusing)).toContain(messages.t('noscript.refuse'));
    expect(refusing).not.toMatch(/\/en\/report\/plain|type="submit"|formaction|<button(?! type=)/);
    // The other languages are links there: nothing that was typed could be taken along.
    expect(withoutScripts(refusing)).toContain(`<a href="/fr${action.slice(3)}" lang="fr" dir="ltr">`);
  });

  test('says first of all, with scripts off, what the server will see', () => {
    const main = html.slice(html.indexOf('<main'));
    expect(main).toMatch(/^<main id="main" tabindex="-1"><noscript>/);
    expect(main.indexOf(messages.t('noscript.seal'))).toBeLessThan(main.indexOf('<h1'));
  });

  test('has a hidden place for every problem and every sentence that a script writes', () => {
    for (const id of sendProblems) expect(html).toContain(`<div data-problem="${id}" hidden="">`);
    const given = tagsOf(html, 'div').find(({ attributes }) => attributes.id === 'messages');
    const sentences = JSON.parse(given?.attributes['data-messages'] ?? '{}');
    expect(allErrors(form).length).toBeGreaterThan(3);
    for (const { message } of allErrors(form))
      expect(sentences[message]).toBe(messages.has(message) ? messages.t(message) : undefined);
    expect(sentences['error.any.required']).toContain('{label}');
  });
});

describe.each(formIds)('the plain form %s', (form: FormId) => {
  const html = page(`${form}, plain`);

  test('loads no sealing script and posts to its own address', () => {
    expect(page(`${form}, sealed`)).toContain('/assets/report-0a.js');
    expect(html).not.toMatch(/report-0a|seal-worker|<noscript><div|<template/);
    const action = form === 'full' ? '/en/report/plain/form' : '/en/alert';
    const type = form === 'full' ? ' enctype="multipart/form-data"' : '';
    expect(html).toContain(`<form id="report" method="post" action="${action}"${type} novalidate`);
  });

  test('sends by Enter what Send would send, not what changes the language or makes room', () => {
    const submits = tagsOf(html, 'button').map(({ attributes }) => attributes);
    expect(submits[0]).toEqual({ type: 'submit', name: 'do', value: 'send', hidden: '' });
    expect(submits.at(-1)).toEqual({ type: 'submit', name: 'do', value: 'send' });
    expect(submits.slice(1, -1).map(({ value }) => value)).not.toContain('send');
  });

  test('takes what was typed along into the other languages', () => {
    for (const { meta } of [...catalogues.values()].slice(1)) {
      const to = form === 'full' ? 'report/plain/form' : 'alert';
      const button = tagsOf(html, 'button').find(({ attributes }) => attributes.lang === meta.language);
      expect(button?.attributes).toMatchObject({
        type: 'submit',
        value: 'language',
        formaction: `/${meta.language}/${to}`,
        dir: meta.direction,
      });
    }
  });
});

test('shows what was understood of a list, and sends along that it was shown', () => {
  const html = page('full, plain, to look at again');
  const shown = textOf(html.slice(html.indexOf('id="pasted"')).split('</div>')[0] ?? '');
  for (const part of ['Ana Prueba · Green & Dawn · North · ', 'Freedonia', 'سيلدافيا', '1,700'])
    expect(shown).toContain(part);
  const posted = postedBy(html);
  expect(posted['paste.shown']?.[0]).toContain('Ana Prueba');
  expect(posted.seen?.[0]?.split(' ').length).toBeGreaterThan(20);
  expect(postedBy(page('full, plain'))['paste.shown']).toBeUndefined();
});

test.each([...catalogues.keys()])('weighs at most 27 KB with brotli in %s, and the alert 12 KB', (language) => {
  const inLanguage = formPages(messagesFor(language));
  for (const [form, limit] of [
    ['full', 27],
    ['alert', 12],
  ] as const)
    for (const way of ['sealed', 'plain']) {
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
      const bytes = brotliCompressSync(inLanguage.get(`${form}, ${way}`) ?? '', { params }).length;
      expect(bytes).toBeGreaterThan(2000);
      expect(bytes).toBeLessThanOrEqual(limit * 1024);
    }
});
