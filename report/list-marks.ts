const space = String.raw`[\s\u00a0]*`;
/** Signs before the lines of a list: those of keyboards, of word processors, which have their own, and of chats. */
const sign = String.raw`[-–—‒―•●○◦▪▫■□◆◇►▶➢➤✓✔☐☑✅❖·*+>»\uf076\uf0a7\uf0b7\uf0d8]|o(?=\t)`;
/** Numbers of a list, in any script, also ordinal ones, and letters that no initial is written like. */
const numberEnd = String.raw`${space}[.)\]:،、．）/–—-]+`;
const ordinal = String.raw`\.?[º°ª]`;
const number = String.raw`(?:№|#|[Nn][o°º]\.?)?${space}[([（]?\p{Nd}{1,4}(?:${ordinal}(?:${numberEnd}|(?=\s))|${numberEnd}|(?=\t))`;
const letter = String.raw`[([（]?\p{L}[)\]）]|\p{Script=Arabic}${space}[-–](?=\s)`;
const keycap = String.raw`\p{Nd}\ufe0f?\u20e3`;
/** Marks of direction and of nothing that stand before a sign or number, and those that end or follow it. */
const before = String.raw`[\p{Bidi_Control}\u200b\ufeff]*`;
const after = String.raw`[\u061c\u200b\u200e\u200f\u202c\u2069\ufeff]*`;
const mark = new RegExp(`^${before}(?:(?:${sign})\ufe0f?|${keycap}|${number}|${letter})${after}${space}`, 'u');

interface Unmarked {
  readonly name: string;
  /** What stood before it, without white space; empty for none. */
  readonly mark: string;
}

const divided = (whole: string, name: string): Unmarked => ({
  name,
  mark: whole.slice(0, whole.length - name.length).trim(),
});

/** Divides a name from what stands before it because it is a line of a list: a sign, a number, a letter, or some. */
export function withoutListMark(whole: string): Unmarked {
  let name = whole;
  for (let times = 0; times < 3; times += 1) name = name.replace(mark, '');
  // What is no name without it was none with it, and stays to be seen.
  return divided(whole, name === '' ? whole : name);
}

/** A number that stands before every name, and nothing but a space between them. */
const bareNumber = /^\p{Nd}{1,4}\s+(?=\p{L})/u;
/** A small letter that is either the letter of a line or an initial, and the first letter of the name after it. */
const openLetter = new RegExp(`^${before}([a-z])(?:\\.|${space}[-–:])${after}\\s+(?=\\S)`, 'u');
const closedLetter = new RegExp(`^${before}[([（]?([A-Za-z])[)\\]）]`, 'u');

/** Divides all names of a list, in their order, from what stands before them. */
export function withoutListMarks(names: readonly string[]): Unmarked[] {
  if (names.length > 1 && names.every((name) => bareNumber.test(name)))
    return names.map((name) => divided(name, name.replace(bareNumber, '')));
  const running = runningLetters(names);
  return names.map((whole, at) => {
    const { name } = withoutListMark(whole);
    return divided(whole, running.has(at) ? name.replace(openLetter, '') : name);
  });
}

/**
 * Where small letters count the lines, which initials do not: a, b, c and on without a gap; a and b alone only where the
 * names after them begin with no small letter, so that an initial would not be small either.
 */
function runningLetters(names: readonly string[]): ReadonlySet<number> {
  const running = new Set<number>();
  const letters = names.map((name) => {
    const rest = withoutListMark(name).name;
    return (openLetter.exec(rest) ?? closedLetter.exec(name))?.[1]?.toLowerCase();
  });
  for (let start = 0; start < names.length; start += 1) {
    let end = start;
    while (end < names.length && letters[end] === 'abcdefghijklmnopqrstuvwxyz'[end - start]) end += 1;
    const run = names.slice(start, end);
    const isWritten = run.every((name) => !/^\p{Ll}/u.test(withoutListMark(name).name.replace(openLetter, '')));
    if (run.length > 2 || (run.length > 1 && isWritten)) for (let at = start; at < end; at += 1) running.add(at);
  }
  return running;
}

const rowNumber = new RegExp(
  String.raw`^${before}(?:(?:${sign})|(?:№|#|[Nn][o°º]\.?)?${space}[([（]?\p{Nd}{1,6}(?:${ordinal})?${space}[.)\]:،、．）–—-]*)${after}$`,
  'u',
);

/** Whether a cell is the number of its row, or the sign before it. */
export const isRowNumber = (cell: string): boolean => rowNumber.test(cell);
