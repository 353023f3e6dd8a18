import { type LeftOut, type LeftOutReason, leftOutReasons } from './left-out.ts';
import { maxMps, maxNameLength } from './limits.ts';
import { onlyOf, type Places, type Table, tableOf } from './list-columns.ts';
import { plainLines } from './list-lines.ts';
import { isRowNumber, withoutListMark, withoutListMarks } from './list-marks.ts';
import { hasColon, isDoubtful, isTitle, isTitleWithColon, mayBeMore, namesInLine } from './list-names.ts';
import { dividerOf, type Row, rowsOf } from './list-rows.ts';
import { columnOf, isSum } from './list-words.ts';
import { hasText } from './unseen-marks.ts';

/** Longest text in the paste box, in UTF-16 code units: 150 MPs with every column filled take far less. */
export const maxPasteLength = 100_000;

/** One MP as understood from a line. */
export interface PastedMp {
  readonly fullName: string;
  readonly party?: string;
  readonly constituency?: string;
  readonly country?: string;
}

/** A country's name that several countries may be meant by. */
export interface UnclearCountry {
  /** As it was written. */
  readonly text: string;
  /** The one that is taken, since that is its name in lists of the United Nations or its code; none if there is none. */
  readonly country: string | undefined;
  /** Codes of all that may be meant. */
  readonly choices: readonly string[];
}

/** Most lines with text that are read: ten times the MPs of a report. Lines below these are counted alone. */
const maxLines = 10 * maxMps;

/** Most items of one kind that are shown; more do not help. */
const maxTold = 20;
/** Most characters that are shown of a text that is left out. */
const maxToldLength = 80;

export interface Pasted {
  readonly mps: readonly PastedMp[];
  /**
   * Numbers, from 1, of lines in which no name of a possible length was found, and of those that may hold no name or
   * several: these are taken as one MP, as they stand, so that no MP is lost and the submitter can correct it.
   */
  readonly unread: readonly number[];
  /** Countries that nobody knows, the first twenty; the MPs are taken without them. */
  readonly unknownCountries: readonly string[];
  /** Countries that may be several, the first twenty. */
  readonly unclearCountries?: readonly UnclearCountry[];
  /** How many more than one report takes; of a list that is far too long, each line below the last one that was read. */
  readonly tooMany: number;
  /** What no MP was made of, if anything, to be shown: nothing is lost in silence. */
  readonly leftOut?: readonly LeftOut[];
}

/**
 * Reads a list of MPs: a name a line, or a table. A row of headings says what its columns are, else they are name,
 * party, constituency and country. Takes time in proportion to the text, and reads no more than 1,500 lines of it.
 * @param asTable whether lines are divided into columns; a name may hold a comma. Where most lines hold a tab they are.
 * @param countryOf two-letter code of a country's name or code; `undefined` if it is none.
 * @param choicesOf codes of all countries that a name may mean, where those are several.
 */
