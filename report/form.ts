import type * as z from 'zod/mini';
import {
  type AlertAnswers,
  alertAnswers,
  type FullAnswers,
  fullAnswers,
  type UpdateAnswers,
  updateFormAnswers,
} from './answers.ts';
import { type FieldError, fieldErrors } from './field-errors.ts';
import { alertQuestions, fullQuestions, type Question, updateQuestions } from './questions.ts';
import { type FormFields, type ReadForm, readForm } from './read-form.ts';

/** The two ways in, and what follows them. */
export type FormId = 'full' | 'alert' | 'update';

interface FormOf<Kind extends string, Answers> {
  /** Kind of the report that it makes. */
  readonly kind: Kind;
  readonly questions: readonly Question[];
  readonly schema: z.ZodMiniType<Answers>;
}

export const forms: {
  readonly full: FormOf<'new', FullAnswers>;
  readonly alert: FormOf<'urgent_alert', AlertAnswers>;
  readonly update: FormOf<'update', UpdateAnswers>;
} = {
  full: { kind: 'new', questions: fullQuestions, schema: fullAnswers },
  alert: { kind: 'urgent_alert', questions: alertQuestions, schema: alertAnswers },
  update: { kind: 'update', questions: updateQuestions, schema: updateFormAnswers },
};

/** A report's kind with its answers. */
export type Filled =
  | { readonly kind: 'new'; readonly answers: FullAnswers }
  | { readonly kind: 'urgent_alert'; readonly answers: AlertAnswers }
  | { readonly kind: 'update'; readonly answers: UpdateAnswers };

export type Checked =
  | { readonly ok: true; readonly filled: Filled }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Judges a filled form; returns the answers or what to mend, never throws. */
export function checkAnswers(id: FormId, fields: FormFields): Checked {
  const { questions, schema, kind } = forms[id];
  const read: ReadForm = readForm(questions, fields);
  const result = schema.safeParse(read.answers);
  return result.success
    ? { ok: true, filled: { kind, answers: result.data } as Filled }
    : { ok: false, errors: fieldErrors(questions, result.error.issues, read) };
}
