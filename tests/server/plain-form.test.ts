import { describe, expect, it } from 'vitest';
import type { FullAnswers } from '../../report/answers.ts';
import { forms } from '../../report/form.ts';
import { maxMps } from '../../report/limits.ts';
import { type GroupId, groups } from '../../report/questions.ts';
import { judgePlain } from '../../server/public/plain-form.ts';
import { formFields } from '../../tools/form-fields.ts';
import { blocksField, shownList } from '../../views/form-fields.ts';
import type { FieldValues } from '../../views/page.ts';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';

const { mps: _, ...withoutMps } = wholeAnswers;
const whole: FieldValues = formFields(wholeAnswers);
/** All that is needed besides the MPs. */
const rest: FieldValues = formFields(withoutMps);
const shared: FieldValues = { 'everyMp.country': 'XA', 'everyMp.capacityThen': 'sitting' };
const listOf = (count: number) => Array.from({ length: count }, (_each, at) => `Invented ${at + 1}`).join('\r\n');

const english = { language: 'en', fictional: true };
const judge = (values: FieldValues) => judgePlain('full', values, english);
/** What stood on the page that a post was answered with. */
function shownAfter(values: FieldValues) {
  const judged = judge(values);
  if (judged.isReady) throw new Error('is ready');
  return judged;
}
/** The post as the second Send sends it, with what the page said to have shown. */
function secondSend(values: FieldValues): FieldValues {
  const { lookAgain } = shownAfter(values);
  const text = [values['paste.text'] ?? ''].flat()[0] ?? '';
  return {
    ...values,
    ...(lookAgain?.pasted && {
      'paste.shown': shownList(text, values['paste.asTable'] === 'yes', lookAgain.pasted),
    }),
    seen: (lookAgain?.contradictions ?? []).join(' '),
  };
}
function sent(values: FieldValues): FullAnswers {
  const judged = judge(values);
  if (!judged.isReady || judged.filled.kind !== 'new') throw new Error('is not ready');
  return judged.filled.answers;
}

it('is ready with good answers, whatever button says so', () => {
  expect(sent(whole)).toEqual(wholeAnswers);
  for (const what of ['send', '', 'nonsense', 'add.', 'add.source']) expect(sent({ ...whole, do: what })).toBeDefined();
  const alert = judgePlain('alert', formFields(wholeAlert), english);
  expect(alert).toMatchObject({ isReady: true, filled: { kind: 'urgent_alert', answers: wholeAlert } });
});

it('gives everything back in another language, and finds nothing wrong', () => {
  for (const values of [{ do: 'language' }, { ...whole, do: 'language', 'paste.text': 'x'.repeat(100_001) }])
    expect(judge(values)).toEqual({ isReady: false, isAsked: true, values, errors: [] });
});

it('says whether answers are good, and is not ready, when they are to be checked', () => {
  expect(shownAfter({ ...whole, do: 'check' })).toMatchObject({
    isAsked: true,
    errors: [],
    lookAgain: { contradictions: [], isChecked: true },
  });
  const { narrative: _narrative, ...lacking } = whole;
  expect(shownAfter({ ...lacking, do: 'check' })).toMatchObject({ isAsked: false, errors: [{ field: 'narrative' }] });
  const odd = { ...whole, violations: ['murder', 'not_sure'], do: 'check' };
  expect(shownAfter(odd)).toMatchObject({ isAsked: false, lookAgain: { contradictions: ['not_sure_and_more'] } });
  expect(shownAfter({ ...odd, seen: 'not_sure_and_more' })).toMatchObject({ isAsked: true });
});

it('makes room for three more files, and never for more than fit', () => {
  const shown = (count: string) => shownAfter({ ...whole, 'blocks.files': count, do: 'add.files' }).values;
  expect([shown('3'), shown('98'), shown('1e9'), shown('x')].map((values) => values['blocks.files'])).toEqual([
    '6',
    '101',
    '3',
    '3',
  ]);
});

