import type { FieldError } from '../../report/form.ts';
import type { Question } from '../../report/questions.ts';
import { vocabularies } from '../../report/vocabulary.ts';
import { errorSentence, limitOf } from '../error-sentence.ts';
import { fieldId, fieldKey } from '../field-id.ts';
import type { MessageKey, Messages } from '../messages.ts';
import type { FieldValues, PageContext } from '../page.ts';
import { Checkboxes } from './checkboxes.tsx';
import type { ChoiceOption } from './choice.tsx';
import { Confirm } from './confirm.tsx';
import { CountrySelect } from './country-select.tsx';
import type { FieldProps } from './field.ts';
import { Radios } from './radios.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

interface Props {
  readonly context: PageContext;
  readonly question: Question;
  readonly values: FieldValues;
  readonly errors: readonly FieldError[];
}

/** One question of the form, with the control that it asks for. */
export function QuestionField({ context, question, values, errors }: Props) {
  const { messages, settings } = context;
  const field = fieldProps(messages, question, errors);
  const given = [values[question.field] ?? []].flat();
  const value = given[0] ?? '';
  switch (question.control) {
    case 'radios':
      return <Radios {...field} options={optionsOf(messages, question.vocabulary)} value={value} />;
    case 'checkboxes':
      return <Checkboxes {...field} options={optionsOf(messages, question.vocabulary)} values={given} />;
    case 'text':
      return <TextInput {...field} value={value} autocapitalize="words" />;
    case 'longtext':
      return <TextArea {...field} value={value} />;
    case 'country':
      return <CountrySelect {...field} messages={messages} value={value} fictional={settings.fictionalCountries} />;
    case 'confirm':
      return <Confirm {...field} checked={value === 'yes'} />;
  }
}

function fieldProps(messages: Messages, question: Question, errors: readonly FieldError[]): FieldProps {
  const key = `question.${fieldKey(question.field)}`;
  const hint = `${key}.hint`;
  const error = errors.find(({ field }) => field === question.field);
  return {
    id: fieldId(question.field),
    name: question.field,
    label: messages.t(`${key}.label` as MessageKey),
    hint: messages.has(hint) ? messages.t(hint, limitOf(question)) : undefined,
    error: error && errorSentence(messages, error),
  };
}

function optionsOf(messages: Messages, vocabulary: keyof typeof vocabularies): ChoiceOption[] {
  return vocabularies[vocabulary].map((value) => {
    const hint = `optionHint.${vocabulary}.${value}`;
    return {
      value,
      label: messages.t(`option.${vocabulary}.${value}` as MessageKey),
      hint: messages.has(hint) ? messages.t(hint) : undefined,
    };
  });
}
