import { blockCount, positionIn } from '../../report/position.ts';
import { type GroupId, groups } from '../../report/questions.ts';
import { thingKey } from '../error-sentence.ts';
import { blocksField, spareThings } from '../form-fields.ts';
import { linksFor } from '../links.ts';
import type { FormProps } from '../page.ts';
import { inTurn } from '../render.ts';
import { EveryMp } from './every-mp.tsx';
import { PasteBox } from './paste-box.tsx';
import { Sentence } from './sentence.tsx';
import { Thing } from './thing.tsx';

/**
 * A repeated group: blocks to fill in, and room for more. A script takes all but the first away and makes new ones
 * after their pattern.
 */
export function Things(props: FormProps & { readonly group: GroupId }) {
  const { context, group, way } = props;
  const { messages, settings } = context;
  const key = thingKey(group);
  const blocks = blocksOf(props);
  const numbers = Array.from({ length: Math.min(blocks, groups[group].max) }, (_, number) => number);
  const native = nativeSubmit(props);
  const more = numbers.length < groups[group].max && (
    <>
      <input type="hidden" name={blocksField(group)} value={String(numbers.length)} autocomplete="off" />
      <p>
        <button
          type="submit"
          class="quiet"
          name="do"
          value={`add.${group}`}
          {...native}
          formaction={`${native.formaction ?? linksFor(context).plainForm}#things-${key}`}
          formenctype={withoutFiles}
          id={`add-${key}`}
          aria-labelledby={`add-${key} legend-${key}`}
        >
          <Sentence messages={messages} message="plain.add" />
        </button>
      </p>
    </>
  );
  return (
    <fieldset
      class="things"
      id={`things-${key}`}
      data-group={group}
      data-max={groups[group].max}
      data-name={messages.t(`thing.${key}.one`, { number: '{number}' })}
      data-add={messages.t(`thing.${key}.add`)}
    >
      <legend id={`legend-${key}`}>{messages.t(`thing.${key}.title`)}</legend>
      <p class="hint">{messages.t(`thing.${key}.hint`)}</p>
      {numbers.map((number) => inTurn(props, () => <Thing {...props} number={number} />))}
      {way === 'plain' ? more : settings.noscript === 'seal' && <noscript>{more}</noscript>}
      {group === 'mps' && <EveryMp {...props} />}
      {group === 'mps' && <PasteBox {...props} />}
    </fieldset>
  );
}

/** How a button posts that does not send the report: the names of chosen files, and not the files. */
export const withoutFiles = 'application/x-www-form-urlencoded';

/** Where a native button of the form sends to: the sealed form says it at the button, and only where scripts are off. */
export function nativeSubmit({ context, form, way }: Pick<FormProps, 'context' | 'form' | 'way'>) {
  if (way === 'plain') return {};
  return {
    formmethod: 'post',
    formaction: `/${context.messages.language}/${form === 'full' ? 'report' : 'alert'}`,
    formenctype: withoutFiles,
  } as const;
}

/**
 * As many blocks as were there, as the highest answered number needs, and the spare ones; a post that only claims to
 * have had more does not get them.
 */
function blocksOf({ values, group }: FormProps & { readonly group: GroupId }): number {
  let highest = -1;
  for (const [name, value] of Object.entries(values)) {
    const position = positionIn(group, name);
    if (position && [value].flat().some((each) => each !== '')) highest = Math.max(highest, position.number);
  }
  const shown = blockCount([values[blocksField(group)] ?? ''].flat()[0] ?? '');
  const first = group === 'mps' ? 1 : 0;
  return Math.max(first + spareThings, highest + 1, Math.min(shown, highest + 1 + 3 * spareThings));
}
