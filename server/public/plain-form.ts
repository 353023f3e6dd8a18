import { contradictionsIn } from '../../report/contradictions.ts';
import { findCountry } from '../../report/countries/find-country.ts';
import type { FieldError } from '../../report/field-errors.ts';
import type { FileUses } from '../../report/file-use.ts';
import { checkAnswers, type Filled, type FormId } from '../../report/form.ts';
import { maxFiles, maxMps } from '../../report/limits.ts';
import { maxPasteLength, type Pasted, readPastedMps } from '../../report/pasted-mps.ts';
import { blockCount, positionIn } from '../../report/position.ts';
import { type GroupId, groups } from '../../report/questions.ts';
import { everyMp, everyMpPrefix } from '../../report/read-form.ts';
import { hasText } from '../../report/unseen-marks.ts';
import { countryReader } from '../../views/countries.ts';
import { listTooLong } from '../../views/error-sentence.ts';
import { blocksField, fileBlocksField, pasteFields, shownList, spareThings } from '../../views/form-fields.ts';
import type { Language } from '../../views/messages.ts';
import type { FieldValues, LookAgain } from '../../views/page.ts';

/** What an open post is good for: to be sealed, or to be shown again with everything that was typed. */
export type Judged =
  | { readonly isReady: true; readonly filled: Filled; readonly values: FieldValues }
  | {
      readonly isReady: false;
      /** Whether the page was asked for, and nothing is wrong. */
      readonly isAsked: boolean;
      readonly values: FieldValues;
      readonly errors: readonly FieldError[];
      readonly lookAgain?: LookAgain;
    };

/** What a pressed button asks for; Enter, and whatever nobody knows, sends. */
export function askedFor(values: FieldValues): 'send' | 'check' | 'language' | 'more' {
  const what = first(values, 'do');
  if (what === 'language' || what === 'check') return what;
  return what === 'add.files' || groupOfMore(what) ? 'more' : 'send';
}

const groupOfMore = (what: string) => Object.keys(groups).find((each) => what === `add.${each}`) as GroupId | undefined;

interface Asked {
  readonly language: Language;
  readonly fictional: boolean;
  /** Of the files that were chosen. */
  readonly fileUses?: FileUses;
}

/**
 * Decides about a post of the form: more room or another language is given at once; to be sent, answers must be good,
 * and a pasted list and answers that do not fit together must have been looked at once.
 */
export function judgePlain(id: FormId, typed: FieldValues, { language, fictional, fileUses = [] }: Asked): Judged {
  const values = closedUp(typed);
  const asked = askedFor(values);
  if (asked === 'language') return { isReady: false, isAsked: true, values, errors: [] };
  if (asked === 'more') return withMore(values, first(values, 'do'));
  const list = id === 'full' ? lines(values, pasteFields.text) : '';
  if (list.length > maxPasteLength) return { isReady: false, isAsked: false, values, errors: [listTooLong] };
  const pasted = !hasText(list) ? undefined : readList(values, list, countryReader(language, fictional));
  const checked = checkAnswers(id, pasted ? withPasted(values, pasted) : values);
  if (!checked.ok) {
    const lookAgain = pasted && { contradictions: [], pasted };
    const errors = pasted ? toldAtList(checked.errors, values) : checked.errors;
    return { isReady: false, isAsked: false, values, errors, ...(lookAgain && { lookAgain }) };
  }
  const isListSeen = !pasted || lines(values, pasteFields.shown) === shownList(list, isTable(values), pasted);
  const contradictions = contradictionsIn(checked.filled, fileUses).map((each) => each.id);
  const seen = first(values, 'seen').split(' ');
  if (isListSeen && contradictions.every((each) => seen.includes(each)))
    return asked === 'check'
      ? { isReady: false, isAsked: true, values, errors: [], lookAgain: { contradictions, isChecked: true } }
      : { isReady: true, filled: checked.filled, values };
  const lookAgain = { contradictions, ...(pasted && { pasted }) };
  return { isReady: false, isAsked: false, values, errors: [], lookAgain };
}

