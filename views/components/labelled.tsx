import type { PropsWithChildren } from 'hono/jsx';
import { ErrorText } from './error-text.tsx';
import type { FieldProps } from './field.ts';
import { Hint } from './hint.tsx';
import { LabelText } from './label-text.tsx';

/** What stands around one control: its label, help, and what to mend. */
export function Labelled(props: PropsWithChildren<FieldProps>) {
  const { id, hint, hintOriginal, error, needed, children } = props;
  return (
    <div class="field" data-needed={needed && ''}>
      <label for={id}>
        <LabelText {...props} />
      </label>
      <Hint id={`${id}-hint`} text={hint} original={hintOriginal} />
      <ErrorText id={id} text={error} />
      {children}
    </div>
  );
}