export function readPastedMps(
  text: string,
  asTable: boolean,
  countryOf: (text: string) => string | undefined,
  room = maxMps,
  choicesOf: (text: string) => readonly string[] = () => [],
): Pasted {
  const { above, below } = divided(plainLines(text));
  const { lines, divider, notes } = withoutDividerLine(above);
  const list = asTable || isTabbed(lines) ? columnsOf(lines, divider ?? dividerOf(lines)) : namesOf(lines);
  const mps: PastedMp[] = [];
  const unread: number[] = [];
  const unknownCountries = new Set<string>();
  const unclear = new Map<string, UnclearCountry>();
  const marks: string[] = [];
  const unmarked = withoutListMarks(list.found.map(({ mp }) => mp.fullName));
  for (const [at, { line, mp, isUnsure }] of list.found.entries()) {
    const { name: unmarkedName, mark } = unmarked[at] ?? { name: mp.fullName, mark: '' };
    const name = withoutTabs(unmarkedName);
    if (mark !== '') marks.push(mark);
    if (!isNameLike(name) || name.length > maxNameLength) {
      unread.push(line);
      continue;
    }
    if (isUnsure || name !== unmarkedName) unread.push(line);
    const { party, constituency, country: written } = mp;
    const country = written ? countryOf(written) : undefined;
    const choices = written ? choicesOf(written) : [];
    if (written && choices.length > 0) unclear.set(written, { text: written, country, choices });
    else if (written && country === undefined) unknownCountries.add(written);
    mps.push({
      fullName: name,
      ...(party && { party }),
      ...(constituency && { constituency }),
      ...(country && { country }),
    });
  }
  const leftOut = leftOutReasons.flatMap((reason) => {
    const texts = [...new Set(reason === 'marks' ? marks : reason === 'divider' ? notes : list[reason])];
    return texts.length > 0 ? [{ reason, texts: told(texts.map(shortened)) }] : [];
  });
  // A heading or unseen marks are no line to read; but a text of nothing else was not understood.
  const isNothing = mps.length + unread.length === 0 && /\S/.test(text);
  return {
    mps: mps.slice(0, room),
    unread: isNothing ? [1] : unread,
    unknownCountries: told([...unknownCountries]),
    ...(unclear.size > 0 && { unclearCountries: [...unclear.values()].slice(0, maxTold) }),
    tooMany: Math.max(0, mps.length - room) + below,
    ...(leftOut.length > 0 && { leftOut }),
  };
}

/** Whether a text can be a name: rulers and lone dividers cannot. */
const isNameLike = (text: string): boolean => /[\p{L}\p{N}\p{So}\p{Co}\p{Extended_Pictographic}]/u.test(text);

const told = (all: readonly string[]): string[] => (all.length > maxTold ? [...all.slice(0, maxTold), '…'] : [...all]);

const shortened = (text: string): string => (text.length > maxToldLength ? `${text.slice(0, maxToldLength)}…` : text);

/** The lines that are read, and how many with text stand below them. */
function divided(lines: string): { readonly above: string; readonly below: number } {
  let [read, below, end] = [0, 0, lines.length];
  for (let at = 0; at < lines.length; ) {
    const lineEnd = lines.indexOf('\n', at);
    const next = lineEnd < 0 ? lines.length : lineEnd + 1;
    if (hasText(lines.slice(at, next))) {
      if (read < maxLines) read += 1;
      else {
        end = Math.min(end, at);
        below += 1;
      }
    }
    at = next;
  }
  return { above: lines.slice(0, end), below };
}

/** Takes away the line that tells programs which character divides columns. Its place stays, so that lines keep numbers. */
function withoutDividerLine(lines: string) {
  const [line = '', divider] = /^\s*"?sep=(.)"?[^\S\n]*(?=\n|$)/i.exec(lines) ?? [];
  if (divider === undefined) return { lines, divider: null, notes: [] };
  const above = line.replace(/[^\n]/g, '');
  return { lines: above + lines.slice(line.length), divider, notes: [line.trim()] };
}

interface Named {
  readonly line: number;
  readonly mp: PastedMp;
  /** Whether it may be no name, or several: it is taken as it is, and its line is told. */
  readonly isUnsure: boolean;
}
type List = Readonly<Record<Exclude<LeftOutReason, 'marks' | 'divider'>, readonly string[]>> & {
  readonly found: readonly Named[];
};

/**
 * Whether most lines, and more than one, hold a tab behind something: spreadsheets and word processors write it, also
 * after the last cell that is filled, and people do not type it. A tab before a line may be no more than its indent.
 */
function isTabbed(lines: string): boolean {
  const texts = lines.split('\n').filter(hasText);
  const tabbed = texts.filter((text) => text.trimStart().includes('\t')).length;
  return tabbed > 1 && tabbed * 3 >= texts.length * 2;
}

/** A cell as one line, without invisible marks at its ends; marks that turn a direction belong to what they turn. */
const cleaned = (cell: string): string =>
  hasText(cell) ? trimmed(cell.replaceAll('\n', ' '), (each) => /[\s\u200b]/.test(each)) : '';

