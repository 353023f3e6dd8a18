import type { FormProps } from '../page.ts';
import { nativeSubmit, withoutFiles } from './things.tsx';

/** Asks whether the answers are good before files are chosen: a page that is shown again has none chosen any more. */
export function CheckSubmit(props: Pick<FormProps, 'context' | 'form' | 'way'>) {
  return (
    <button type="submit" class="quiet" name="do" value="check" {...nativeSubmit(props)} formenctype={withoutFiles}>
      {props.context.messages.t('plain.check')}
    </button>
  );
}
