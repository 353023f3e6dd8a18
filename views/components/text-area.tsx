import { describedBy, type FieldProps } from './field.ts';
import { Labelled } from './labelled.tsx';

interface Props extends FieldProps {
  readonly value: string;
  readonly rows: number;
  /** UTF-16 code units; a script counts what is left. */
  readonly limit: number;
}

/** Many lines of text. Spelling is not checked: some browsers send what is typed to a service for it. */
export function TextArea(props: Props) {
  const { id, name, error, value, rows, limit } = props;
  return (
    <Labelled {...props}>
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
        {value && '\n'}
        {value}
      </textarea>
    </Labelled>
  );
}
