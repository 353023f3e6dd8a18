import type { GroupId } from '../../report/questions.ts';
import { thingName } from '../error-sentence.ts';
import { isTouched } from '../is-touched.ts';
import type { FormProps } from '../page.ts';
import { Pieces } from './pieces.tsx';

interface Props extends FormProps {
  readonly group: GroupId;
  /** Number in the names of its controls, from 0. */
  readonly number: number;
}

/** One of several things of a kind. The first MP must be there; all else is folded until it is wanted. */
export function Thing(props: Props) {
  const { context, group, number } = props;
  const name = thingName(context.messages, group, number);
  const id = `${group.replace('.', '-')}-${number}`;
  if (group === 'mps' && number === 0)
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset here would be one of the questions
      <div class="thing" data-thing={number} id={id} role="group" aria-label={name}>
        <Pieces {...props} number={number} />
      </div>
    );
  return (
    <details
      class="thing"
      data-thing={number}
      id={id}
      aria-labelledby={`${id}-title`}
      open={isTouched(props, [`${group}.${number}`])}
    >
      <summary id={`${id}-title`}>{name}</summary>
      <Pieces {...props} number={number} />
    </details>
  );
}
