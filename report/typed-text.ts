import * as z from 'zod/mini';

/** White space and characters that nobody sees; a line of them says nothing. */
const visible = /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** Whether a text holds anything to read. */
export const hasText = (text: string): boolean => visible.test(text);

/**
 * Text that a person types: holds something to read, and is kept exactly as typed.
 * @param maxLength UTF-16 code units, as text areas count; `z.maxLength` counts code points.
 */
export const typedText = (maxLength: number) =>
  z.string().check(
    z.regex(visible, 'required'),
    z.refine((typed) => typed.length <= maxLength, 'too_long'),
  );
