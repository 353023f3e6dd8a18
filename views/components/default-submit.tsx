import type { FormProps } from '../page.ts';
import { nativeSubmit } from './things.tsx';

/**
 * What Enter in a field presses: browsers take the first submit button of a form, which else would be one that
 * changes the language or adds a block.
 */
export function DefaultSubmit(props: Pick<FormProps, 'context' | 'form' | 'way'>) {
  return <button type="submit" name="do" value="send" hidden {...nativeSubmit(props)}></button>;
}
