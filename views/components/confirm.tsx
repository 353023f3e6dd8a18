import { ErrorText } from './error-text.tsx';
import { describedBy, type FieldProps } from './field.ts';
import { Hint } from './hint.tsx';
import { LabelText } from './label-text.tsx';

/** A statement to agree to; its value is `yes`. */
export function Confirm(props: FieldProps & { readonly checked: boolean }) {
  const { id, name, hint, hintOriginal, error, checked } = props;
  return (
    <div class="field" data-needed={props.needed && ''}>
      <Hint id={`${id}-hint`} text={hint} original={hintOriginal} />
      <div class="choice">
        <ErrorText id={id} text={error} />
        <input
          type="checkbox"
          id={id}
          name={name}
          value="yes"
          checked={checked}
          autocomplete="off"
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={describedBy(props)}
        />
        <label for={id}>
          <LabelText {...props} />
        </label>
      </div>
    </div>
  );
}
