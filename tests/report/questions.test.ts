import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { alertAnswers, fullAnswers } from '../../report/answers.ts';
import { checkAnswers } from '../../report/form.ts';
import { partialDate } from '../../report/partial-date.ts';
import {
  alertQuestions,
  conditions,
  fullQuestions,
  type GroupId,
  groupOf,
  groups,
  type PartId,
  type Question,
} from '../../report/questions.ts';
import { everyMp } from '../../report/read-form.ts';
import { vocabularies } from '../../report/vocabulary.ts';
import { formFields } from '../../tools/form-fields.ts';
import { fieldsOf, listsOf, maxLengthOf, type SchemaField } from './schema-fields.ts';
import { everyAlertAnswer, everyAnswer } from './whole-answers.ts';

/** A question's field as the schema knows it: an alert asks for the first channel alone. */
const inSchema = ({ field }: Question): string => field.replace('.0.', '.*.');

const fullFields = fieldsOf(fullAnswers);
const alertFields = fieldsOf(alertAnswers);
const allQuestions = [...fullQuestions, ...alertQuestions];

describe.each([
  ['full report', fullQuestions, fullFields, 80],
  ['alert', alertQuestions, alertFields, 5],
] as const)('the %s', (_what, questions, fields, least) => {
  it('asks for every field of its schema, and for nothing else', () => {
    expect(fields.length).toBeGreaterThan(least);
    expect(questions.map(inSchema).toSorted()).toEqual(fields.map(({ field }) => field).toSorted());
  });

  it('asks each section in one piece', () => {
    const sections = questions.map(({ section }) => section);
    const changes = sections.filter((section, at) => section !== sections[at - 1]);
    expect(changes).toEqual([...new Set(sections)]);
  });
});

describe('parts', () => {
  const parts = new Set(fullQuestions.flatMap(({ part }) => part ?? []));

  it('exist in the full report alone', () => {
    expect(parts.size).toBeGreaterThan(10);
    expect(alertQuestions.filter(({ part }) => part !== undefined)).toEqual([]);
  });

  it.each([...parts])('%s stands in one section, in one piece or one group, and requires nothing', (part: PartId) => {
    const inside = fullQuestions.filter((question) => question.part === part);
    expect(new Set(inside.map(({ section }) => section)).size).toBe(1);
    expect(new Set(inside.map(groupOf)).size).toBe(1);
    expect(inside.filter(({ required }) => required)).toEqual([]);
    const places = inside.map((question) => fullQuestions.indexOf(question));
    expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBe(inside.length - 1);
  });
});

describe('groups', () => {
  it('are the lists of things in the schema, with the same limits', () => {
    const lists = listsOf(fullAnswers).map(({ field, max }): [string, { max: number }] => [field, { max }]);
    expect(Object.fromEntries(lists)).toEqual(groups);
    expect(new Set(fullQuestions.flatMap((question) => groupOf(question) ?? []))).toEqual(new Set(Object.keys(groups)));
    expect(alertQuestions.map(groupOf).filter(Boolean)).toEqual([]);
  });

  it.each(Object.keys(groups) as GroupId[])('%s stands in one piece of one section', (group) => {
    const places = fullQuestions.flatMap((question, at) => (groupOf(question) === group ? [at] : []));
    expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBe(places.length - 1);
    expect(new Set(places.map((at) => fullQuestions[at]?.section)).size).toBe(1);
  });

  it('have the answers that every MP can share', () => {
    const asked = fullQuestions.map(({ field }) => field);
    for (const key of everyMp) expect(asked).toContain(`mps.*.${key}`);
  });
});

describe('conditions', () => {
  // Written out: a name that is asked for although it is withheld, or a death in custody that cannot be described, is
  // no matter of taste.
  it('ask for a name only where it is given, and for a detention wherever there may have been one', () => {
    expect(conditions.named.is).toEqual(['named_secretariat_only', 'named']);
    expect([...conditions.held.is].sort()).toEqual([
      'deceased',
      'detained_known',
      'detained_unknown_place',
      'hospital',
      'house_arrest',
      'missing',
      'unknown',
    ]);
    expect(conditions.outOfSight.is).toEqual([...conditions.held.is, 'in_hiding']);
    expect([...conditions.immunityTouched.is].sort()).toEqual(['ignored', 'lifted_by_vote', 'lifting_in_progress']);
    expect(conditions.isSelf.is).toEqual(['self']);
  });

  it.each(Object.entries(conditions))('%s asks for existing keys of an existing question', (id, { field, is }) => {
    const question = fullQuestions.find((each) => each.field === field);
    const keys: readonly string[] = question && 'vocabulary' in question ? vocabularies[question.vocabulary] : [];
    expect(is.length).toBeGreaterThan(0);
    expect(is.filter((key) => !keys.includes(key))).toEqual([]);
    expect(new Set(is).size).toBe(is.length);
    const dependent = fullQuestions.filter(({ when }) => when === id);
    expect(dependent.length).toBeGreaterThan(0);
    for (const each of dependent) {
      expect(each.required).toBeUndefined();
      // Of a repeated thing, only the thing itself decides.
      if (field.includes('*')) expect(groupOf(each)).toBe(question && groupOf(question));
    }
  });
});

