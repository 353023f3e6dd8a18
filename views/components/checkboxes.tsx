import { Choice, type ChoiceOption, choiceId } from './choice.tsx';
import { ErrorText } from './error-text.tsx';
import { describedBy, type FieldProps } from './field.ts';
import { Hint } from './hint.tsx';
import { LabelText } from './label-text.tsx';

interface Props extends FieldProps {
  readonly options: readonly ChoiceOption[];
  readonly values: readonly string[];
}

/** Any number of answers. Only the first box is marked invalid: a screen reader would say it at each one. */
export function Checkboxes(props: Props) {
  const { id, name, hint, hintOriginal, error, options, values } = props;
  return (
    <fieldset id={`${id}-group`} class="field" data-needed={props.needed && ''} aria-describedby={describedBy(props)}>
      <legend>
        <LabelText {...props} />
      </legend>
      <Hint id={`${id}-hint`} text={hint} original={hintOriginal} />
      <ErrorText id={id} text={error} />
      <div class="options">
        {options.map((option, index) => (
          <Choice
            {...option}
            type="checkbox"
            id={choiceId(id, index)}
            name={name}
            checked={values.includes(option.value)}
            invalid={index === 0 && Boolean(error)}
            errorId={index === 0 && error ? `${id}-error` : undefined}
          />
        ))}
      </div>
    </fieldset>
  );
}
