import { asciiDigits, typedDigits } from './digits.ts';
import { maxLineLength } from './limits.ts';
import { dateFrom } from './partial-date.ts';
import { positionIn } from './position.ts';
import { type GroupId, groupOf, groups, type Question } from './questions.ts';
import { addressWithoutMarks, hasText, withoutMarks } from './unseen-marks.ts';

/** Values as a form sends them: a name once or several times. */
export type FormFields = Readonly<Record<string, unknown>>;

/** What a form says, in the shape of the answers, not yet judged. */
export interface ReadForm {
  readonly answers: Readonly<Record<string, unknown>>;
  /** For each repeated group, the number on the page of each thing that holds an answer. */
  readonly numbers: ReadonlyMap<GroupId, readonly number[]>;
  /** Fields of MPs whose answer is the one for every MP. */
  readonly shared: ReadonlySet<string>;
}

/** Answers that hold for every MP whose own are blank; they are part of the form and not of the report. */
export const everyMp = ['country', 'capacityThen', 'chamber', 'chamberText', 'party'] as const;
export const everyMpPrefix = 'everyMp.';

/**
 * Turns form fields into the shape of the answers, reading only the fields of the questions. A blank answer is left
 * out, and so is a repeated thing without any.
 */
export function readForm(questions: readonly Question[], fields: FormFields): ReadForm {
  const answers: Record<string, unknown> = {};
  const numbers = new Map<GroupId, readonly number[]>();
  const shared = new Set<string>();
  for (const question of questions) {
    const group = groupOf(question);
    if (group === null) {
      put(answers, question.field, answerTo(question, question.field, fields));
    } else if (!numbers.has(group)) {
      const things = thingsOf(
        group,
        questions.filter((each) => groupOf(each) === group),
        fields,
      );
      numbers.set(
        group,
        things.map(({ number }) => number),
      );
      for (const thing of things) for (const key of thing.shared) shared.add(`${group}.${thing.number}.${key}`);
      if (things.length > 0)
        put(
          answers,
          group,
          things.map(({ thing }) => thing),
        );
    }
  }
  return { answers, numbers, shared };
}

interface Thing {
  readonly number: number;
  readonly thing: Record<string, unknown>;
  /** Answers in it that hold for every MP. */
  readonly shared: readonly string[];
}

/** The things of a group that hold an answer, and no more of them than show that there are too many. */
function thingsOf(group: GroupId, questions: readonly Question[], fields: FormFields): Thing[] {
  const found = new Set<number>(group === 'mps' ? [0] : []);
  for (const name of Object.keys(fields)) {
    const position = positionIn(group, name);
    if (position) found.add(position.number);
  }
  const forAll = group === 'mps' ? everyMpIn(questions, fields) : {};
  return [...found]
    .sort((one, other) => one - other)
    .map((number) => ({ number, thing: thingAt(group, number, questions, fields) }))
    .filter(({ number, thing }, _, all) => Object.keys(thing).length > 0 || (number === 0 && isOnlyMp(group, all)))
    .slice(0, groups[group].max + 1)
    .map(({ number, thing }) => {
      const shared = sharedBy(thing, forAll);
      return { number, thing: { ...thing, ...shared }, shared: Object.keys(shared) };
    });
}

/** Whether nothing is said of any MP: then the place of the first one stays, since one is needed. */
const isOnlyMp = (group: GroupId, all: readonly Omit<Thing, 'shared'>[]): boolean =>
  group === 'mps' && all.every(({ thing }) => Object.keys(thing).length === 0);

function thingAt(group: GroupId, number: number, questions: readonly Question[], fields: FormFields) {
  const thing: Record<string, unknown> = {};
  for (const question of questions)
    put(thing, question.field.slice(group.length + 3), answerTo(question, fieldAt(question, number), fields));
  return thing;
}

/** The field of a question for the thing of a number. */
export function fieldAt({ field }: Pick<Question, 'field'>, number: number): string {
  return field.replace('*', String(number));
}