/** The same page with room for more of a group, or of files. */
function withMore(values: FieldValues, what: string): Judged {
  const group = groupOfMore(what);
  const [name, shown] = group
    ? [blocksField(group), Math.min(groups[group].max, countIn(values, blocksField(group)))]
    : [fileBlocksField, Math.min(maxFiles, countIn(values, fileBlocksField))];
  return {
    isReady: false,
    isAsked: true,
    values: { ...values, [name]: String(shown + spareThings) },
    errors: [],
    lookAgain: { contradictions: [], isMore: true },
  };
}

const countIn = (values: FieldValues, name: string): number => blockCount(first(values, name));

/**
 * The same answers with no blank block between them: a post that fills the last of many must not get a page of all
 * the others.
 */
function closedUp(values: FieldValues): FieldValues {
  const renamed = new Map<string, string>();
  const names = Object.keys(values);
  for (const group of Object.keys(groups)) {
    const named = names.flatMap((name) => {
      const position = positionIn(group, name);
      return position ? [{ name, ...position }] : [];
    });
    const answered = new Set<number>();
    for (const { name, number } of named)
      if (!answered.has(number) && [values[name] ?? ''].flat().some(hasText)) answered.add(number);
    const order = [...answered].sort((one, other) => one - other);
    const places = new Map(order.map((number, at) => [number, at]));
    for (const { name, number, key } of named) {
      const at = places.get(number);
      if (at !== number) renamed.set(name, at === undefined ? '' : `${group}.${at}.${key}`);
    }
  }
  if (renamed.size === 0) return values;
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [renamed.get(name) ?? name, value] as const)
      .filter(([name]) => name !== ''),
  );
}

const first = (values: FieldValues, name: string): string => [values[name] ?? ''].flat()[0] ?? '';

/** Text with the line ends that text areas count: browsers send two characters for each. */
const lines = (values: FieldValues, name: string): string => first(values, name).replace(/\r\n?/g, '\n');

const isTable = (values: FieldValues): boolean => first(values, pasteFields.asTable) === 'yes';

/** Number on the page of each answer about an MP. */
function typedMps(values: FieldValues): number[] {
  return Object.keys(values).flatMap((name) => {
    const position = positionIn('mps', name);
    return position && hasText(first(values, name)) ? [position.number] : [];
  });
}

function readList(values: FieldValues, list: string, countryOf: (text: string) => string | undefined): Pasted {
  const room = Math.max(0, maxMps - new Set(typedMps(values)).size);
  return readPastedMps(list, isTable(values), countryOf, room, (text) => findCountry(text).choices);
}

const nextMp = (values: FieldValues): number =>
  typedMps(values).reduce((next, number) => Math.max(next, number + 1), 0);

/**
 * A pasted line has no block of its own: what is too long in it is told at the list, and what it lacks where that can
 * be said for all MPs. Each once.
 */
function toldAtList(errors: readonly FieldError[], values: FieldValues): readonly FieldError[] {
  const next = nextMp(values);
  const told = errors.map((error): FieldError => {
    const position = positionIn('mps', error.field);
    if (!position || position.number < next) return error;
    if (error.code === 'too_long') return { ...error, field: pasteFields.text };
    const shared = everyMp.find((each) => each === position.key);
    if (!shared || error.code !== 'required') return error;
    return { field: everyMpPrefix + shared, code: 'required', message: `error.everyMp.${shared}.required` };
  });
  return [...new Map(told.map((error) => [error.field + error.message, error])).values()];
}

/** The pasted MPs as if each had been typed into a block after the last one. */
function withPasted(values: FieldValues, { mps }: Pasted): FieldValues {
  const next = nextMp(values);
  const added = mps.flatMap((mp, at) =>
    Object.entries(mp).map(([key, value]) => [`mps.${next + at}.${key}`, value as string]),
  );
  return { ...values, ...Object.fromEntries(added) };
}
