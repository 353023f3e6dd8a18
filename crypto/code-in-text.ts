import { typedDigits } from '../report/digits.ts';

/** Digits that stand together in a text, as they are read. */
export interface Piece {
  readonly digits: string;
  /**
   * `plain` is nothing but digits; `alike` has letters that look like digits and were read as such; `glued` touches
   * letters of a word.
   */
  readonly kind: 'plain' | 'alike' | 'glued';
  /** Which word of the text it is of, from 0. */
  readonly word: number;
  /** Where that word ends in the text, in UTF-16 code units. */
  readonly end: number;
}

/** Letters that hands and readers of pictures write for digits: Latin, Cyrillic, Greek, Arabic. */
const alike: Readonly<Record<string, string>> = {
  ...{ O: '0', o: '0', О: '0', о: '0', Ο: '0', ο: '0', Q: '0', D: '0' },
  ...{ I: '1', l: '1', i: '1', І: '1', і: '1', Ι: '1', ı: '1', ا: '1', Z: '2', z: '2' },
  ...{ S: '5', s: '5', Ѕ: '5', ѕ: '5', ه: '5', G: '6', b: '6', B: '8', В: '8', g: '9', q: '9' },
};
const allAlike = new RegExp(`^[\\d${Object.keys(alike).join('')}]+$`, 'u');

/** A text in ASCII digits, without unseen marks, and with spaces for those of an address. */
export const plainText = (typed: string): string => typedDigits(typed).replace(/%(?:20|09|0A|0D|C2%A0)/gi, ' ');

/** Every word of a text that has a digit in it, as pieces in their order. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let word = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const [found] = match;
    if (!/\d/.test(found)) continue;
    const place = { word, end: match.index + found.length };
    word += 1;
    if (/^\d+$/.test(found)) pieces.push({ digits: found, kind: 'plain', ...place });
    else if (allAlike.test(found)) pieces.push({ digits: readAlike(found), kind: 'alike', ...place });
    else for (const digits of found.match(/\d+/g) ?? []) pieces.push({ digits, kind: 'glued', ...place });
  }
  return pieces;
}

const readAlike = (word: string): string => [...word].map((character) => alike[character] ?? character).join('');

/** Groups of five that have run together, as where a browser drops the ends of pasted lines, each on its own again. */
export function inFives(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) =>
    piece.digits.length % 5 === 0
      ? (piece.digits.match(/.{5}/g) ?? []).map((digits) => ({ ...piece, digits }))
      : [piece],
  );
}

/** Runs of neighbours that hold as many digits in all. */
export function windowsOf(pieces: readonly Piece[], count: number): Piece[][] {
  const windows: Piece[][] = [];
  let first = 0;
  let digits = 0;
  for (const [last, piece] of pieces.entries()) {
    digits += piece.digits.length;
    while (digits > count) {
      digits -= pieces[first]?.digits.length ?? 0;
      first += 1;
    }
    if (digits === count) windows.push(pieces.slice(first, last + 1));
  }
  return windows;
}

/** Runs of as many neighbours, which pass a test each. */
export function runsOf(pieces: readonly Piece[], count: number, fits: (piece: Piece) => boolean): Piece[][] {
  const runs: Piece[][] = [];
  for (let first = 0; first + count <= pieces.length; first += 1) {
    const run = pieces.slice(first, first + count);
    if (run.every(fits)) runs.push(run);
  }
  return runs;
}

/** Cells of a spreadsheet that has read groups as numbers: dividers of thousands in them are no dividers of groups. */
export function cellsOf(text: string): Piece[] {
  return text.split(/[\t\n\r;|]+/).flatMap((cell, word): Piece[] => {
    const digits = cell.trim().replace(/^(\d{1,2})[.,'’٬\s](\d{3})$/, '$1$2');
    return /^\d{1,5}$/.test(digits) ? [{ digits, kind: 'plain', word, end: text.length }] : [];
  });
}

export const digitsOf = (pieces: readonly Piece[]): string => pieces.map(({ digits }) => digits).join('');
