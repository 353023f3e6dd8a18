import { raw } from 'hono/html';
import type { Later } from '../render.ts';

/**
 * Most characters of what was typed that are written in one turn, in UTF-16 code units. A form has some twenty controls
 * for text in one piece, and each character may become six.
 */
export const maxSlice = 4_096;

/**
 * A value that somebody typed, for an attribute or as text. A long one is written in its turn where there is one, slice
 * by slice, and each slice says beforehand how long it will be: megabytes of quotation marks take seconds.
 */
export function typed({ later }: { readonly later?: Later | undefined }, value: string): string {
  if (!later || value.length <= maxSlice) return value;
  const slices: string[] = [];
  for (let at = 0; at < value.length; ) {
    const end = endOfSlice(value, at + maxSlice);
    slices.push(value.slice(at, end));
    at = end;
  }
  return raw(
    slices
      .map((slice) =>
        String(
          later(
            () => <>{slice}</>,
            () => escapedBytes(slice),
          ),
        ),
      )
      .join(''),
  );
}

/** Not between the two halves of a character. */
const endOfSlice = (value: string, end: number): number =>
  (value.codePointAt(end - 1) ?? 0) > 0xffff ? end - 1 : Math.min(end, value.length);

/** Bytes of characters that HTML has other signs for. */
const escaped = new Map([
  ['"', 6],
  ['&', 5],
  ["'", 5],
  ['<', 4],
  ['>', 4],
]);

/** Bytes of a text in UTF-8 once it is escaped. */
function escapedBytes(text: string): number {
  let bytes = 0;
  for (const sign of text) bytes += escaped.get(sign) ?? utf8Bytes(sign.codePointAt(0) ?? 0);
  return bytes;
}

function utf8Bytes(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
