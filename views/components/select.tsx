import type { PropsWithChildren } from 'hono/jsx';
import { describedBy, type FieldProps } from './field.ts';
import { Labelled } from './labelled.tsx';

interface Props extends FieldProps {
  readonly value: string;
  /** What the first choice says, which is no answer. */
  readonly empty: string;
  /** Marks a list of countries for the script that helps to type into it. */
  readonly isOfCountries?: boolean;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly original?: string | undefined;
  }[];
}

/** One answer out of several that can be taken back: a radio button cannot. */
export function Select(props: PropsWithChildren<Props>) {
  const { id, name, error, value, empty, options, isOfCountries, children } = props;
  return (
    <Labelled {...props}>
      <select
        id={id}
        name={name}
        autocomplete="off"
        data-countries={isOfCountries && ''}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      >
        <option value="">{empty}</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.original === undefined ? option.label : `${option.label} (${option.original})`}
          </option>
        ))}
        {children}
      </select>
    </Labelled>
  );
}
