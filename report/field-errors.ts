import { type GroupId, groupOf, groups, type Question } from './questions.ts';
import { everyMp, everyMpPrefix, fieldAt, type ReadForm } from './read-form.ts';

export type FieldErrorCode =
  | 'required'
  | 'too_long'
  | 'too_many'
  | 'not_an_option'
  | 'not_a_date'
  | 'not_a_number'
  | 'invalid';

/** One thing to mend in what a person typed. */
export interface FieldError {
  /** The question's field, which is also the name of its control. */
  readonly field: string;
  readonly code: FieldErrorCode;
  /** Key of the sentence in the catalogues, if the question has one of its own. */
  readonly message: `error.${string}` | `evidence.${string}`;
  /** What is filled into that sentence, such as the name of a file. */
  readonly told?: Readonly<Record<string, string | number>>;
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Name of a field in the catalogues, where all things of a group share their sentences: `mps.3.country`, `mps.country`. */
export function fieldKey(field: string): string {
  return field.replace(/\.(\d+|\*)(?=\.)/g, '');
}

/** Turns zod's issues into at most one error a field, in the order of the page. */
export function fieldErrors(questions: readonly Question[], issues: readonly Issue[], read: ReadForm): FieldError[] {
  const found = new Map<string, { readonly error: FieldError; readonly rank: readonly number[] }>();
  for (const issue of issues) {
    for (const at of placesOf(questions, issue, read.numbers)) {
      const { question, field, rank } = at;
      const code = codeOf(issue, valueAt(read.answers, issue.path));
      const isShared = code === 'required' || read.shared.has(field);
      const place = isShared ? sharedField(field, code) : field;
      if (found.has(place)) continue;
      const message = `error.${question.key ?? fieldKey(place)}.${code}` as const;
      found.set(place, { rank: place === field ? rank : afterAll(rank), error: { field: place, code, message } });
    }
  }
  return [...found.values()].sort((one, other) => compare(one.rank, other.rank)).map(({ error }) => error);
}

/** What many MPs lack, or was given for all of them, is told once, where it can be mended for all. */
function sharedField(field: string, code: FieldErrorCode): string {
  const [, number, key] = /^mps\.(\d+)\.(\w+)$/.exec(field) ?? [];
  // What the first one lacks has a place of its own, which is always there.
  if (code === 'required' && number === '0') return field;
  return everyMp.some((each) => each === key) ? everyMpPrefix + key : field;
}

/** The answers for every MP stand below all of them. */
const afterAll = ([first = 0, , rank = 0]: readonly number[]) => [first, Number.MAX_SAFE_INTEGER, rank];

interface Place {
  readonly question: Question;
  /** With the number on the page, which is not that in the answers where things between were blank. */
  readonly field: string;
  readonly rank: readonly number[];
}

/** A question with what its field says, taken apart once for all issues. */
interface Aim {
  readonly question: Question;
  readonly pattern: readonly string[];
  readonly group: GroupId | null;
  /** Place in the order of the page: of the question, and of the first one of its group. */
  readonly rank: number;
  readonly first: number;
}

const aims = new WeakMap<readonly Question[], ReadonlyMap<string, readonly Aim[]>>();

/** The questions of a form by the first step of their fields: there may be thousands of issues. */
function aimsOf(questions: readonly Question[]): ReadonlyMap<string, readonly Aim[]> {
  const known = aims.get(questions);
  if (known) return known;
  const made = new Map<string, Aim[]>();
  for (const [rank, question] of questions.entries()) {
    const group = groupOf(question);
    const first = group === null ? rank : questions.findIndex((each) => groupOf(each) === group);
    const pattern = question.field.split('.');
    const [step = ''] = pattern;
    const near = made.get(step) ?? [];
    near.push({ question, pattern, group, rank, first });
    made.set(step, near);
  }
  aims.set(questions, made);
  return made;
}

/** The questions that an issue is about: one that its path reaches into, or all below the thing that is missing. */
function placesOf(
  questions: readonly Question[],
  { path }: Issue,
  numbers: ReadonlyMap<GroupId, readonly number[]>,
): Place[] {
  const steps = path.map(String);
  const [step] = steps;
  const near = step === undefined ? [...aimsOf(questions).values()].flat() : (aimsOf(questions).get(step) ?? []);
  return near.flatMap(({ question, pattern, group, rank, first }): Place[] => {
    const isHere = pattern.every((each, at) => at >= steps.length || each === '*' || each === steps[at]);
    if (!isHere) return [];
    // Of a whole section that is missing, only what must be answered is missed.
    const isMissed = question.required || steps.length >= pattern.length;
    if (group === null) return isMissed ? [{ question, field: question.field, rank: [rank] }] : [];
    const star = pattern.indexOf('*');
    if (steps.length <= star) {
      // The group as a whole, as when there is too much of it: told at its first question.
      const over = numbers.get(group)?.[groups[group].max] ?? 0;
      return rank === first ? [{ question, field: fieldAt(question, over), rank: [first, over, rank] }] : [];
    }
    const number = numbers.get(group)?.[Number(steps[star])] ?? 0;
    if (!isMissed) return [];
    return [{ question, field: fieldAt(question, number), rank: [first, number, rank] }];
  });
}

function valueAt(answers: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], answers);
}

function codeOf({ code, message }: Issue, given: unknown): FieldErrorCode {
  if (given === undefined || message === 'required') return 'required';
  switch (message) {
    case 'too_long':
    case 'too_many':
    case 'not_a_date':
    case 'not_a_number':
    case 'not_an_option':
      return message;
    default:
      return code === 'invalid_value' || code === 'invalid_union' ? 'not_an_option' : 'invalid';
  }
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
