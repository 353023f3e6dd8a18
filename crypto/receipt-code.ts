import { sha256 } from '@noble/hashes/sha2.js';
import { concat, sameBytes, utf8 } from './bytes.ts';
import { cellsOf, digitsOf, inFives, type Piece, piecesOf, plainText, runsOf, windowsOf } from './code-in-text.ts';
import { repairsOf } from './code-repairs.ts';
import { randomBytes } from './random.ts';

/** Secret bytes behind a receipt code. */
export const receiptBytes = 16;
const valueDigits = 39;
const checkDigits = 6;
const codeDigits = valueDigits + checkDigits;
const groupDigits = 5;
const codeGroups = codeDigits / groupDigits;
const limit = 1n << 128n;

/** Makes the 16 secret bytes of a new receipt code. */
export const newReceipt = (): Uint8Array => randomBytes(receiptBytes);

/**
 * Writes a receipt as 45 digits in nine groups of five.
 *
 * Layout: 39 digits, the 128 bits big-endian with leading zeros; 6 digits, the first 4 bytes of
 * SHA-256(`report-an-mp/check/v1` ‖ the 16 bytes), big-endian, mod 10^6. Source: docs/RECEIPT.md.
 */
export function formatReceipt(receipt: Uint8Array): string[] {
  const value = receipt.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const digits = value.toString().padStart(valueDigits, '0') + checkOf(receipt);
  return Array.from({ length: codeGroups }, (_, at) => digits.slice(at * groupDigits, (at + 1) * groupDigits));
}

function checkOf(receipt: Uint8Array): string {
  const hash = sha256(concat(utf8('report-an-mp/check/v1'), receipt));
  const number = new DataView(hash.buffer, hash.byteOffset).getUint32(0);
  return String(number % 1_000_000).padStart(checkDigits, '0');
}

/** What a typed or pasted text turned out to hold. */
export type ReadReceipt =
  | {
      readonly kind: 'exact';
      readonly receipt: Uint8Array;
      /** The number of the last answer seen, if one stands after the code, as in a saved one. */
      readonly seen?: number;
    }
  /** One slip was found and mended without asking anybody. */
  | {
      readonly kind: 'repaired';
      readonly receipt: Uint8Array;
      /** Which groups were not as they should be, from 1, where that is known. */
      readonly groups?: readonly number[];
      readonly seen?: number;
    }
  | {
      readonly kind: 'slip';
      /** Groups that cannot be right, from 1, where that can be seen. */
      readonly groups?: readonly number[];
    }
  /** Two different codes or more, and no saying which is meant. */
  | { readonly kind: 'several' };

/** A longer text is not looked at, in UTF-16 code units: a mail with a code in it is shorter. */
export const maxCodeTextLength = 4_000;
/** Most words with digits that are looked at, and most places in which a slip is looked for. */
const maxPieces = 200;
const maxRepaired = 20;

interface Found {
  readonly receipt: Uint8Array;
  readonly isExact: boolean;
  readonly window: readonly Piece[];
}

/**
 * Finds the receipt code in a text that a person typed or pasted, with whatever a note, a chat, a mail or a spreadsheet
 * put around and between its groups. Decimal digits of any script count, and letters that look like them among digits.
 * One digit wrong, missing or doubled, two neighbouring digits or two groups swapped, and leading zeros that a
 * spreadsheet has dropped are repaired if exactly one code comes of it. Never an error, and never a guess between codes.
 */
export function readReceipt(typed: string): ReadReceipt {
  if (typed.length > maxCodeTextLength) return { kind: 'slip' };
  const text = plainText(typed);
  const pieces = piecesOf(text);
  if (pieces.length > maxPieces) return { kind: 'slip' };
  const exact = exactIn(pieces);
  const rest = pieces.filter(({ word }) => !exact.some(({ window }) => window.some((piece) => piece.word === word)));
  const found = [...exact, ...paddedIn(rest), ...(exact.length === 0 ? paddedIn(cellsOf(text)) : [])];
  const all = [...found, ...repairedIn(withoutAnswerNumber(text, rest))];
  const best = all.find(({ isExact }) => isExact) ?? all[0];
  if (!best) return { kind: 'slip', ...told(doubtfulIn(withoutAnswerNumber(text, pieces))) };
  if (all.some(({ receipt }) => !sameBytes(receipt, best.receipt))) return { kind: 'several' };
  const seen = seenAfter(text, best.window);
  if (best.isExact) return { kind: 'exact', receipt: best.receipt, ...seen };
  return { kind: 'repaired', receipt: best.receipt, ...told(changedIn(best)), ...seen };
}

