import { describe, expect, it } from 'vitest';
import type { FieldError, FieldErrorCode } from '../../report/field-errors.ts';
import { checkAnswers, forms } from '../../report/form.ts';
import { type GroupId, groups } from '../../report/questions.ts';
import { everyMp, everyMpPrefix, fieldAt } from '../../report/read-form.ts';
import { errorSentence, labelKey, listTooLong, thingKey, thingName } from '../../views/error-sentence.ts';
import { allErrors, everyMistake, formIds } from './every-page.tsx';
import { catalogues, messagesFor } from './languages.ts';

const codes: readonly FieldErrorCode[] = [
  'required',
  'too_long',
  'too_many',
  'not_an_option',
  'not_a_date',
  'not_a_number',
  'invalid',
];
const english = messagesFor('en');
const { questions } = forms.full;
const errorAt = (field: string, code: FieldErrorCode): FieldError => ({
  field,
  code,
  message: `error.${field.replace(/\.\d+(?=\.)/g, '')}.${code}`,
});

describe.each([...catalogues.keys()])('in %s', (language) => {
  const messages = messagesFor(language);
  const whole = (sentence: string) => {
    expect(sentence).toMatch(/\p{L}/u);
    expect(sentence).not.toMatch(/[{}<>]|undefined|NaN|\[object|\b(?:mps|contact|source|events)\.|error\./);
  };

  it.each(formIds)('every mistake in the form %s has a sentence without a gap', (form) => {
    for (const question of forms[form].questions) {
      const field = fieldAt(question, 4);
      for (const code of codes) {
        const message = `error.${question.key ?? question.field.replace('.*', '')}.${code}` as const;
        whole(errorSentence(messages, forms[form].questions, { field, code, message }));
      }
    }
    for (const error of [...allErrors(form), ...everyMistake(form).errors])
      whole(errorSentence(messages, forms[form].questions, error));
  });

  it('so has what several MPs lack, and a list that is too long', () => {
    for (const key of everyMp) whole(errorSentence(messages, questions, errorAt(everyMpPrefix + key, 'required')));
    whole(errorSentence(messages, questions, listTooLong));
    expect(errorSentence(messages, questions, listTooLong)).toContain(new Intl.NumberFormat(language).format(100_000));
  });
});

it('says the sentence of the question itself where there is one', () => {
  const error = errorAt('consent.caseUse', 'required');
  expect(errorSentence(english, questions, error)).toBe(english.t('error.consent.caseUse.required'));
});

it('names the thing, counted from one, and the limit', () => {
  expect(errorSentence(english, questions, errorAt('mps.2.party', 'too_long'))).toBe(
    'MP 3: Party or group: please use at most 500 characters',
  );
  expect(errorSentence(english, questions, errorAt('contact.channels.1.address', 'too_long'))).toMatch(/^Way 2: /);
  expect(errorSentence(english, questions, errorAt('mps.150.fullName', 'too_many'))).toContain('room for 150');
});

it('tells several MPs apart where each lacks the same, and what is wrong with an answer for all', () => {
  const lacking = errorAt('mps.0.fullName', 'required');
  const own = english.t('error.mps.fullName.required');
  const said = ['mps.0', 'mps.1', 'mps.2'].map((mp) => ({ ...lacking, field: `${mp}.fullName` }));
  expect(said.map((error) => errorSentence(english, questions, error))).toEqual([own, `MP 2: ${own}`, `MP 3: ${own}`]);
  expect(errorSentence(english, questions, errorAt('everyMp.party', 'too_long'))).toBe(
    'The same for all MPs in this report: Party or group: please use at most 500 characters',
  );
});

it('knows how long a date in words may be', () => {
  const checked = checkAnswers('full', { 'immunity.date.asWritten': 'x'.repeat(201) });
  const error = checked.ok ? undefined : checked.errors.find(({ field }) => field === 'immunity.date');
  expect(error).toBeDefined();
  expect(error && errorSentence(english, questions, error)).toContain('at most 200 characters');
});

it('tells by its label what is too long in a pasted line', () => {
  const error = { ...errorAt('mps.7.party', 'too_long'), field: 'paste.text' };
  expect(errorSentence(english, questions, error)).toBe('Party or group: please use at most 500 characters');
});

it('has a name for each thing of every group, and a label for each question', () => {
  for (const language of catalogues.keys()) {
    const messages = messagesFor(language);
    for (const group of Object.keys(groups) as GroupId[]) {
      expect(messages.has(`thing.${thingKey(group)}.one`)).toBe(true);
      expect(thingName(messages, group, 0)).toContain(new Intl.NumberFormat(language).format(1));
    }
    for (const form of formIds)
      for (const question of forms[form].questions) expect(messages.has(labelKey(question)), question.field).toBe(true);
  }
});
