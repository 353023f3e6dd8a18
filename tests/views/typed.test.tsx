import { expect, it } from 'vitest';
import { forms } from '../../report/form.ts';
import { fileQuestions } from '../../report/questions.ts';
import { everyMp, everyMpPrefix, fieldAt } from '../../report/read-form.ts';
import { TextArea } from '../../views/components/text-area.tsx';
import { TextInput } from '../../views/components/text-input.tsx';
import { maxSlice, typed } from '../../views/components/typed.tsx';
import { pasteFields } from '../../views/form-fields.ts';
import { ReportPage } from '../../views/pages/report.tsx';
import { type Later, type Piece, render, renderInPieces } from '../../views/render.ts';
import { contextWith, formIds } from './every-page.tsx';

const textOf = (piece: Piece) => (typeof piece === 'string' ? piece : piece.make());

const control = { id: 'a', name: 'a', label: 'A' };
const inControls = (value: string) => (later?: Later) => (
  <p>
    <TextInput {...control} value={typed({ later }, value)} />
    <TextArea {...control} value={typed({ later }, value)} rows={3} limit={9} />
  </p>
);

const hostile = '"&<>\'';
const filler = (length: number) => hostile.repeat(length).slice(0, length);
it.each([
  ['nothing', ''],
  ['a line end', '\n'],
  ['what looks like a mark', '<later n="0">'],
  ['as much as fits into a slice', filler(maxSlice)],
  ['one sign more', filler(maxSlice + 1)],
  ['exactly two slices', filler(2 * maxSlice)],
  ['a character of two halves where a slice ends', `${filler(maxSlice - 1)}😀${filler(maxSlice)}`],
  ['nothing but characters of two halves', `a${'😀'.repeat(2 * maxSlice)}`],
  ['a character of two halves at the very end', `${filler(maxSlice - 1)}😀`],
  ['halves that stand alone', '\ud83d'.repeat(maxSlice + 9) + '\ude00'.repeat(maxSlice)],
  ['marks of every length', 'aéက😀'.repeat(maxSlice)],
])('writes %s in slices as it does at once', (_what, value) => {
  const pieces = [...renderInPieces(inControls(value))];
  expect(pieces.map(textOf).join('')).toBe(render(inControls(value)()));
  const slices = pieces.filter((piece) => typeof piece !== 'string');
  expect(slices.length > 0).toBe(value.length > maxSlice);
  for (const { bytes, make } of slices) {
    const text = make();
    expect(bytes).toBe(Buffer.byteLength(text));
    expect(text.isWellFormed()).toBe(value.isWellFormed());
  }
});

/**
 * The same text in every control of a form's first things. Names of files are cut before they are shown, and what is said
 * of a pasted list is no longer than the longest list.
 */
function valuesOf(form: 'full' | 'alert', value: string) {
  const names = forms[form].questions.map((question) => fieldAt(question, 0));
  const all = [
    ...names,
    ...names.flatMap((name) => ['year', 'month', 'day', 'asWritten'].map((last) => `${name}.${last}`)),
    ...fileQuestions.map(({ field }) => `files.0.${field}`),
    ...everyMp.map((key) => everyMpPrefix + key),
    pasteFields.text,
    'seen',
  ];
  return Object.fromEntries(all.map((name) => [name, value]));
}

it.each(formIds)('writes no more of the form %s in one turn however long a text is, in whichever control', (form) => {
  const pageWith = (length: number) => (later?: Later) => {
    const values = valuesOf(form, '"'.repeat(length));
    const pasted = { mps: [], unread: [], unknownCountries: [], tooMany: 0 };
    const lookAgain = { contradictions: [], problem: 'busy', pasted } as const;
    const context = contextWith();
    return (
      <ReportPage
        context={context}
        form={form}
        way="plain"
        values={values}
        lookAgain={lookAgain}
        {...(later && { later })}
      />
    );
  };
  const largest = (length: number) =>
    Math.max(...[...renderInPieces(pageWith(length))].map((piece) => textOf(piece).length));
  const long = 3 * maxSlice;
  const atOnce = render(pageWith(long)());
  expect(atOnce.split('&quot;').length).toBeGreaterThan(5 * long);
  expect([...renderInPieces(pageWith(long))].map(textOf).join('')).toBe(atOnce);
  expect(largest(long)).toBe(largest(2 * maxSlice));
  // Where nothing is long enough to be cut, a piece holds as many texts as a thing has controls.
  expect(largest(maxSlice)).toBeLessThan(32 * 6 * maxSlice);
});
