import { countriesIn, inventedCodes } from '../countries.ts';
import type { Messages } from '../messages.ts';
import { ErrorText } from './error-text.tsx';
import { describedBy, type FieldProps } from './field.ts';
import { Hint } from './hint.tsx';

interface Props extends FieldProps {
  readonly messages: Messages;
  readonly value: string;
  readonly fictional: boolean;
}

/** Countries in the order of the language. */
export function CountrySelect(props: Props) {
  const { messages, id, name, label, hint, error, value, fictional } = props;
  const invented = inventedCodes.map((code) => ({
    code,
    name: messages.t('question.mps.country.inventedName', { code }),
  }));
  const options = (countries: typeof invented) =>
    countries.map(({ code, name }) => (
      <option value={code} selected={code === value}>
        {name}
      </option>
    ));
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Hint id={`${id}-hint`} text={hint} />
      <ErrorText id={id} text={error} />
      <select
        id={id}
        name={name}
        autocomplete="off"
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      >
        <option value="">{messages.t('question.mps.country.empty')}</option>
        {options([...countriesIn(messages.language)])}
        {fictional && <optgroup label={messages.t('question.mps.country.invented')}>{options(invented)}</optgroup>}
      </select>
    </div>
  );
}
