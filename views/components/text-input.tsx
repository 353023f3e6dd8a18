import { ErrorText } from './error-text.tsx';
import { describedBy, type FieldProps } from './field.ts';
import { Hint } from './hint.tsx';

interface Props extends FieldProps {
  readonly value: string;
  readonly autocapitalize?: 'off' | 'words';
  /** Digits are typed left to right in every language; words as they come. */
  readonly digits?: boolean;
}

/** One line of text. No `maxlength`: browsers cut what is pasted without a word. */
export function TextInput(props: Props) {
  const { id, name, label, hint, error, value, autocapitalize = 'off', digits } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Hint id={`${id}-hint`} text={hint} />
      <ErrorText id={id} text={error} />
      <input
        type="text"
        id={id}
        name={name}
        value={value}
        autocomplete="off"
        autocapitalize={autocapitalize}
        autocorrect="off"
        spellcheck={false}
        inputmode={digits ? 'numeric' : undefined}
        dir={digits ? 'ltr' : 'auto'}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      />
    </div>
  );
}
