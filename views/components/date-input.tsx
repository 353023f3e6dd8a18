import { maxDateWordsLength } from '../../report/partial-date.ts';
import type { Messages } from '../messages.ts';
import type { FieldValues } from '../page.ts';
import type { Later } from '../render.ts';
import { Choice } from './choice.tsx';
import { ErrorText } from './error-text.tsx';
import { describedBy, type FieldProps } from './field.ts';
import { Hint } from './hint.tsx';
import { LabelText } from './label-text.tsx';
import { typed } from './typed.tsx';

interface Props extends FieldProps {
  readonly messages: Messages;
  readonly values: FieldValues;
  readonly later?: Later | undefined;
}

/** A date as far as it is known, in boxes to type: a calendar to click would ask for a day that nobody knows. */
export function DateInput(props: Props) {
  const { id, name, error, messages, values } = props;
  const hint = props.hint ?? messages.t('date.hint');
  const given = (last: string) => [values[`${name}.${last}`] ?? ''].flat()[0] ?? '';
  const box = (last: 'year' | 'month' | 'day' | 'asWritten', boxId: string) => (
    <div class={last === 'asWritten' ? undefined : 'piece'}>
      <label for={boxId}>{messages.t(`date.${last}`)}</label>
      <input
        type="text"
        id={boxId}
        name={`${name}.${last}`}
        value={typed(props, given(last))}
        class={last}
        autocomplete="off"
        autocorrect="off"
        spellcheck={false}
        inputmode={last === 'asWritten' ? undefined : 'numeric'}
        dir="auto"
        data-limit={last === 'asWritten' ? maxDateWordsLength : undefined}
        aria-invalid={last === 'year' && error ? 'true' : undefined}
        aria-describedby={last === 'year' && error ? `${id}-error` : undefined}
      />
    </div>
  );
  return (
    <fieldset id={`${id}-group`} class="field date" aria-describedby={describedBy({ id, hint, error })}>
      <legend>
        <LabelText {...props} />
      </legend>
      <Hint id={`${id}-hint`} text={hint} />
      <ErrorText id={id} text={error} />
      <div class="options">
        <div class="pieces">
          {box('year', id)}
          {box('month', `${id}-month`)}
          {box('day', `${id}-day`)}
        </div>
        <Choice
          type="checkbox"
          id={`${id}-approx`}
          name={`${name}.approx`}
          value="yes"
          label={messages.t('date.approx')}
          checked={given('approx') === 'yes'}
        />
        {box('asWritten', `${id}-asWritten`)}
      </div>
    </fieldset>
  );
}