/** What is said for every MP. Read once, and not for each MP: it may be long. */
function everyMpIn(questions: readonly Question[], fields: FormFields): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const key of everyMp) {
    const question = questions.find(({ field }) => field === `mps.*.${key}`);
    const shared = question && answerTo(question, everyMpPrefix + key, fields);
    if (shared !== undefined) given[key] = shared;
  }
  return given;
}

/** What is said for every MP, and not of this one. */
function sharedBy(mp: Record<string, unknown>, forAll: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // The name of a chamber belongs to the chamber that was chosen with it.
  const isForIt = (key: string) => mp[key] === undefined && (key !== 'chamberText' || mp.chamber === undefined);
  return Object.fromEntries(Object.entries(forAll).filter(([key]) => isForIt(key)));
}

const nothing: readonly string[] = [];

/** What stands in the controls of a name. White space alone is blank. Line ends become LF: browsers send CRLF. */
function typed(fields: FormFields, name: string): readonly string[] {
  // A form has thousands of controls, most of them blank.
  if (!Object.hasOwn(fields, name)) return nothing;
  return [fields[name]]
    .flat()
    .filter((value): value is string => typeof value === 'string' && hasText(value))
    .map((value) => value.replace(/\r\n?/g, '\n'));
}

function answerTo(question: Question, name: string, fields: FormFields): unknown {
  const values = typed(fields, name);
  const [first] = values;
  switch (question.control) {
    case 'checkboxes':
      return first === undefined ? undefined : values.map(short(withoutMarks));
    case 'confirm':
      // Something else than yes is a mistake and no answer.
      return first !== undefined && short(withoutMarks)(first) === 'yes' ? true : undefined;
    case 'number': {
      const digits = short(typedDigits)(first ?? '');
      return /^\d{1,9}$/.test(digits) ? Number(digits) : first;
    }
    case 'date':
      return dateOf(name, fields);
    case 'text':
    case 'longtext':
      // What is typed for people to read stays as it was typed.
      return first !== undefined && question.isAddress ? short(addressOf, question.maxLength)(first) : first;
    default:
      return first && short(withoutMarks)(first);
  }
}

/** Reads a short value. What is longer than any stays as it was typed, to be refused: it is long to look at. */
const short =
  (read: (text: string) => string, maxLength = maxLineLength) =>
  (text: string): string =>
    text.length <= maxLength ? read(text) : text;

/** An address as it is written to; a telephone number in digits that every keypad has. */
function addressOf(text: string): string {
  const address = addressWithoutMarks(text);
  return /^(?:[\p{Pd}\s+().,/]*\p{Nd}){5,}[\p{Pd}\s+().,/]*$/u.test(address) ? asciiDigits(address) : address;
}

function dateOf(name: string, fields: FormFields): unknown {
  const piece = (last: string) => short(typedDigits)(typed(fields, `${name}.${last}`)[0] ?? '');
  const date: Record<string, unknown> = {};
  const value = dateFrom(piece('year'), piece('month'), piece('day'));
  if (value !== '') date.value = value;
  const asWritten = typed(fields, `${name}.asWritten`)[0];
  if (asWritten !== undefined) date.asWritten = asWritten;
  // "About" alone says nothing.
  if (Object.keys(date).length === 0) return undefined;
  return short(withoutMarks)(typed(fields, `${name}.approx`)[0] ?? '') === 'yes' ? { ...date, approx: true } : date;
}

/** Sets a value at a dotted path; a numeric step makes a list. */
function put(target: Record<string, unknown>, path: string, value: unknown): void {
  if (value === undefined) return;
  const dot = path.indexOf('.');
  if (dot < 0) {
    target[path] = value;
    return;
  }
  const [step, rest] = [path.slice(0, dot), path.slice(dot + 1)];
  target[step] ??= /^\d+(?:\.|$)/.test(rest) ? [] : {};
  put(target[step] as Record<string, unknown>, rest, value);
}
