import { fieldKey } from '../../report/field-errors.ts';
import { conditions, type Question } from '../../report/questions.ts';
import { everyMpPrefix, fieldAt } from '../../report/read-form.ts';
import { type VocabularyName, vocabularies } from '../../report/vocabulary.ts';
import { errorAt } from '../error-at.ts';
import { errorSentence, labelKey } from '../error-sentence.ts';
import { fieldId } from '../field-id.ts';
import type { MessageKey, Messages } from '../messages.ts';
import { numberFormat } from '../number-format.ts';
import type { FormProps } from '../page.ts';
import { Checkboxes } from './checkboxes.tsx';
import type { ChoiceOption } from './choice.tsx';
import { Confirm } from './confirm.tsx';
import { CountrySelect } from './country-select.tsx';
import { DateInput } from './date-input.tsx';
import type { FieldProps } from './field.ts';
import { Radios } from './radios.tsx';
import { Select } from './select.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';
import { typed } from './typed.tsx';

interface Props extends FormProps {
  readonly question: Question;
  /** Number of the repeated thing that it is asked for. */
  readonly number?: number;
}

/** One question of the form, with the control that it asks for, and when it need not be answered. */
export function QuestionField(props: Props) {
  const { context, question, number = 0 } = props;
  if (!question.when) return <Control {...props} />;
  const { field, is } = conditions[question.when];
  const asked = question.field.startsWith(everyMpPrefix) ? field.replace('mps.*.', everyMpPrefix) : field;
  return (
    <div data-when={fieldAt({ field: asked }, number)} data-is={is.join(' ')}>
      <p class="when">{context.messages.t(`when.${question.when}`)}</p>
      <Control {...props} />
    </div>
  );
}

function Control(props: Props) {
  const { context, question, number = 0, values } = props;
  const { messages, settings } = context;
  const field = fieldProps(props);
  const name = fieldAt(question, number);
  const given = [values[name] ?? []].flat();
  const value = given[0] ?? '';
  switch (question.control) {
    case 'radios':
      return <Radios {...field} options={optionsOf(messages, question.vocabulary)} value={value} />;
    case 'select': {
      const empty = messages.t(question.required ? 'choice.needed' : 'choice.empty');
      return <Select {...field} empty={empty} options={optionsOf(messages, question.vocabulary)} value={value} />;
    }
    case 'checkboxes':
      return <Checkboxes {...field} options={optionsOf(messages, question.vocabulary)} values={given} />;
    case 'text':
      return (
        <TextInput
          {...field}
          value={typed(props, value)}
          autocapitalize={/[nN]ame$/.test(name) ? 'words' : 'off'}
          limit={question.maxLength}
        />
      );
    case 'number':
      return <TextInput {...field} value={typed(props, value)} kind="number" />;
    case 'longtext':
      return (
        <TextArea {...field} value={typed(props, value)} rows={question.required ? 10 : 3} limit={question.maxLength} />
      );
    case 'date':
      return <DateInput {...field} messages={messages} values={values} later={props.later} />;
    case 'country':
    case 'countryOrUnknown':
      return (
        <CountrySelect
          {...field}
          messages={messages}
          value={value}
          fictional={settings.fictionalCountries}
          mayBeUnknown={question.control === 'countryOrUnknown'}
        />
      );
    case 'confirm':
      return <Confirm {...field} checked={value === 'yes'} />;
  }
}

function fieldProps({ context: { messages }, questions, question, number = 0, errors }: Props): FieldProps {
  const label = labelKey(question);
  const hint = `question.${question.key ?? fieldKey(question.field)}.hint`;
  const name = fieldAt(question, number);
  const error = errorAt(errors, name);
  const limit = {
    limit: 'maxLength' in question ? numberFormat(messages.language).format(question.maxLength) : '',
  };
  return {
    id: fieldId(name),
    name,
    label: messages.t(label),
    original: messages.original(label),
    needed: question.required && messages.t('choice.required'),
    hint: messages.has(hint) ? messages.t(hint, limit) : undefined,
    hintOriginal: messages.has(hint) ? messages.original(hint, limit) : undefined,
    error: error && errorSentence(messages, questions, error),
  };
}

function optionsOf(messages: Messages, vocabulary: VocabularyName): ChoiceOption[] {
  return vocabularies[vocabulary].map((value) => {
    const label = `option.${vocabulary}.${value}` as MessageKey;
    const hint = `optionHint.${vocabulary}.${value}`;
    return {
      value,
      label: messages.t(label),
      original: messages.original(label),
      hint: messages.has(hint) ? messages.t(hint) : undefined,
      hintOriginal: messages.has(hint) ? messages.original(hint) : undefined,
    };
  });
}
