import { Hint } from './hint.tsx';
import { Original } from './original.tsx';

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly original?: string | undefined;
  readonly hint?: string | undefined;
  readonly hintOriginal?: string | undefined;
}

interface Props extends ChoiceOption {
  readonly type: 'radio' | 'checkbox';
  readonly id: string;
  readonly name: string;
  readonly checked: boolean;
  readonly invalid?: boolean;
  /** Id of what is to be mended, where an error summary leads to this control of several. */
  readonly errorId?: string | undefined;
}

/**
 * One radio button or checkbox with its label.
 * Firefox keeps what was ticked over a reload unless the control itself says `autocomplete="off"`.
 */
export function Choice({ type, id, name, value, label, original, hint, hintOriginal, checked, ...props }: Props) {
  const { invalid, errorId } = props;
  return (
    <div class="choice">
      <input
        type={type}
        id={id}
        name={name}
        value={value}
        checked={checked}
        autocomplete="off"
        aria-invalid={invalid ? 'true' : undefined}
        aria-describedby={[hint && `${id}-about`, errorId].filter(Boolean).join(' ') || undefined}
      />
      <label for={id}>
        {label}
        <Original text={original} />
      </label>
      <Hint id={`${id}-about`} text={hint} original={hintOriginal} />
    </div>
  );
}

/** The first option has the id of the question, so that an error summary can lead to it. */
export function choiceId(id: string, index: number): string {
  return index === 0 ? id : `${id}-${index + 1}`;
}
