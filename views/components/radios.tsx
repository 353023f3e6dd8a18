import { Choice, type ChoiceOption, choiceId } from './choice.tsx';
import { ErrorText } from './error-text.tsx';
import { describedBy, type FieldProps } from './field.ts';
import { Hint } from './hint.tsx';
import { LabelText } from './label-text.tsx';

interface Props extends FieldProps {
  readonly options: readonly ChoiceOption[];
  readonly value: string;
}

/** One answer out of a few; nothing is chosen beforehand. `aria-invalid` needs the role: a plain group has none. */
export function Radios(props: Props) {
  const { id, name, hint, hintOriginal, error, options, value } = props;
  return (
    <fieldset
      id={`${id}-group`}
      class="field"
      data-needed={props.needed && ''}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows radiogroup on fieldset
      role="radiogroup"
      aria-describedby={describedBy(props)}
      aria-invalid={error ? 'true' : undefined}
    >
      <legend>
        <LabelText {...props} />
      </legend>
      <Hint id={`${id}-hint`} text={hint} original={hintOriginal} />
      <ErrorText id={id} text={error} />
      <div class="options">
        {options.map((option, index) => (
          <Choice
            {...option}
            type="radio"
            id={choiceId(id, index)}
            name={name}
            checked={option.value === value}
            errorId={index === 0 && error ? `${id}-error` : undefined}
          />
        ))}
      </div>
    </fieldset>
  );
}
