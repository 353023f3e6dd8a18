import type { Io } from './io.ts';
import type { Found } from './open-input.ts';
import type { ChainReview, Opened } from './result.ts';
import { failureOf } from './room-error.ts';

/** Characters that are handed on at once. */
const pieceLength = 65_536;

/** Prints lines piece by piece, each once the one before was taken: of any number no more than one piece is held. */
export async function printLines(io: Io, lines: Iterable<string>): Promise<void> {
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < pieceLength) continue;
    await io.out(piece);
    piece = '';
  }
  if (piece !== '') await io.out(piece);
}

/** What stands in an input, to be shown; where that fails now, the result says so from here on. */
export async function openedOf({ result, open }: Found): Promise<Opened | null> {
  if (!result.facts) return null;
  try {
    return await open();
  } catch (error) {
    Object.assign(result, failureOf(error));
    result.opened = false;
    return null;
  }
}

/** What was judged of everything that was named. */
export interface Review {
  readonly founds: readonly Found[];
  readonly chains: readonly ChainReview[];
}
