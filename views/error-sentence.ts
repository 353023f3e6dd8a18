import { type FieldError, fieldKey } from '../report/field-errors.ts';
import { maxDateWordsLength } from '../report/partial-date.ts';
import { maxPasteLength } from '../report/pasted-mps.ts';
import { positionIn } from '../report/position.ts';
import { type GroupId, groupOf, groups, type Question } from '../report/questions.ts';
import { everyMpPrefix } from '../report/read-form.ts';
import { pasteFields } from './form-fields.ts';
import type { MessageKey, Messages } from './messages.ts';
import { numberFormat } from './number-format.ts';

/** A pasted list that is longer than anybody's. */
export const listTooLong: FieldError = {
  field: pasteFields.text,
  code: 'too_long',
  message: 'error.paste.text.too_long',
};

/** The sentence that tells a person how to mend an answer; of its own for some, else by the question's label. */
export function errorSentence(messages: Messages, questions: readonly Question[], error: FieldError): string {
  const number = numberFormat(messages.language);
  if (error.message === listTooLong.message)
    return messages.t('paste.tooLong', { limit: number.format(maxPasteLength) });
  if (error.told && messages.has(error.message)) return messages.t(error.message, error.told);
  const question =
    // What is wrong in a pasted line is told at the list, which is no question.
    error.field === pasteFields.text
      ? questions.find((each) => `error.${each.key ?? fieldKey(each.field)}.${error.code}` === error.message)
      : questionAt(questions, error.field);
  const label = question ? messages.t(labelKey(question)) : error.field;
  const thing = thingOf(messages, question, error.field);
  if (messages.has(error.message)) {
    const sentence = messages.t(error.message);
    return isLaterMp(error.field) ? messages.t('error.at', { thing, label: sentence }) : sentence;
  }
  return messages.t(`error.any.${error.code}`, {
    label: thing ? messages.t('error.at', { thing, label }) : label,
    limit: number.format(limitOf(question, error) ?? 0),
  });
}

/** Several may lack the same; the first one is often the only one. */
const isLaterMp = (field: string): boolean => (positionIn('mps', field)?.number ?? 0) > 0;

const byField = new WeakMap<readonly Question[], ReadonlyMap<string, Question>>();

/** The question of a field, found at once: a page may have thousands of errors. */
function questionAt(questions: readonly Question[], field: string): Question | undefined {
  const known = byField.get(questions) ?? new Map(questions.map((each) => [each.field, each]));
  byField.set(questions, known);
  return known.get(field) ?? known.get(pattern(field));
}

const pattern = (field: string) =>
  field.startsWith(everyMpPrefix) ? field.replace(everyMpPrefix, 'mps.*.') : field.replace(/\.\d+\./, '.*.');

/** What an answer is about, where there are several such things. */
function thingOf(messages: Messages, question: Question | undefined, field: string): string {
  if (field.startsWith(everyMpPrefix)) return messages.t('paste.forAll');
  const group = question && groupOf(question);
  const at = group && positionIn(group, field)?.number;
  return group && at !== undefined && at !== null ? thingName(messages, group, at) : '';
}

/** Key of a question's label. */
export function labelKey(question: Pick<Question, 'field' | 'key'>): MessageKey {
  return `question.${question.key ?? fieldKey(question.field)}.label` as MessageKey;
}

function limitOf(question: Question | undefined, { code }: FieldError): number | undefined {
  const group = question && groupOf(question);
  if (code === 'too_many' && group) return groups[group].max;
  // Of a date only the words can be too long.
  if (question?.control === 'date') return maxDateWordsLength;
  return question && 'maxLength' in question ? question.maxLength : undefined;
}

/** Name of a repeated group in the catalogues. */
export function thingKey(group: GroupId) {
  return group === 'contact.channels' ? 'channels' : group;
}

/** What one thing of a group is called, counted from 1 on the page. */
export function thingName(messages: Messages, group: GroupId, number: number): string {
  return messages.t(`thing.${thingKey(group)}.one`, { number: number + 1 });
}
