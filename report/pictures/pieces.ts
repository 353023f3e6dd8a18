/** A piece of a cleaned picture: a range of the original, or few bytes of our own. */
export type Piece = { readonly start: number; readonly end: number } | Uint8Array;

/** Bytes of a piece. */
export const lengthOf = (piece: Piece): number =>
  piece instanceof Uint8Array ? piece.length : piece.end - piece.start;

/** Bytes of all pieces. */
export const sizeOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);

/** The same bytes in as few pieces as may be: ranges that touch become one. */
export function merged(pieces: readonly Piece[]): Piece[] {
  const few: Piece[] = [];
  for (const piece of pieces) {
    const last = few[few.length - 1];
    const touches = last && 'end' in last && 'start' in piece && last.end === piece.start;
    if (touches) few[few.length - 1] = { start: last.start, end: piece.end };
    else if ('start' in piece) few.push({ start: piece.start, end: piece.end });
    else few.push(piece);
  }
  return few;
}
