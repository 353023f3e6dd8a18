import * as z from 'zod/mini';
import { hasText } from './unseen-marks.ts';

/**
 * Text that a person types: holds something to read, and is kept exactly as typed.
 * @param maxLength UTF-16 code units, as text areas count; `z.maxLength` counts code points.
 */
export const typedText = (maxLength: number) =>
  z.string().check(
    z.refine(hasText, 'required'),
    z.refine((typed) => typed.length <= maxLength, 'too_long'),
  );
