import { countriesIn, inventedCodes } from '../countries.ts';
import type { Messages } from '../messages.ts';
import type { FieldProps } from './field.ts';
import { Select } from './select.tsx';

interface Props extends FieldProps {
  readonly messages: Messages;
  readonly value: string;
  readonly fictional: boolean;
  /** Whether not to know it is an answer. */
  readonly mayBeUnknown: boolean;
}

/** Countries in the order of the language. */
export function CountrySelect(props: Props) {
  const { messages, value, fictional, mayBeUnknown } = props;
  const countries = countriesIn(messages.language).map(({ code, name }) => ({ value: code, label: name }));
  const unknown = { value: 'unknown', label: messages.t('question.mps.country.unknown') };
  return (
    <Select
      {...props}
      empty={messages.t('question.mps.country.empty')}
      options={mayBeUnknown ? [unknown, ...countries] : countries}
    >
      {fictional && (
        <optgroup label={messages.t('question.mps.country.invented')}>
          {inventedCodes.map((code) => (
            <option value={code} selected={code === value}>
              {messages.t('question.mps.country.inventedName', { code })}
            </option>
          ))}
        </optgroup>
      )}
    </Select>
  );
}
