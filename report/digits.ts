import { withoutMarks } from './unseen-marks.ts';

/** Value of one decimal digit of any script. They stand in runs of ten code points, zero first (Unicode, section 4.6). */
function digitValue(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && !isRunStart(zero)) zero -= 1;
  return point - zero;
}

/**
 * Runs that touch the one before them: the five styles of mathematical digits from 1D7CE on, and Eastern Pwo Karen
 * after Pa'o Karen.
 */
const isRunStart = (point: number): boolean =>
  point === 0x116da || (point >= 0x1d7ce && point <= 0x1d7ff && (point - 0x1d7ce) % 10 === 0);

/** Turns the decimal digits of any script into ASCII ones and leaves everything else. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** A number as a person typed or pasted it, in ASCII digits and without unseen marks; what is no digit stays. */
export const typedDigits = (text: string): string => asciiDigits(withoutMarks(text));
