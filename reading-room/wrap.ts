import { inert } from './inert.ts';

/** Columns of the narrowest terminal in use. */
export const terminalColumns = 80;
/** Most columns of one piece of foreign text; leaves room for names, indents and the mark. */
export const foreignColumns = 60;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Most columns that a text takes: whatever is not ASCII counts as two, since terminals disagree about it. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character <= '\u007F' ? 1 : 2;
  return columns;
}

/** All pieces of a line, of which there are as many as it is long: for what is short. */
export const wrap = (text: string, columns: number): string[] => [...piecesOf(text, columns)];

/**
 * One line of text, inert, in pieces of at most so many columns, one after the other: a terminal that wraps a long line by itself would let
 * its end stand where only our own words may. Breaks behind a space near the end if there is one, drops nothing, and
 * cuts no character in two unless it alone is wider than a piece. Lazy: no piece is made before it is asked for.
 */
export function* piecesOf(text: string, columns: number): Generator<string> {
  let piece = '';
  let width = 0;
  for (const unit of unitsOf(text, columns)) {
    const unitWidth = columnsOf(unit);
    if (width + unitWidth > columns) {
      const end = breakOf(piece, columns - unitWidth);
      yield piece.slice(0, end);
      piece = piece.slice(end);
      width = columnsOf(piece);
    }
    piece += unit;
    width += unitWidth;
  }
  yield piece;
}

function* unitsOf(text: string, columns: number): Generator<string> {
  for (const { segment } of graphemes.segment(text)) {
    // One that is wider than a piece may be as long as the text: a heap of marks on one letter.
    if (segment.length <= 2 * columns) {
      const unit = inert(segment);
      if (columnsOf(unit) <= columns) yield unit;
      else yield* unit;
    } else for (const character of segment) yield inert(character);
  }
}

/** Behind the last space, if that is in the second half and what follows it fits into the next piece. */
function breakOf(piece: string, roomColumns: number): number {
  const end = piece.lastIndexOf(' ') + 1;
  return end > piece.length / 2 && columnsOf(piece.slice(end)) <= roomColumns ? end : piece.length;
}
