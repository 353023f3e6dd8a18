import { describe, expect, it } from 'vitest';
import { fieldKey } from '../../report/field-errors.ts';
import { checkAnswers, forms } from '../../report/form.ts';
import { formFields } from '../../tools/form-fields.ts';
import { wholeAlert, wholeAnswers } from './whole-answers.ts';

const errorsOf = (fields: Record<string, unknown>, id: 'full' | 'alert' = 'full') => {
  const checked = checkAnswers(id, fields);
  return checked.ok ? [] : checked.errors;
};
const fieldsOf = (...given: Parameters<typeof errorsOf>) => errorsOf(...given).map(({ field }) => field);
const whole = formFields(wholeAnswers);

/** The whole form without the controls whose names begin so. */
const without = (...starts: string[]) =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !starts.some((start) => name.startsWith(start))));

describe('the errors of a form', () => {
  it.each(['full', 'alert'] as const)(
    'of an empty %s form are its required questions, in the order of the page',
    (id) => {
      const required = forms[id].questions.filter((question) => question.required);
      expect(required.length).toBeGreaterThan(4);
      expect(errorsOf({}, id)).toEqual(
        required.map(({ field, key }) => ({
          field: field.replace('*', '0'),
          code: 'required',
          message: `error.${key ?? fieldKey(field)}.required`,
        })),
      );
    },
  );

  it.each([
    ['source', ['source.relation', 'source.identityMode']],
    ['urgency', ['urgency.self']],
    ['consent', ['consent.mp', 'consent.caseUse']],
    ['mps', ['mps.0.fullName', 'mps.0.country', 'mps.0.capacityThen']],
    ['contact', []],
    ['events', []],
    ['detention', []],
  ])('name of a missing %s only what is required', (section, fields) => {
    expect(Object.keys(whole).length - Object.keys(without(`${section}.`)).length).toBeGreaterThan(3);
    expect(fieldsOf(without(`${section}.`))).toEqual(fields);
  });

  it('stand thing by thing, each thing in the order of its questions', () => {
    const wrong = { country: 'x', capacityThen: 'x', 'mandateStart.year': 'x', birthYear: 'x', gender: 'x' };
    const fields = [5, 1, 11].flatMap((number) =>
      Object.entries(wrong).map(([key, value]) => [`mps.${number}.${key}`, value]),
    );
    const order = ['fullName', 'country', 'capacityThen', 'gender', 'birthYear', 'mandateStart'];
    expect(
      fieldsOf({
        ...without('narrative', 'mps.1.'),
        ...Object.fromEntries(fields),
        'events.3.from.year': 'x',
        'group.size': 'x',
        'source.relation': 'x',
        'contact.channels.1.channel': 'x',
        'contact.timezone': 'x'.repeat(501),
      }),
    ).toEqual([
      'source.relation',
      'contact.channels.1.channel',
      'contact.timezone',
      ...[1, 5, 11].flatMap((number) => order.map((key) => `mps.${number}.${key}`)),
      'group.size',
      'narrative',
      'events.3.from',
    ]);
  });

  it('are one for a field, however much is wrong with it', () => {
    expect(
      errorsOf({
        ...whole,
        violations: ['x', 'y', 'murder', 'murder'],
        'events.0.from.year': ['12'],
        'events.0.from.asWritten': 'x'.repeat(201),
      }).map(({ field }) => field),
    ).toEqual(['violations', 'events.0.from']);
  });

  it('have sentences that all things of a group share', () => {
    expect(
      errorsOf({ ...whole, 'mps.77.country': 'x', 'mps.77.fullName': 'x', 'mps.77.capacityThen': 'former' }),
    ).toEqual([{ field: 'mps.77.country', code: 'not_an_option', message: 'error.mps.country.not_an_option' }]);
    expect(errorsOf({ ...formFields(wholeAlert), narrative: ' ' }, 'alert')).toEqual([
      { field: 'narrative', code: 'required', message: 'error.alert.narrative.required' },
    ]);
  });

  it('tell what is wrong with an answer for every MP once, where it was given, after all MPs', () => {
    const fields = {
      'everyMp.party': 'x'.repeat(501),
      'everyMp.country': 'x',
      'mps.1.fullName': 'Second',
      'mps.2.x': '',
    };
    const given = { ...without('mps.'), 'mps.0.fullName': 'First', 'mps.1.birthYear': 'x', ...fields };
    expect(fieldsOf({ ...given, 'everyMp.capacityThen': 'former', 'mps.0.country': 'XA' })).toEqual([
      'mps.1.birthYear',
      'everyMp.country',
      'everyMp.party',
    ]);
  });

  it('are none of a form filled in well', () => {
    expect(errorsOf(whole)).toEqual([]);
    expect(errorsOf(formFields(wholeAlert), 'alert')).toEqual([]);
  });
});

it.each([
  ['mps.3.country', 'mps.country'],
  ['mps.*.country', 'mps.country'],
  ['contact.channels.12.address', 'contact.channels.address'],
  ['events.0.from.year', 'events.from.year'],
  ['narrative', 'narrative'],
])('fieldKey of %s is %s', (field, key) => {
  expect(fieldKey(field)).toBe(key);
});
