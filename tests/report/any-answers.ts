import fc from 'fast-check';
import * as z from 'zod/mini';
import { type AlertAnswers, alertAnswers, type FullAnswers, fullAnswers } from '../../report/answers.ts';
import { maxDateWordsLength, partialDate } from '../../report/partial-date.ts';
import { limitOf, maxLengthOf } from './schema-fields.ts';

/** Texts that something on the way might be tempted to change. */
export const oddTexts = [
  ' leading and trailing ',
  'one\ntwo\n\nthree\n',
  'عربي \u202eمعكوس\u202c وسط',
  '\u2067علی‌رضا\u2069',
  '🕯️👩‍👧‍👦🏳️‍🌈',
  // Zawgyi: the vowel sign stands before its consonant.
  'ေမာင္ေမာင္',
  'e\u0301 is not é',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://x")',
  '__proto__',
  '\u0000\u001b[2J\ufeff',
];

const text = (maxLength: number) =>
  fc
    .oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }))
    // Browsers send every line end as CRLF, so a form cannot tell it from LF.
    .map((value) => value.replaceAll('\r', ''))
    .filter((value) => /\S/.test(value) && value.length <= maxLength);

const country = fc.constantFrom('XA', 'XB', 'XK', 'XZ');

const date = fc
  .record(
    {
      value: fc
        .tuple(
          fc.date({ min: new Date('1900-01-01T00:00Z'), max: new Date('2100-12-31T00:00Z'), noInvalidDate: true }),
          fc.constantFrom(4, 7, 10),
        )
        .map(([day, length]) => day.toISOString().slice(0, length)),
      asWritten: text(maxDateWordsLength),
      approx: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )
  .filter(({ value, asWritten }) => value !== undefined || asWritten !== undefined);

/** Values that a schema takes, of few things each; nothing in them is empty, as in all that a form can say. */
function anyOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema === partialDate) return date;
  if (schema instanceof z.ZodMiniOptional) return anyOf(schema.def.innerType);
  if (schema instanceof z.ZodMiniUnion) return fc.oneof(...schema.def.options.map(anyOf));
  if (schema instanceof z.ZodMiniLiteral) return fc.constantFrom(...schema.def.values);
  if (schema instanceof z.ZodMiniEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodMiniNumber)
    return fc.integer({ min: limitOf(schema, 'greater_than') ?? 0, max: limitOf(schema, 'less_than') ?? 0 });
  if (schema instanceof z.ZodMiniArray) {
    const list = { minLength: 1, maxLength: 3 };
    const { element } = schema.def;
    return element instanceof z.ZodMiniObject ? fc.array(anyOf(element), list) : fc.uniqueArray(anyOf(element), list);
  }
  if (schema instanceof z.ZodMiniObject) {
    const shape = schema.shape as Record<string, z.core.$ZodType>;
    const requiredKeys = Object.keys(shape).filter((key) => !(shape[key] instanceof z.ZodMiniOptional));
    const values = Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, anyOf(value)]));
    return fc
      .record(values, { requiredKeys, noNullPrototype: true })
      .filter((value) => Object.keys(value).length > 0 && z.safeParse(schema, value).success);
  }
  const maxLength = maxLengthOf(schema);
  // The only text without a length is a country's code.
  return maxLength === undefined ? country : text(maxLength);
}

/** Any answers that a full report can hold. */
export const anyFullAnswers = anyOf(fullAnswers) as fc.Arbitrary<FullAnswers>;

/** Any answers that the form of an alert can give; it asks for one channel. */
export const anyAlertAnswers = (anyOf(alertAnswers) as fc.Arbitrary<AlertAnswers>).map((answers) =>
  answers.contact?.channels
    ? { ...answers, contact: { ...answers.contact, channels: answers.contact.channels.slice(0, 1) } }
    : answers,
);
