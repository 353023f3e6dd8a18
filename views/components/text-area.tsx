import { ErrorText } from './error-text.tsx';
import { describedBy, type FieldProps } from './field.ts';
import { Hint } from './hint.tsx';

/** Many lines of text. Spelling is not checked: some browsers send what is typed to a service for it. */
export function TextArea(props: FieldProps & { readonly value: string }) {
  const { id, name, label, hint, error, value } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Hint id={`${id}-hint`} text={hint} />
      <ErrorText id={id} text={error} />
      <textarea
        id={id}
        name={name}
        rows={12}
        autocomplete="off"
        autocapitalize="sentences"
        spellcheck={false}
        dir="auto"
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      >
        {/* HTML drops one line end after the tag. */}
        {value && `\n${value}`}
      </textarea>
    </div>
  );
}
