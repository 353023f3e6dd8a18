import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';

type Markup = ReturnType<FC>;

/** Turns a whole page into the text of an HTML document. Pages wait for nothing, so neither does this. */
export function render(page: Markup): string {
  return `<!doctype html>${page}`;
}

/** Leaves a piece of a page to be made in its turn. */
export type Later = (piece: () => Markup) => Markup;

/**
 * Turns a page that may be large into the same text as `render`, in pieces, so that the caller can let other requests
 * have their turn between two. Pieces may leave pieces of their own.
 */
export function* renderInPieces(page: (later: Later) => Markup): Generator<string> {
  const waiting: (() => Markup)[] = [];
  yield* piecesOf(render(page((piece) => raw(`<later n="${waiting.push(piece) - 1}">`))), waiting);
}

/** What stands for a piece until it is made: nothing that anybody types has a `<` in a page. */
const mark = /<later n="(\d+)">/;

function* piecesOf(text: string, waiting: readonly (() => Markup)[]): Generator<string> {
  // Text, and the numbers of pieces between, by turns.
  for (const [at, part] of text.split(mark).entries()) {
    const piece = at % 2 === 1 ? waiting[Number(part)] : undefined;
    if (piece) yield* piecesOf(String(piece()), waiting);
    else yield part;
  }
}

/** A piece that is made in its turn where there is one, else at once. */
export const inTurn = ({ later }: { readonly later?: Later }, piece: () => Markup): Markup =>
  later ? later(piece) : piece();
