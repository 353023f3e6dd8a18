import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { fullAnswers, maxNameLength, maxNarrativeLength } from '../../report/answers.ts';
import { questions, sections } from '../../report/questions.ts';
import { vocabularies } from '../../report/vocabulary.ts';

/** The fields of a schema, as the form names them: a list of things is asked for its first one. */
function fieldsOf(schema: z.core.$ZodType, path: readonly string[] = []): { field: string; schema: z.core.$ZodType }[] {
  if (schema instanceof z.ZodMiniObject)
    return Object.entries(schema.shape).flatMap(([key, value]) => fieldsOf(value as z.core.$ZodType, [...path, key]));
  if (schema instanceof z.ZodMiniArray && schema.def.element instanceof z.ZodMiniObject)
    return fieldsOf(schema.def.element, [...path, '0']);
  return [{ field: path.join('.'), schema }];
}

const fields = fieldsOf(fullAnswers);

/** The options of a choice, of one answer or several. */
function optionsOf(schema: z.core.$ZodType | undefined): readonly unknown[] | null {
  if (schema instanceof z.ZodMiniEnum) return schema.options;
  return schema instanceof z.ZodMiniArray ? optionsOf(schema.def.element as z.core.$ZodType) : null;
}

it('asks for every field of the schema, and for nothing else', () => {
  expect(fields.length).toBeGreaterThan(10);
  expect(questions.map(({ field }) => field).toSorted()).toEqual(fields.map(({ field }) => field).toSorted());
});

it('stands in the order of the sections', () => {
  const order = questions.map(({ section }) => sections.indexOf(section));
  expect(order).toEqual(order.toSorted((left, right) => left - right));
  expect(new Set(order).size).toBe(sections.length);
});

describe.each(questions)('$field', (question) => {
  const schema = fields.find(({ field }) => field === question.field)?.schema;

  it('has the control that its schema needs', () => {
    const options = optionsOf(schema);
    const control =
      schema instanceof z.ZodMiniLiteral
        ? 'confirm'
        : options && schema instanceof z.ZodMiniArray
          ? 'checkboxes'
          : options
            ? 'radios'
            : question.control;
    expect(question.control).toBe(control);
    if ('vocabulary' in question) expect(options).toEqual(vocabularies[question.vocabulary]);
    else expect(options).toBeNull();
  });

  it('is required as its schema says', () => {
    expect(z.safeParse(schema as z.core.$ZodType, undefined).success).toBe(!question.required);
  });

  it('counts as many characters as its schema takes', () => {
    if (!('maxLength' in question))
      return expect(['radios', 'checkboxes', 'country', 'confirm']).toContain(question.control);
    const takes = (length: number) => z.safeParse(schema as z.core.$ZodType, 'ñ'.repeat(length)).success;
    expect([takes(question.maxLength), takes(question.maxLength + 1)]).toEqual([true, false]);
    expect([maxNameLength, maxNarrativeLength]).toContain(question.maxLength);
  });
});
