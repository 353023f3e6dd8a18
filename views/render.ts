import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';

type Markup = ReturnType<FC>;

/** Turns a whole page into the text of an HTML document. Pages wait for nothing, so neither does this. */
export function render(page: Markup): string {
  return `<!doctype html>${page}`;
}

/** Leaves a piece of a page to be made in its turn. @param bytes tells how long it will be, where that can be said. */
export type Later = (piece: () => Markup, bytes?: () => number) => Markup;

/** Text of a page that is made, or is to be made once there is room for so many bytes. */
export type Piece = string | { readonly bytes: number; readonly make: () => string };

interface Waiting {
  readonly piece: () => Markup;
  readonly bytes: (() => number) | undefined;
}

/**
 * Turns a page that may be large into the same text as `render`, in pieces, so that the caller can let other requests
 * have their turn between two. Pieces may leave pieces of their own, except those that tell their length.
 */
export function* renderInPieces(page: (later: Later) => Markup): Generator<Piece> {
  const waiting: Waiting[] = [];
  const later: Later = (piece, bytes) => raw(`<later n="${waiting.push({ piece, bytes }) - 1}">`);
  yield* piecesOf(render(page(later)), waiting);
}

/** What stands for a piece until it is made, in attributes too: nothing that anybody types has a `<` in a page. */
const mark = /<later n="(\d+)">/;

function* piecesOf(text: string, waiting: readonly Waiting[]): Generator<Piece> {
  // Text, and the numbers of pieces between, by turns.
  for (const [at, part] of text.split(mark).entries()) {
    const next = at % 2 === 1 ? waiting[Number(part)] : undefined;
    if (!next) yield part;
    else if (!next.bytes) yield* piecesOf(String(next.piece()), waiting);
    else yield { bytes: next.bytes(), make: () => String(next.piece()) };
  }
}

interface InTurn {
  readonly later?: Later | undefined;
}

/** A piece that is made in its turn where there is one, else at once. */
export const inTurn = ({ later }: InTurn, piece: () => Markup): Markup => (later ? later(piece) : piece());
