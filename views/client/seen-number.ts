import { typedDigits } from '../../report/digits.ts';

/** Number of the last answer that somebody has seen, as typed: 0 for none, `null` for what is no number. */
export function seenNumber(typed: string): number | null {
  const digits = typedDigits(typed).replace(/[\s.,]/g, '');
  return /^\d{0,6}$/.test(digits) ? Number(digits) : null;
}
