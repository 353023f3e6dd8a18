import * as z from 'zod/mini';
import { type FieldError, fieldErrors } from './field-errors.ts';
import { maxFileNameLength, maxFiles, maxFileTypeLength, maxLineLength, maxTextLength } from './limits.ts';
import { partialDate } from './partial-date.ts';
import { fileQuestions } from './questions.ts';
import { type FormFields, readForm } from './read-form.ts';
import { typedText } from './typed-text.ts';
import { vocabularies } from './vocabulary.ts';

const optional = z.optional;

/** What a person says of a file. All of it may be left out; who may see it is then the secretariat alone. */
const said = {
  kind: optional(z.enum(vocabularies.fileKind)),
  description: optional(typedText(maxTextLength)),
  captured: optional(partialDate),
  sourceUrl: optional(typedText(maxLineLength)),
  origin: optional(z.enum(vocabularies.fileOrigin)),
  authenticity: optional(z.enum(vocabularies.authenticity)),
  peopleVisible: optional(z.enum(vocabularies.yesNo)),
  use: optional(z.enum(vocabularies.fileUse)),
  distressing: optional(z.enum(vocabularies.yesNo)),
};

/**
 * What `report.json` says of a file that came with it, the n-th of the list of `files/00n`. The hash of what was sent
 * stands in `SHA256SUMS`.
 */
export const fileSchema = z.strictObject({
  /** As the submitter's device called it: hostile text, never a path. */
  name: z.string().check(z.maxLength(maxFileNameLength * 2, 'too_long')),
  /** Media type as the submitter's device guessed it; may be empty. */
  type: z.string().check(z.maxLength(maxFileTypeLength * 2, 'too_long')),
  /** Bytes, as sent. */
  size: z.int().check(z.minimum(0)),
  /** Whether data that cannot be seen, such as a place, was taken out. */
  hiddenData: z.enum(vocabularies.hiddenData),
  /** SHA-256, hex, of the file before anything was taken out of it; only then. */
  sha256Original: optional(z.string().check(z.regex(/^[0-9a-f]{64}$/, 'not_hex'))),
  ...said,
});
export const filesSchema = z.array(fileSchema).check(z.minLength(1, 'required'), z.maxLength(maxFiles, 'too_many'));

export type ReportFile = z.infer<typeof fileSchema>;

/** What is said of a file in a form, and what shall become of its hidden data. */
const saidOfFile = z.strictObject({ ...said, hiddenData: optional(z.enum(vocabularies.hiddenData)) });
export type SaidOfFile = z.infer<typeof saidOfFile>;

export type CheckedFile =
  | { readonly ok: true; readonly said: SaidOfFile }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Name of the control in which an answer about the file of a number stands. */
export const fileField = (number: number, field: string): string => `files.${number}.${field}`;

/** Judges what is said of the file of a number; errors name its controls. Never throws. */
export function checkFile(number: number, fields: FormFields): CheckedFile {
  const start = fileField(number, '');
  const own = Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(start) ? [[name.slice(start.length), value] as const] : [],
  );
  const read = readForm(fileQuestions, Object.fromEntries(own));
  const result = saidOfFile.safeParse(read.answers);
  if (result.success) return { ok: true, said: result.data };
  const errors = fieldErrors(fileQuestions, result.error.issues, read);
  return { ok: false, errors: errors.map((error) => ({ ...error, field: start + error.field })) };
}

/** Facts of a file as a report takes them: names of any length are cut, and never refused. */
export function factsOf(file: { readonly name: string; readonly type: string; readonly size: number }) {
  return {
    name: file.name.slice(0, maxFileNameLength),
    type: file.type.slice(0, maxFileTypeLength),
    size: file.size,
  };
}