it.each(Object.keys(groups) as GroupId[])('makes room for three more of %s, and never for more than fit', (group) => {
  const name = blocksField(group);
  const after = (blocks: string) => shownAfter({ do: `add.${group}`, [name]: blocks });
  expect(after('4').values[name]).toBe('7');
  expect(after('4')).toMatchObject({ isAsked: true, errors: [], lookAgain: { isMore: true, contradictions: [] } });
  for (const wild of ['1e9', '-7', 'x', '', '99999999999999999999'])
    expect(Number(after(wild).values[name])).toBeLessThanOrEqual(groups[group].max + 3);
});

it('tells every needed answer of a blank form, in the order of the page', () => {
  for (const form of ['full', 'alert'] as const) {
    const judged = judgePlain(form, {}, english);
    const needed = forms[form].questions.filter(({ required }) => required).map(({ field }) => field.replace('*', '0'));
    expect(needed.length).toBeGreaterThan(4);
    expect(judged).toMatchObject({ isReady: false, isAsked: false });
    expect(!judged.isReady && judged.errors.map(({ field }) => field)).toEqual(needed);
  }
});

describe('a pasted list', () => {
  const pasting = { ...rest, ...shared, 'paste.text': listOf(120) };

  it('is shown first and counts at the second Send', () => {
    const first = shownAfter(pasting);
    expect(first).toMatchObject({ isAsked: false, errors: [], values: pasting });
    expect(first.lookAgain?.pasted?.mps).toHaveLength(120);
    const { mps } = sent(secondSend(pasting));
    expect(mps).toHaveLength(120);
    expect(mps[119]).toEqual({ fullName: 'Invented 120', country: 'XA', capacityThen: 'sitting' });
  });

  it('comes after the MPs that were typed, whose own answers stay', () => {
    const values = { ...whole, ...shared, 'paste.text': listOf(2) };
    const { mps } = sent(secondSend(values));
    expect(mps.slice(0, 2)).toEqual(wholeAnswers.mps);
    expect(mps.map(({ fullName, country }) => [fullName, country])).toEqual([
      ['Nadia Example', 'XB'],
      ['Mononyme', 'XB'],
      ['Invented 1', 'XA'],
      ['Invented 2', 'XA'],
    ]);
  });

  it.each([
    ['text', { 'paste.text': listOf(121) }],
    ['way to be read', { 'paste.asTable': 'yes' }],
    ['room', { 'mps.0.fullName': 'Somebody typed' }],
  ])('is shown again when its %s has changed', (_what, change) => {
    const values = { ...pasting, 'paste.text': listOf(150) };
    const changed = { ...secondSend(values), ...change };
    expect(judge(secondSend(values)).isReady).toBe(true);
    expect(shownAfter(changed).lookAgain?.pasted).toBeDefined();
    expect(judge(secondSend(changed)).isReady).toBe(true);
  });

  it('is the same list with other line ends', () => {
    const again = secondSend(pasting);
    const mixed = String(again['paste.shown']).replaceAll('\r\n', '\n');
    expect(judge({ ...again, 'paste.shown': mixed }).isReady).toBe(true);
  });

  it('is cut where a report is full, and says so', () => {
    const first = shownAfter({ ...whole, 'paste.text': listOf(200), ...shared });
    expect(first.lookAgain?.pasted).toMatchObject({ tooMany: 200 - (maxMps - wholeAnswers.mps.length) });
    expect(sent(secondSend({ ...whole, 'paste.text': listOf(200), ...shared })).mps).toHaveLength(maxMps);
  });

  it('reads countries in any of the languages, and asks where a name may mean several', () => {
    const table = 'Ana;Dusk;North;Suisse\nBo;;;Burma\nCleo;;;Corée\nDee;;;Congo\nEve;;;Freedonia';
    const pasted = shownAfter({ ...rest, ...shared, 'paste.asTable': 'yes', 'paste.text': table }).lookAgain?.pasted;
    expect(pasted?.mps.map(({ country }) => country)).toEqual(['CH', 'MM', undefined, 'CG', undefined]);
    expect(pasted?.unknownCountries).toEqual(['Freedonia']);
    expect(pasted?.unclearCountries).toEqual([
      { text: 'Corée', country: undefined, choices: ['KP', 'KR'] },
      { text: 'Congo', country: 'CG', choices: ['CD', 'CG'] },
    ]);
  });

  it('tells once what all its MPs lack', () => {
    const { errors } = shownAfter({ ...rest, 'paste.text': listOf(120) });
    expect(errors.map(({ field }) => field)).toEqual(['everyMp.country', 'everyMp.capacityThen']);
  });

  it('is told at its box, once, when an answer in it is too long', () => {
    const long = 'x'.repeat(501);
    const table = { ...rest, ...shared, 'paste.asTable': 'yes', 'paste.text': `Ana;${long}\r\nBoris;${long}\r\nEva;x` };
    const { errors } = shownAfter(table);
    expect(errors).toEqual([{ field: 'paste.text', code: 'too_long', message: 'error.mps.party.too_long' }]);
    const typed = shownAfter({ ...table, 'mps.0.fullName': 'Typed', 'mps.0.party': long });
    expect(typed.errors.map(({ field }) => field)).toEqual(['mps.0.party', 'paste.text']);
  });

  it('has room for 100,000 characters, a line end being one', () => {
    const line = `${'x'.repeat(99)}\n`;
    const text = line.repeat(1000);
    expect(text).toHaveLength(100_000);
    const posted = text.replaceAll('\n', '\r\n');
    expect(shownAfter({ ...rest, ...shared, 'paste.text': posted }).errors).toEqual([]);
    const over = shownAfter({ ...rest, ...shared, 'paste.text': `${posted}x` });
    expect(over.errors).toEqual([{ field: 'paste.text', code: 'too_long', message: 'error.paste.text.too_long' }]);
    expect(over.values['paste.text']).toBe(`${posted}x`);
  });

  it('is nothing when it is blank, and no matter of an alert', () => {
    expect(judge({ ...whole, 'paste.text': ' \r\n ' }).isReady).toBe(true);
    expect(judgePlain('alert', { ...formFields(wholeAlert), 'paste.text': listOf(3) }, english).isReady).toBe(true);
  });
});

