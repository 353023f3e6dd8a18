import { type FieldError, fieldKey } from '../report/field-errors.ts';
import { maxDateWordsLength } from '../report/partial-date.ts';
import { maxPasteLength } from '../report/pasted-mps.ts';
import { type GroupId, groupOf, groups, type Question } from '../report/questions.ts';
import { everyMpPrefix } from '../report/read-form.ts';
import { pasteFields } from './form-fields.ts';
import type { MessageKey, Messages } from './messages.ts';

/** A pasted list that is longer than anybody's. */
export const listTooLong: FieldError = {
  field: pasteFields.text,
  code: 'too_long',
  message: 'error.paste.text.too_long',
};

/** The sentence that tells a person how to mend an answer; of its own for some, else by the question's label. */
export function errorSentence(messages: Messages, questions: readonly Question[], error: FieldError): string {
  const number = new Intl.NumberFormat(messages.language);
  if (error.message === listTooLong.message)
    return messages.t('paste.tooLong', { limit: number.format(maxPasteLength) });
  if (error.told && messages.has(error.message)) return messages.t(error.message, error.told);
  const question = questions.find((each) =>
    // What is wrong in a pasted line is told at the list, which is no question.
    error.field === pasteFields.text
      ? `error.${each.key ?? fieldKey(each.field)}.${error.code}` === error.message
      : each.field === error.field || each.field === pattern(error.field),
  );
  const label = question ? messages.t(labelKey(question)) : error.field;
  const thing = thingOf(messages, question, error.field);
  if (messages.has(error.message)) {
    const sentence = messages.t(error.message);
    return isLaterMp.test(error.field) ? messages.t('error.at', { thing, label: sentence }) : sentence;
  }
  return messages.t(`error.any.${error.code}`, {
    label: thing ? messages.t('error.at', { thing, label }) : label,
    limit: number.format(limitOf(question, error) ?? 0),
  });
}

/** Several may lack the same; the first one is often the only one. */
const isLaterMp = /^mps\.[1-9]/;

const pattern = (field: string) =>
  field.startsWith(everyMpPrefix) ? field.replace(everyMpPrefix, 'mps.*.') : field.replace(/\.\d+\./, '.*.');

/** What an answer is about, where there are several such things. */
function thingOf(messages: Messages, question: Question | undefined, field: string): string {
  if (field.startsWith(everyMpPrefix)) return messages.t('paste.forAll');
  const at = /\.(\d+)\./.exec(field)?.[1];
  const group = question && groupOf(question);
  return group && at !== undefined ? thingName(messages, group, Number(at)) : '';
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
