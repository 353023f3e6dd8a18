import { describedBy, type FieldProps } from './field.ts';
import { Labelled } from './labelled.tsx';

interface Props extends FieldProps {
  readonly value: string;
  readonly autocapitalize?: 'off' | 'words';
  /** `code` is typed left to right in every language; `number` has the keyboard of digits; words go as they come. */
  readonly kind?: 'words' | 'number' | 'code';
  /** UTF-16 code units, for a script that says what is too long. */
  readonly limit?: number;
}

/** One line of text. No `maxlength`: browsers cut what is pasted without a word. */
export function TextInput(props: Props) {
  const { id, name, error, value, autocapitalize = 'off', kind = 'words', limit } = props;
  return (
    <Labelled {...props}>
      <input
        type="text"
        id={id}
        name={name}
        value={value}
        autocomplete="off"
        autocapitalize={autocapitalize}
        autocorrect="off"
        spellcheck={false}
        inputmode={kind === 'words' ? undefined : 'numeric'}
        data-limit={limit}
        dir={kind === 'code' ? 'ltr' : 'auto'}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      />
    </Labelled>
  );
}