it('closes gaps up, so that the last of many blocks brings no page of all the others', () => {
  const gaps = {
    'mps.149.party': 'Red Dusk',
    'mps.7.fullName': 'Ana',
    'events.99.place': 'North',
    'events.3.text': ' ',
  };
  expect(shownAfter({ ...gaps, do: 'add.mps' }).values).toMatchObject({
    'mps.0.fullName': 'Ana',
    'mps.1.party': 'Red Dusk',
    'events.0.place': 'North',
  });
  expect(Object.keys(shownAfter(gaps).values).sort()).toEqual(['events.0.place', 'mps.0.fullName', 'mps.1.party']);
});

describe('answers that do not fit together', () => {
  const odd = { ...whole, 'urgency.self': 'not_urgent', 'urgency.triggers': ['torture'] };

  it('are shown once, then taken as they are', () => {
    expect(shownAfter(odd)).toMatchObject({
      isAsked: false,
      errors: [],
      lookAgain: { contradictions: ['not_urgent_but_triggers'] },
    });
    expect(sent(secondSend(odd)).urgency.self).toBe('not_urgent');
  });

  it('are shown again when another one joins them', () => {
    const more = { ...secondSend(odd), 'immunity.status': 'not_applicable' };
    const both = ['not_urgent_but_triggers', 'no_immunity_but_violated'];
    expect(shownAfter(more).lookAgain?.contradictions).toEqual(both);
    expect(judge(secondSend(more)).isReady).toBe(true);
  });

  it('wait until there is nothing to mend', () => {
    const wrong = { ...odd, acknowledgement: '' };
    expect(shownAfter(wrong).errors).toHaveLength(1);
    expect(shownAfter(wrong).lookAgain).toBeUndefined();
  });
});

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('is not moved by a field named %s', (name) => {
  const hostile = JSON.parse(`{${JSON.stringify(name)}: "x", "mps.0.${name}": "x", "mps.${name}.fullName": "x"}`);
  expect(sent({ ...whole, ...hostile })).toEqual(wholeAnswers);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

it('looks at no number of a thing that no page could have', () => {
  const numbers = ['99999', '1e3', '-1', '0x1', '1.5', '４'];
  const hostile = Object.fromEntries(numbers.map((number) => [`mps.${number}.fullName`, 'x']));
  expect(sent({ ...whole, ...hostile })).toEqual(wholeAnswers);
});
