import * as z from 'zod/mini';
import { type FullAnswers, fullAnswers } from './answers.ts';
import { questions } from './questions.ts';

export type FieldErrorCode = 'required' | 'too_long' | 'not_an_option' | 'invalid';

/** One thing to mend in what a person typed. */
export interface FieldError {
  /** The question's field, which is also the name of its control. */
  readonly field: string;
  readonly code: FieldErrorCode;
  /** Key of the sentence in the catalogues. */
  readonly message: `error.${string}`;
}

/** Values as a form sends them: a name once or several times. */
export type FormFields = Readonly<Record<string, unknown>>;

/**
 * Turns form fields into the shape of the answers, reading only the fields of the questions.
 * A blank answer is left out. Line ends become LF: browsers send CRLF from a text area and LF from a script.
 */
export function answersFrom(fields: FormFields): unknown {
  const answers: Record<string, unknown> = {};
  for (const question of questions) {
    const typed = [fields[question.field]].flat().filter((value) => typeof value === 'string' && value !== '');
    if (typed.length === 0) continue;
    const value = String(typed[0]).replace(/\r\n?/g, '\n');
    place(
      answers,
      question.field.split('.'),
      question.control === 'checkboxes' ? typed : question.control === 'confirm' ? value === 'yes' : value,
    );
  }
  return answers;
}

/** Sets a value at a path; a numeric step makes a list. */
function place(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [step, next] = path;
  if (step === undefined) return;
  if (next === undefined) {
    target[step] = value;
    return;
  }
  target[step] ??= /^\d+$/.test(next) ? [] : {};
  place(target[step] as Record<string, unknown>, path.slice(1), value);
}

/** The same judgement as `checkAnswers`, in the shape that @hono/zod-validator takes. */
export const plainForm = z.pipe(
  z.transform((fields: unknown) => answersFrom(fields as FormFields)),
  fullAnswers,
);

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly input?: unknown;
}

/** Turns zod's issues into one error a question, in the order of the page. */
export function fieldErrors(issues: readonly Issue[], answers: unknown): FieldError[] {
  const errors: FieldError[] = [];
  for (const question of questions) {
    const path = question.field.split('.');
    const issue = issues.find((each) => {
      const at = each.path.map(String);
      return path.every((step, index) => at[index] === step) || at.every((step, index) => path[index] === step);
    });
    if (!issue) continue;
    const given = path.reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | undefined)?.[step],
      answers,
    );
    const code = given === undefined || given === false || issue.message === 'required' ? 'required' : codeOf(issue);
    errors.push({ field: question.field, code, message: `error.${question.field.replace('.0.', '.')}.${code}` });
  }
  return errors;
}

function codeOf(issue: Issue): FieldErrorCode {
  if (issue.message === 'too_long') return 'too_long';
  return issue.code === 'invalid_value' || issue.message === 'not_an_option' ? 'not_an_option' : 'invalid';
}

export type Checked =
  | { readonly ok: true; readonly answers: FullAnswers }
  | { readonly ok: false; readonly errors: FieldError[] };

/** Judges a filled form; returns the answers or what to mend, never throws. */
export function checkAnswers(fields: FormFields): Checked {
  const answers = answersFrom(fields);
  const result = fullAnswers.safeParse(answers);
  return result.success
    ? { ok: true, answers: result.data }
    : { ok: false, errors: fieldErrors(result.error.issues, answers) };
}