/** The list of keys that a choice offers, of one answer or several; `null` for what is no choice. */
function optionsOf(schema: z.core.$ZodType): readonly unknown[] | null {
  if (schema instanceof z.ZodMiniEnum) return schema.options;
  return schema instanceof z.ZodMiniArray ? optionsOf(schema.def.element as z.core.$ZodType) : null;
}

/** The controls that fit a schema. */
function controlsFor(schema: z.core.$ZodType, required: boolean): readonly Question['control'][] {
  if (schema === partialDate) return ['date'];
  if (schema instanceof z.ZodMiniLiteral) return ['confirm'];
  if (schema instanceof z.ZodMiniNumber) return ['number'];
  if (schema instanceof z.ZodMiniArray) return ['checkboxes'];
  if (schema instanceof z.ZodMiniUnion) return ['countryOrUnknown'];
  // A radio button cannot be taken back.
  if (schema instanceof z.ZodMiniEnum) return required ? ['radios', 'select'] : ['select'];
  return maxLengthOf(schema) === undefined ? ['country'] : ['text', 'longtext'];
}

describe.each([
  ['full', fullQuestions, fullFields],
  ['alert', alertQuestions, alertFields],
] as const)('each question of the %s form', (_form, questions, fields) => {
  const pairs = questions.map((question): [string, Question, SchemaField | undefined] => [
    question.field,
    question,
    fields.find(({ field }) => field === inSchema(question)),
  ]);

  it.each(pairs)('%s has a control and a limit that fit its schema', (_field, question, found) => {
    const schema = found?.schema as z.core.$ZodType;
    expect(controlsFor(schema, question.required === true)).toContain(question.control);
    expect('vocabulary' in question ? vocabularies[question.vocabulary] : null).toEqual(optionsOf(schema));
    if (!('maxLength' in question)) return;
    // Two code units each.
    const takes = (text: string) => z.safeParse(schema, text).success;
    const longest = '🕯'.repeat(question.maxLength / 2);
    expect([takes(longest), takes(`${longest}a`)]).toEqual([true, false]);
    // What is longer than a few lines cannot be read in one.
    expect(question.control === 'longtext').toBe(question.maxLength > 500);
  });
});

describe('required', () => {
  const first = (question: Question) => question.field.replace('*', '0');
  const formOf = (id: 'full' | 'alert') => {
    const questions = id === 'full' ? fullQuestions : alertQuestions;
    const whole = formFields(id === 'full' ? everyAnswer : everyAlertAnswer);
    const required = questions.filter((question) => question.required);
    return { required, fields: Object.fromEntries(required.map((each) => [first(each), whole[first(each)]])) };
  };

  it.each(['full', 'alert'] as const)('are in the %s form exactly the questions that it cannot do without', (id) => {
    const { required, fields } = formOf(id);
    expect(required.length).toBeGreaterThan(4);
    expect(checkAnswers(id, fields)).toMatchObject({ ok: true });
    for (const question of required) {
      const { [first(question)]: _, ...rest } = fields;
      const message = `error.${question.key ?? question.field.replace('.*', '')}.required`;
      expect(checkAnswers(id, rest)).toEqual({
        ok: false,
        errors: [{ field: first(question), code: 'required', message }],
      });
    }
  });

  it('are ten and the acknowledgement in a full report', () => {
    expect(formOf('full').required).toHaveLength(11);
  });
});

it('gives each name in the catalogues to one question of a form', () => {
  const names = allQuestions.map(({ key, field }) => key ?? field.replace(/\.(\*|0)(?=\.)/g, ''));
  // Asked by both forms in the same words.
  const shared = [
    ...['acknowledgement', 'consent.caseUse', 'contact.channels.address', 'contact.channels.channel'],
    'receipt.none',
  ];
  expect(names.filter((name, at) => names.indexOf(name) !== at).toSorted()).toEqual(shared);
});
