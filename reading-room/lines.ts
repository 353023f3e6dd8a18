import { countryNames } from '../report/countries/country-names.ts';
import { columnsOf, foreignColumns, piecesOf, terminalColumns, wrap } from './wrap.ts';

/** Stands before every piece of foreign text that does not follow a name of ours on its line. */
const mark = '| ';

/** A text of ours: where it is too long, it goes on under its own beginning. */
export function ours(start: string, text: string, indent = start.length): string[] {
  return wrap(text, terminalColumns - indent).map(
    (piece, at) => (at === 0 ? start : ' '.repeat(indent)) + piece.trimEnd(),
  );
}

/** A text that nobody vouches for: behind a name of ours, then piece by piece behind the mark. */
export function theirs(start: string, text: string): string[] {
  const [first = '', ...rest] = wrap(text, foreignColumns);
  return [start + first, ...marked(start.length, rest)];
}

export const marked = (indent: number, pieces: readonly string[]): string[] =>
  pieces.map((piece) => ' '.repeat(indent) + mark + piece);

const fieldStart = (name: string): string => `  ${name.padEnd(11)}`;
export const field = (name: string, value: string): string[] => ours(fieldStart(name), value);
export const foreignField = (name: string, value: string): string[] => theirs(fieldStart(name), value);
export const sentence = (text: string): string[] => ours('  ', text, 6);

/** A sentence of ours, and what it is about on lines of its own. */
export function remark(kind: string, code: string, text: string, detail = ''): string[] {
  return [...sentence(`${kind} ${code}: ${text}`), ...(detail === '' ? [] : marked(6, wrap(detail, foreignColumns)))];
}

const countries = countryNames.get('en') ?? [];

/** Most lines of one answer; the longest account, in a script of wide characters, has some 700. */
const maxAnswerLines = 1000;

/**
 * Answers as `mps.0.country: KE (Kenya)`; a text that is long or has several lines as a block in which each line is marked.
 * Lazy: no line is made before it is asked for.
 */
export function* valueLines(path: string, value: unknown, maxLines = maxAnswerLines): Generator<string> {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    yield* valueLines(path, value.map(String).join(', '), maxLines);
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value))
      yield* valueLines(path === '' ? key : `${path}.${key}`, each, maxLines);
  else yield* textLines(path, withName(path, String(value)), maxLines);
}

/** A country with its English name, as forms show it; an invented one has none. */
function withName(path: string, text: string): string {
  const country = /(?:^|\.)country(?:Now)?$/.test(path) && countries.find(({ code }) => code === text);
  return country ? `${text} (${country.name})` : text;
}

function* textLines(path: string, text: string, maxLines: number): Generator<string> {
  const pieces: string[] = [];
  let isCut = false;
  for (const piece of blockOf(text)) {
    isCut = pieces.length === maxLines;
    if (isCut) break;
    pieces.push(piece);
  }
  // Names are the schema's own.
  const name = `    ${path}:`;
  const line = `${name} ${pieces[0]}`;
  if (pieces.length === 1 && !isCut && columnsOf(line) <= terminalColumns) {
    yield line;
    return;
  }
  yield name;
  yield* marked(6, pieces);
  if (isCut) yield `      (${elsewhere})`;
}

/** Where the rest of something stands that was cut. */
export const elsewhere = 'cut here; all of it: report.json, with --out';

function* blockOf(text: string): Generator<string> {
  for (let start = 0; ; ) {
    const end = text.indexOf('\n', start);
    yield* piecesOf(text.slice(start, end === -1 ? undefined : end), foreignColumns);
    if (end === -1) return;
    start = end + 1;
  }
}