/** Codes whose digits stand there as they should: with other numbers around them, or between their groups. */
function exactIn(pieces: readonly Piece[]): Found[] {
  const fives = inFives(pieces);
  const groups = fives.filter(({ digits }) => digits.length === groupDigits);
  const tried = new Map<string, Found | null>();
  for (const way of [pieces, fives, groups])
    for (const window of windowsOf(way, codeDigits)) {
      const digits = digitsOf(window);
      if (tried.has(digits)) continue;
      const receipt = decode(digits);
      tried.set(digits, receipt && { receipt, window, isExact: window.every(({ kind }) => kind !== 'alike') });
    }
  return [...tried.values()].filter((found) => found !== null);
}

/** Codes whose groups lack the zeros that they began with. */
function paddedIn(pieces: readonly Piece[]): Found[] {
  const isNumber = ({ kind, digits }: Piece) => kind === 'plain' && digits.length <= groupDigits;
  return runsOf(pieces, codeGroups, isNumber).flatMap((window): Found[] => {
    const receipt = decode(window.map(({ digits }) => digits.padStart(groupDigits, '0')).join(''));
    return receipt ? [{ receipt, window, isExact: false }] : [];
  });
}

/** Codes with one slip. Where a word is among the digits, nothing is guessed of them. */
function repairedIn(pieces: readonly Piece[]): Found[] {
  const isGroup = ({ kind, digits }: Piece) => kind === 'plain' && Math.abs(digits.length - groupDigits) <= 1;
  const isWhole = ({ kind, digits }: Piece) => kind === 'plain' && Math.abs(digits.length - codeDigits) <= 1;
  const isAll = pieces.every(({ kind }) => kind === 'plain') && Math.abs(digitsOf(pieces).length - codeDigits) <= 1;
  const runs = [...runsOf(pieces, 1, isWhole), ...runsOf(inFives(pieces), codeGroups, isGroup)];
  // All of the text may be the code, or a number that stands beside it may be no part of it.
  const windows = [...new Map([...runs, ...(isAll ? [pieces] : [])].map((each) => [digitsOf(each), each])).values()];
  // Of some alone it could be that the code in another place is the one that is meant.
  if (windows.length > maxRepaired) return [];
  return windows.flatMap((window): Found[] => {
    const found = new Map<string, Uint8Array>();
    for (const candidate of repairsOf(digitsOf(window))) {
      const receipt = decode(candidate);
      if (receipt) found.set(candidate, receipt);
    }
    const [only] = found.values();
    return only && found.size === 1 ? [{ receipt: only, window, isExact: false }] : [];
  });
}

const told = (groups: readonly number[]) => (groups.length > 0 ? { groups } : {});

/** Groups that are not five digits, where a text has as many as a code, or one less; of more, none can be numbered. */
function doubtfulIn(pieces: readonly Piece[]): number[] {
  const groups = inFives(pieces);
  if (groups.length > codeGroups || groups.length < codeGroups - 1) return [];
  return groups.flatMap(({ kind, digits }, at) => (kind === 'plain' && digits.length === groupDigits ? [] : [at + 1]));
}

/** Groups that were written otherwise. */
function changedIn({ receipt, window }: Found): number[] {
  const groups = formatReceipt(receipt);
  const fives = inFives(window);
  if (fives.length !== codeGroups) return [];
  return groups.flatMap((group, at) => (fives[at]?.kind === 'plain' && fives[at]?.digits === group ? [] : [at + 1]));
}

/** The number of an answer: in one line with its sign, and no part of a date or of a longer number. */
const answerNumber = '(?:№|#|N[o°º]\\.?|رقم)[^\\S\\n\\v\\f\\r\\u0085\\u2028\\u2029]*(\\d{1,6})(?!\\p{P}?\\d)';

/** The number of an answer, where it is noted after the code. */
function seenAfter(text: string, window: readonly Piece[]): { readonly seen?: number } {
  const after = text.slice(Math.max(...window.map(({ end }) => end)));
  const noted = new RegExp(`^[\\s\\p{P}]*${answerNumber}`, 'iu').exec(after)?.[1];
  return noted === undefined ? {} : { seen: Number(noted) };
}

/** Pieces but for a short number of an answer that stands behind others: it is no group. */
function withoutAnswerNumber(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const numbers = [...text.matchAll(new RegExp(answerNumber, 'giu'))].filter(([, number = '']) => number.length < 4);
  const ends = new Set(numbers.map((match) => match.index + match[0].length));
  return pieces.filter(({ end }, at) => at === 0 || !ends.has(end));
}

function decode(digits: string): Uint8Array | null {
  if (digits.length !== codeDigits) return null;
  let value = BigInt(digits.slice(0, valueDigits));
  if (value >= limit) return null;
  const receipt = new Uint8Array(receiptBytes);
  for (let at = receiptBytes - 1; at >= 0; at--) {
    receipt[at] = Number(value & 0xffn);
    value >>= 8n;
  }
  return checkOf(receipt) === digits.slice(valueDigits) ? receipt : null;
}
