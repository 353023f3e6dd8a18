import { ErrorText } from './error-text.tsx';
import { describedBy, type FieldProps } from './field.ts';
import { Hint } from './hint.tsx';
import { LabelText } from './label-text.tsx';

interface Props extends FieldProps {
  readonly value: string;
  readonly rows: number;
  /** UTF-16 code units; a script counts what is left. */
  readonly limit: number;
}

/** Many lines of text. Spelling is not checked: some browsers send what is typed to a service for it. */
export function TextArea(props: Props) {
  const { id, name, hint, hintOriginal, error, value, rows, limit } = props;
  return (
    <div class="field" data-needed={props.needed && ''}>
      <label for={id}>
        <LabelText {...props} />
      </label>
      <Hint id={`${id}-hint`} text={hint} original={hintOriginal} />
      <ErrorText id={id} text={error} />
      <textarea
        id={id}
        name={name}
        rows={rows}
        autocomplete="off"
        autocapitalize="sentences"
        spellcheck={false}
        dir="auto"
        data-limit={limit}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      >
        {/* HTML drops one line end after the tag. */}
        {value && `\n${value}`}
      </textarea>
    </div>
  );
}
