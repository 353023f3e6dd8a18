import { maxLineLength } from './limits.ts';

/**
 * Invisible marks: they turn a direction, join or part letters, or fill a place. Text that is copied from
 * Arabic or Hebrew, a chat, a list of contacts or a web page brings them along. White space is none of them.
 */
const unseenMark = String.raw`\p{Cf}\p{Default_Ignorable_Code_Point}`;
const unseen = new RegExp(`[${unseenMark}]`, 'gu');
/** A line of controls, of empty Braille cells or of the place of a lost picture has nothing to read either. */
const seen = new RegExp(String.raw`[^\s\p{Cc}${unseenMark}\u2800\ufffc]`, 'u');

/** Whether a text holds anything to read. */
export const hasText = (text: string): boolean => seen.test(text);

/** A short value, such as a number, a date or a choice, without unseen marks and without white space around it. */
export const withoutMarks = (text: string): string => text.replace(unseen, '').trim();

/**
 * What machines read: a telephone number in the digits of any script, an account, a key, or a mail or web address. Words
 * that tell people a way are none: Persian and many scripts of India and Southeast Asia need joiners in them.
 */
const machineRead = /^(?:[\s\x20-\x7e\p{Nd}\p{Pd}]*|\S+@\S+|[a-z]+:\/\/\S+)$/iu;

/**
 * An address without unseen marks, any of which would make it another one; everything else as it was typed, and what is
 * too long too: it is refused, and looking into it takes more than its length.
 */
export function addressWithoutMarks(text: string): string {
  if (text.length > maxLineLength) return text;
  const isMarked = text.replace(unseen, '') !== text;
  const cleaned = withoutMarks(text);
  return isMarked && machineRead.test(cleaned) ? cleaned : text;
}
