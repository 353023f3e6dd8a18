import * as z from 'zod/mini';
import { typedText } from './typed-text.ts';

/** Longest date in words, in UTF-16 code units. */
export const maxDateWordsLength = 200;

/** Years that a date of the Gregorian calendar can have here; another calendar's year is mostly outside. */
const years = { first: 1900, last: 2100 };

/** Whether text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and a day that exists. */
function isPartialDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match) return false;
  const [, year, month = '01', day = '01'] = match;
  if (Number(year) < years.first || Number(year) > years.last) return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(8, 10) === day;
}

/**
 * A date as far as a person knows it: `value` as `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of the Gregorian calendar,
 * `approx` if it is only about then, `asWritten` for any other calendar or words, kept as typed.
 */
export const partialDate = z
  .strictObject({
    value: z.optional(z.string().check(z.refine(isPartialDate, 'not_a_date'))),
    approx: z.optional(z.literal(true)),
    asWritten: z.optional(typedText(maxDateWordsLength)),
  })
  .check(z.refine(({ value, asWritten }) => value !== undefined || asWritten !== undefined, 'required'));

export type PartialDate = z.infer<typeof partialDate>;

/** Puts the typed pieces of a date together; what is no date stays visible, so that the schema can refuse it. */
export function dateFrom(year: string, month: string, day: string): string {
  if (year === '' && month === '' && day === '') return '';
  const pieces = [year.trim(), month.trim().padStart(2, '0'), day.trim().padStart(2, '0')];
  const known = day.trim() !== '' ? 3 : month.trim() !== '' ? 2 : 1;
  const given = pieces.slice(0, known);
  // A range of months beside a year would pass for a day.
  return given.join(given.every((piece) => /^\d*$/.test(piece)) ? '-' : '/');
}