/** A text without characters of a kind at its ends, found in one pass: patterns take longer for long runs of them. */
function trimmed(text: string, isTrimmed: (character: string) => boolean): string {
  let [start, end] = [0, text.length];
  while (start < end && isTrimmed(text.charAt(start))) start += 1;
  while (end > start && isTrimmed(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** A name in one line of text: what stood behind a tab may be another column, or another name. */
const withoutTabs = (text: string): string => text.replace(/\s+/g, (run) => (run.includes('\t') ? ' ' : run));

const joined = (rows: readonly Row[]): string[] => rows.map(({ cells }) => cells.filter(Boolean).join(' · '));

/** Most columns of a table that are looked at; what stands beyond is shown like other columns. */
const maxColumns = 40;

function columnsOf(lines: string, divider: string | null): List {
  const rows = rowsOf(lines, divider)
    .map(({ line, cells }) => ({ line, cells: cells.map(cleaned) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const beyond = rows.flatMap(({ cells }) => cells.slice(maxColumns).filter((cell) => cell !== ''));
  const table = tableOf(rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, maxColumns) })));
  return {
    found: table.rows.map((row) => namedOf(row, table)),
    header: joined(table.headers),
    title: joined(table.titles),
    numbers: table.numbers,
    columns: [...table.others, ...beyond],
  };
}

/** The MP of a row. One that holds nothing but a word or two may stand over a part of the table, and is told. */
function namedOf({ line, cells }: Row, { places, isDivided, unplaced }: Table): Named {
  const mp = mpOf(cells, places);
  const only = isDivided ? onlyOf(cells) : undefined;
  if (only === undefined) return { line, mp, isUnsure: false };
  // It is no number of a row, though it stands where those do.
  if (mp.fullName === '' && unplaced.some((at) => cells[at] === only) && !isRowNumber(only))
    return { line, mp: { fullName: only }, isUnsure: true };
  const { name } = withoutListMark(mp.fullName);
  return { line, mp, isUnsure: isDoubtful(name) || !/\s/.test(name) };
}

function mpOf(cells: readonly string[], places: Places): PastedMp {
  const at = (place: number | undefined) => (place === undefined ? '' : (cells[place] ?? ''));
  const [name, family, given] = [at(places.name), at(places.family), at(places.given)];
  // A search in a long text for a long text takes both lengths; what is longer than a name is refused anyway.
  const isShort = (text: string) => text.length <= maxNameLength;
  const isIn = (part: string) => part === '' || (isShort(name) && isShort(part) && name.includes(part));
  const fullName = [isIn(given) ? '' : given, name, isIn(family) ? '' : family].filter(Boolean).join(' ');
  return { fullName, party: at(places.party), constituency: at(places.constituency), country: at(places.country) };
}

/** What a list that was written for a program leaves at the ends of its lines. */
const isDivider = (character: string): boolean => /[\s,;|،؛、，；]/.test(character);

function namesOf(lines: string): List {
  const header: string[] = [];
  const title: string[] = [];
  const found: Named[] = [];
  const all = onLines(lines);
  const isAlone = all.length === 1;
  for (const { line, cells } of all) {
    const text = cleaned(cells[0] ?? '');
    if (text === '') continue;
    const name = trimmed(text, isDivider) || text;
    const isFirst = found.length === 0;
    if (isFirst && columnOf(name)) header.push(text);
    else if (isTitleWithColon(name) || isSum(name) || (isFirst && isTitle(name))) title.push(text);
    else found.push({ line, mp: { fullName: name }, isUnsure: hasColon(name) || mayBeMore(name, isAlone) });
  }
  return { found, header, title, numbers: [], columns: [] };
}

/** A name a line. One quoted cell of a spreadsheet that holds a whole list is that list; so is one line of many names. */
function onLines(lines: string): Row[] {
  const rows = rowsOf(lines, null);
  const texts = rows.filter(({ cells }) => hasText(cells[0] ?? ''));
  const [only] = texts;
  if (!only || texts.length > 1) return rows;
  const text = (only.cells[0] ?? '').trim();
  if (text.includes('\n')) return rowsOf(text, null).map((row) => ({ ...row, line: only.line + row.line - 1 }));
  return namesInLine(text)?.map((name) => ({ line: only.line, cells: [name] })) ?? texts;
}
