import Papa from 'papaparse';
import { maxMps, maxNameLength } from './limits.ts';

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

/** How many of them are told by name; more help nobody. */
const maxTold = 20;

export interface Pasted {
  readonly mps: readonly PastedMp[];
  /** Numbers, from 1, of lines in which no name of a possible length was found; empty lines do not count. */
  readonly unread: readonly number[];
  /** Countries that nobody knows, the first twenty; the MPs are taken without them. */
  readonly unknownCountries: readonly string[];
  /** Countries that may be several, the first twenty. */
  readonly unclearCountries?: readonly UnclearCountry[];
  /** How many more than one report takes. */
  readonly tooMany: number;
}

/**
 * Reads a list of MPs: a name a line, or a table of name, party, constituency and country, divided by tabs, semicolons or commas.
 * @param asTable whether lines are divided into columns; a name may hold a comma.
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
  // A paste may mix line ends; a parser that goes by the first one would glue lines together.
  const plain = text.replace(/\r\n?/g, '\n');
  const mps: PastedMp[] = [];
  const unread: number[] = [];
  const unknownCountries = new Set<string>();
  const unclear = new Map<string, UnclearCountry>();
  let nextLine = 1;
  for (const row of asTable ? tableOf(plain) : linesOf(plain)) {
    const line = nextLine;
    // A quoted cell may hold line ends, a name may not.
    nextLine += row.join('').split('\n').length;
    const cells = row.map((cell) => cell.replaceAll('\n', ' ').trim());
    if (cells.every((cell) => cell === '')) continue;
    const [fullName = '', party, constituency, countryText] = cells;
    if (fullName === '' || fullName.length > maxNameLength) {
      unread.push(line);
      continue;
    }
    const country = countryText ? countryOf(countryText) : undefined;
    const choices = countryText ? choicesOf(countryText) : [];
    if (countryText && choices.length > 0) unclear.set(countryText, { text: countryText, country, choices });
    else if (countryText && country === undefined) unknownCountries.add(countryText);
    mps.push({ fullName, ...(party && { party }), ...(constituency && { constituency }), ...(country && { country }) });
  }
  return {
    mps: mps.slice(0, room),
    unread,
    unknownCountries: told([...unknownCountries], '…'),
    ...(unclear.size > 0 && { unclearCountries: [...unclear.values()].slice(0, maxTold) }),
    tooMany: Math.max(0, mps.length - room),
  };
}

const told = (all: readonly string[], more: string): string[] =>
  all.length > maxTold ? [...all.slice(0, maxTold), more] : [...all];

const linesOf = (text: string, delimiter?: string): string[][] =>
  text.split('\n').map((line) => (delimiter === undefined ? [line] : line.split(delimiter)));

function tableOf(text: string): string[][] {
  const delimiter = delimiterOf(text);
  // A quotation mark that begins a cell and ends none would swallow the lines after it: then it is just a character.
  if (hasStrayQuote(text, delimiter)) return linesOf(text, delimiter);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' });
  return errors.some(({ type }) => type === 'Quotes') ? linesOf(text, delimiter) : data;
}

/**
 * Whether a cell begins with a quotation mark and does not end with one. Found in one pass and before parsing: at each
 * stray one the parser looks through the rest of the text again.
 */
function hasStrayQuote(text: string, delimiter: string): boolean {
  const ends = (at: number) => at >= text.length || text[at] === delimiter || text[at] === '\n';
  for (let at = 0; at < text.length; ) {
    let end = at;
    if (text[at] === '"') {
      end = text.indexOf('"', at + 1);
      // Two of them are one in the text of a cell.
      while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
      if (end === -1) return true;
      end += 1;
      while (!ends(end) && text[end]?.trim() === '') end += 1;
      if (!ends(end)) return true;
    } else while (!ends(end)) end += 1;
    at = end + 1;
  }
  return false;
}

/** The divider that the first line with text has most of; a tab wins, since nobody types it into a name. */
function delimiterOf(text: string): string {
  const first = /^.*\S.*$/m.exec(text)?.[0] ?? '';
  if (first.includes('\t')) return '\t';
  return first.split(';').length > first.split(',').length ? ';' : ',';
}
