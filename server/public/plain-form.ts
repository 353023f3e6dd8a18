import { contradictionsIn } from '../../report/contradictions.ts';
import type { FieldError } from '../../report/field-errors.ts';
import { checkAnswers, type Filled, type FormId } from '../../report/form.ts';
import { maxMps } from '../../report/limits.ts';
import { maxPasteLength, type Pasted, readPastedMps } from '../../report/pasted-mps.ts';
import { type GroupId, groups } from '../../report/questions.ts';
import { countryCode } from '../../views/countries.ts';
import { listTooLong } from '../../views/error-sentence.ts';
import { blocksField, pasteFields, shownList, spareThings } from '../../views/form-fields.ts';
import type { Language } from '../../views/messages.ts';
import type { FieldValues, LookAgain } from '../../views/page.ts';

/** What an open post is good for: to be sealed, or to be shown again with everything that was typed. */
export type Judged =
  | { readonly isReady: true; readonly filled: Filled }
  | {
      readonly isReady: false;
      /** Whether the page was asked for, and nothing is wrong. */
      readonly isAsked: boolean;
      readonly values: FieldValues;
      readonly errors: readonly FieldError[];
      readonly lookAgain?: LookAgain;
    };

/**
 * Decides about a post of the form: more room or another language is given at once; to be sent, answers must be good,
 * and a pasted list and answers that do not fit together must have been looked at once.
 */
export function judgePlain(id: FormId, values: FieldValues, language: Language): Judged {
  const what = first(values, 'do') || 'send';
  if (what === 'language') return { isReady: false, isAsked: true, values, errors: [] };
  const group = Object.keys(groups).find((each) => what === `add.${each}`) as GroupId | undefined;
  if (group)
    return {
      isReady: false,
      isAsked: true,
      values: { ...values, [blocksField(group)]: String(blocksShown(values, group) + spareThings) },
      errors: [],
      lookAgain: { contradictions: [], isMore: true },
    };
  const list = id === 'full' ? lines(values, pasteFields.text) : '';
  if (list.length > maxPasteLength) return { isReady: false, isAsked: false, values, errors: [listTooLong] };
  const pasted = list.trim() === '' ? undefined : readList(values, list, language);
  const checked = checkAnswers(id, pasted ? withPasted(values, pasted) : values);
  if (!checked.ok) {
    const lookAgain = pasted && { contradictions: [], pasted };
    const errors = pasted ? toldAtList(checked.errors, values) : checked.errors;
    return { isReady: false, isAsked: false, values, errors, ...(lookAgain && { lookAgain }) };
  }
  const isListSeen = !pasted || lines(values, pasteFields.shown) === shownList(list, isTable(values), pasted);
  const contradictions = contradictionsIn(checked.filled).map((each) => each.id);
  const seen = first(values, 'seen').split(' ');
  if (isListSeen && contradictions.every((each) => seen.includes(each)))
    return { isReady: true, filled: checked.filled };
  const lookAgain = { contradictions, ...(pasted && { pasted }) };
  return { isReady: false, isAsked: false, values, errors: [], lookAgain };
}

const first = (values: FieldValues, name: string): string => [values[name] ?? ''].flat()[0] ?? '';

/** Text with the line ends that text areas count: browsers send two characters for each. */
const lines = (values: FieldValues, name: string): string => first(values, name).replace(/\r\n?/g, '\n');

function blocksShown(values: FieldValues, group: GroupId): number {
  return Math.min(groups[group].max, Number.parseInt(first(values, blocksField(group)), 10) || 0);
}

const isTable = (values: FieldValues): boolean => first(values, pasteFields.asTable) === 'yes';

/** Number on the page of each answer about an MP. */
function typedMps(values: FieldValues): number[] {
  return Object.keys(values)
    .filter((name) => /^mps\.\d{1,3}\./.test(name) && first(values, name).trim() !== '')
    .map((name) => Number(name.split('.')[1]));
}

function readList(values: FieldValues, list: string, language: Language): Pasted {
  const room = Math.max(0, maxMps - new Set(typedMps(values)).size);
  return readPastedMps(list, isTable(values), (text) => countryCode(language, text), room);
}

const nextMp = (values: FieldValues): number => Math.max(-1, ...typedMps(values)) + 1;

/** What is too long in a pasted line is told at the list, and once: the line has no block of its own. */
function toldAtList(errors: readonly FieldError[], values: FieldValues): readonly FieldError[] {
  const next = nextMp(values);
  const isPasted = ({ field, code }: FieldError) =>
    code === 'too_long' && Number(/^mps\.(\d+)\./.exec(field)?.[1] ?? -1) >= next;
  const told = errors.map((error) => (isPasted(error) ? { ...error, field: pasteFields.text } : error));
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
