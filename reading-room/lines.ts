import { columnsOf, foreignColumns, terminalColumns, wrap } from './wrap.ts';

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

/** Answers as `mps.0.country: XA`; a text that is long or has several lines as a block in which each line is marked. */
export function valueLines(path: string, value: unknown): string[] {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return valueLines(path, value.map(String).join(', '));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => valueLines(path === '' ? key : `${path}.${key}`, each));
  // Names are the schema's own.
  const name = `    ${path}:`;
  const pieces = String(value)
    .split('\n')
    .flatMap((line) => wrap(line, foreignColumns));
  const line = `${name} ${pieces[0]}`;
  return pieces.length === 1 && columnsOf(line) <= terminalColumns ? [line] : [name, ...marked(6, pieces)];
}
