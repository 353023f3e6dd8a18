import * as z from 'zod/mini';

/**
 * Text that a person types: holds more than white space, and is kept exactly as typed.
 * @param maxLength UTF-16 code units, as text areas count; `z.maxLength` counts code points.
 */
export const typedText = (maxLength: number) =>
  z.string().check(
    z.regex(/\S/, 'required'),
    z.refine((typed) => typed.length <= maxLength, 'too_long'),
  );
