/** A line of a pasted list, or several where a quoted cell holds line ends. */
export interface Row {
  /** Number of its first line, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** What may divide columns, the one first that names and parties hold least. */
const dividers = ['\t', ';', '|', '；', '؛', ',', '，', '،', '、'];

/**
 * The divider that rows agree on: of those in about as many rows as the most frequent one, the one that names hold
 * least. A title may hold another one, and a name a comma. `null` where no row is divided.
 */
export function dividerOf(text: string): string | null {
  const sample = text.slice(0, maxSample);
  const counts = dividers.map((divider) =>
    sample.includes(divider) ? rowsOf(sample, divider).filter(({ cells }) => isDivided(cells)).length : 0,
  );
  const most = Math.max(...counts);
  const at = counts.findIndex((count, each) => count > 0 && count * (each === 0 ? 3 : 1.5) >= most);
  return dividers[at] ?? null;
}

/** As much of a text as its divider is looked for in, in UTF-16 code units. */
const maxSample = 50_000;

const isDivided = (cells: readonly string[]): boolean => cells.length > 1;

/** Most lines of a quoted cell: a lone quotation mark must not swallow a list. */
const maxCellLines = 10;

/**
 * Divides a text into rows and cells in one pass. A cell may be quoted; a quotation mark that no other one answers, just
 * before the end of a cell, is a character of a name.
 * @param divider `null` for one cell a line.
 */
export function rowsOf(text: string, divider: string | null): Row[] {
  const rows: Row[] = [];
  let cells: string[] = [];
  let line = 1;
  let first = 1;
  let at = 0;
  for (;;) {
    const quoted = quotedAt(text, at, divider);
    const cell = quoted ?? { text: untilEnd(text, at, divider), end: 0, lines: 1 };
    const end = quoted?.end ?? at + cell.text.length;
    cells.push(cell.text);
    line += cell.lines - 1;
    at = end + 1;
    if (text[end] === divider && divider !== null) continue;
    rows.push({ line: first, cells });
    if (end >= text.length) return rows;
    cells = [];
    line += 1;
    first = line;
  }
}

function untilEnd(text: string, start: number, divider: string | null): string {
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== divider) end += 1;
  return text.slice(start, end);
}

/** A quoted cell and where it ends; `null` where the quotation mark is none of a cell. */
function quotedAt(text: string, start: number, divider: string | null) {
  let open = start;
  while (text[open] === ' ') open += 1;
  if (text[open] !== '"') return null;
  let lines = 1;
  let isTorn = false;
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\n') lines += 1;
    else if (character === divider && lines > 1) isTorn = true;
    if (lines > maxCellLines) return null;
    if (character !== '"') continue;
    if (text[at + 1] === '"') {
      at += 1;
      continue;
    }
    let end = at + 1;
    while (text[end] === ' ') end += 1;
    const isClosed = end >= text.length || text[end] === '\n' || text[end] === divider;
    // Two lone marks in two rows are no cell that holds what lies between them.
    return isClosed && !isTorn ? { text: text.slice(open + 1, at).replaceAll('""', '"'), end, lines } : null;
  }
  return null;
}
