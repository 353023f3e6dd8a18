import * as z from 'zod/mini';
import { hasText } from './unseen-marks.ts';

/**
 * Text that a person types: holds something to read, and is kept exactly as typed.
 * @param maxLength UTF-16 code units, as text areas count; `z.maxLength` counts code points. Judged first, and alone
 * if it is exceeded: the same text may stand in many places, and looking into it takes long.
 */
export const typedText = (maxLength: number) =>
  z.string().check(
    z.refine((typed) => typed.length <= maxLength, { error: 'too_long', abort: true }),
    z.refine(hasText, 'required'),
  );
