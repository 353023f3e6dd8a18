/** How much of a long name is shown: its beginning, and its end with what tells its kind. */
const shownStart = 60;
const shownEnd = 20;
/** Controls, marks that turn a direction, ends of lines, halves of characters; joiners belong to names. */
const deceiving = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A file's name as it may be shown: what would deceive as U+FFFD, and cut in its middle where it is long. */
export function shownName(name: string): string {
  const characters = [...name.replace(deceiving, '\ufffd')];
  if (characters.length <= shownStart + shownEnd + 1) return characters.join('');
  return [...characters.slice(0, shownStart), '…', ...characters.slice(-shownEnd)].join('');
}

/**
 * A file's name as part of a sentence of ours: it comes from a device, and maybe from an adversary, and turns no
 * direction around it (U+2068, U+2069).
 */
export const isolated = (name: string): string => `\u2068${shownName(name)}\u2069`;
