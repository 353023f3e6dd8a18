import { isRowNumber } from './list-marks.ts';
import { isTitleWithColon } from './list-names.ts';
import type { Row } from './list-rows.ts';
import { type Column, columnOf, isSum, titleWordsIn } from './list-words.ts';

/** Where in a row each thing stands, by the number of its cell. */
export type Places = Readonly<Partial<Record<Column, number>>>;

export interface Table {
  readonly places: Places;
  readonly rows: readonly Row[];
  /** Whether any row holds more than one thing. */
  readonly isDivided: boolean;
  /** Columns that nothing is made of. */
  readonly unplaced: readonly number[];
  /** Rows that name columns, and rows that stand over or under a list. */
  readonly headers: readonly Row[];
  readonly titles: readonly Row[];
  /** Cells that are numbers of rows, and what stands in columns that nothing is made of, by heading or as it is. */
  readonly numbers: readonly string[];
  readonly others: readonly string[];
}

/** The order of columns where no row names them. */
const usual = ['name', 'party', 'constituency', 'country'] as const;
/** How far down a row that names columns may stand: under a title, a date, a logo that was lost. */
const headersWithin = 10;

/** What a row holds, if it is one thing only. */
export function onlyOf(cells: readonly string[]): string | undefined {
  const [only, ...others] = cells.filter((cell) => cell !== '');
  return others.length === 0 ? only : undefined;
}

const filled = ({ cells }: Row): string[] => cells.filter((cell) => cell !== '');

/** Finds out what the columns of a table are, and which rows are no MPs. Rows hold something, and cells are trimmed. */
export function tableOf(all: readonly Row[]): Table {
  const header = all.slice(0, headersWithin).find((row) => isHeader(row) && !isOfTitles(row, all));
  const headers = new Set(header ? all.filter((row) => row === header || isRepeated(row, header)) : []);
  const start = header ? all.indexOf(header) : titlesAbove(all);
  const titles = new Set(all.filter((row, at) => !headers.has(row) && (at < start || isSumRow(row))));
  const rows = all.filter((row) => !headers.has(row) && !titles.has(row));
  const width = widthOf(rows);
  // What stands over a part of a table says nothing of the column that it stands in.
  const whole = rows.filter(({ cells }) => onlyOf(cells) === undefined);
  const typical = whole.length > 0 ? whole : rows;
  const places = header ? namedPlaces(header, rows) : usualPlaces(typical, width);
  const taken = new Set(Object.values(places));
  const isNumbers = (at: number) =>
    header ? columnOf(header.cells[at] ?? '') === 'number' : isNumberColumn(typical, at);
  const unused = Array.from({ length: width }, (_, at) => at).filter((at) => !taken.has(at));
  return {
    places,
    rows,
    isDivided: whole.length > 0,
    unplaced: unused,
    headers: [...headers],
    titles: [...titles],
    numbers: unused.filter(isNumbers).flatMap((at) => textsAt(typical, at)),
    others: unused.filter((at) => !isNumbers(at)).flatMap((at) => headed(header?.cells[at], textsAt(typical, at))),
  };
}

const widthOf = (rows: readonly Row[]): number => rows.reduce((width, { cells }) => Math.max(width, cells.length), 0);

const textsAt = (rows: readonly Row[], at: number): string[] =>
  rows.map(({ cells }) => cells[at] ?? '').filter((text) => text !== '');

/** Names a column by its heading, if it has one and anything in it; else by its cells. */
const headed = (heading: string | undefined, texts: readonly string[]): readonly string[] =>
  heading && texts.length > 0 ? [heading] : texts;

/** Whether the cells of a row are words for columns: half of them or more, and a name or another one among them. */
function isHeader(row: Row): boolean {
  const cells = filled(row);
  const found = cells.map(columnOf).filter((column) => column !== undefined);
  const isNamed = found.some((column) => column === 'name' || column === 'family' || column === 'given');
  return found.length * 2 >= cells.length && (isNamed || found.length > 1);
}

/** Whether a row only looks like a heading, since most others are worded alike there: `Senator`, then a name. */
const isOfTitles = (row: Row, all: readonly Row[]): boolean =>
  row.cells.some(
    (cell, at) =>
      columnOf(cell) !== undefined &&
      isTitleColumn(
        all.filter((each) => each !== row),
        at,
      ),
  );

/** Whether most cells of a column are words for columns, as titles of persons are. */
function isTitleColumn(rows: readonly Row[], at: number): boolean {
  const texts = textsAt(rows, at);
  return texts.length > 0 && texts.filter((text) => columnOf(text) !== undefined).length * 2 > texts.length;
}

/** Tables over several pages name their columns on each. */
const isRepeated = (row: Row, header: Row): boolean =>
  row.cells.join('\t') === header.cells.join('\t') || (isHeader(row) && filled(row).every((cell) => columnOf(cell)));

/** How many rows at the top are titles: of fewer cells than the others, and worded or written as none that is a name. */
function titlesAbove(all: readonly Row[]): number {
  const most = all.reduce((width, row) => Math.max(width, filled(row).length), 0);
  const isTitle = (row: Row) => {
    const cells = filled(row);
    const text = cells.join(' ');
    if (cells.length >= most) return false;
    if (cells.length > 1) return titleWordsIn(text) > 1;
    return titleWordsIn(text) > 0 || isTitleWithColon(text) || /\p{Nd}{2}/u.test(text) || text.split(' ').length > 6;
  };
  const first = all.findIndex((row) => !isTitle(row));
  return Math.max(0, first);
}

const isSumRow = (row: Row): boolean => {
  const [first = '', ...others] = filled(row);
  return isSum([first, ...others].join(' '));
};

function namedPlaces(header: Row, rows: readonly Row[]): Places {
  const places: Partial<Record<Column, number>> = {};
  for (const [at, cell] of header.cells.entries()) {
    const column = columnOf(cell);
    if (column && column !== 'number' && column !== 'other') places[column] ??= at;
  }
  if (places.name !== undefined || places.family !== undefined || places.given !== undefined) return places;
  const unnamed = header.cells.findIndex((cell, at) => columnOf(cell) === undefined && textsAt(rows, at).length > 0);
  return { ...places, name: Math.max(0, unnamed) };
}

function usualPlaces(rows: readonly Row[], width: number): Places {
  let first = 0;
  const isPassed = (at: number) =>
    textsAt(rows, at).length === 0 || isNumberColumn(rows, at) || isTitleColumn(rows, at);
  while (first < width - 1 && isPassed(first)) first += 1;
  return Object.fromEntries(usual.map((column, at) => [column, first + at]));
}

/** Whether a column holds nothing but numbers of rows, or signs before them. */
function isNumberColumn(rows: readonly Row[], at: number): boolean {
  const texts = textsAt(rows, at);
  return texts.length > 0 && texts.every(isRowNumber);
}
