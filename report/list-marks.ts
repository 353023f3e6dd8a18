const space = String.raw`[\s\u00a0]*`;
/** Signs before the lines of a list: those of keyboards, of word processors, which have their own, and of chats. */
const sign = String.raw`[-–—‒―•●○◦▪▫■□◆◇►▶➢➤✓✔☐☑✅❖·*+>»\uf076\uf0a7\uf0b7\uf0d8]|o(?=\t)`;
/** Numbers and letters of a list, in any script; an initial is a capital letter and a dot, and stays. */
const number = String.raw`(?:№|#|[Nn][o°º]\.?)?${space}[([（]?\p{Nd}{1,4}(?:[.)\]:،、．）/–—-]+|(?=\t))`;
const letter = String.raw`[([（]?\p{L}[)\]）]|[a-z]\.(?=\s)|\p{Script=Arabic}${space}[-–](?=\s)`;
const keycap = String.raw`\p{Nd}\ufe0f?\u20e3`;
/** Marks of direction and of nothing that stand before a sign or number, and those that end or follow it. */
const before = String.raw`[\p{Bidi_Control}\u200b\ufeff]*`;
const after = String.raw`[\u061c\u200b\u200e\u200f\u202c\u2069\ufeff]*`;
const mark = new RegExp(`^${before}(?:(?:${sign})\ufe0f?|${keycap}|${number}|${letter})${after}${space}`, 'u');

/** Divides a name from what stands before it because it is a line of a list: a sign, a number, a letter, or some. */
export function withoutListMark(name: string): { readonly name: string; readonly mark: string } {
  let rest = name;
  for (let times = 0; times < 3; times += 1) rest = rest.replace(mark, '');
  // What is no name without it was none with it, and stays to be seen.
  return rest === '' ? { name, mark: '' } : { name: rest, mark: name.slice(0, name.length - rest.length).trim() };
}

const bareNumber = /^\p{Nd}{1,4}\s+(?=\p{L})/u;

/** A number that stands before every name, and nothing but a space between them. */
export const hasBareNumber = (name: string): boolean => bareNumber.test(name);
export const withoutBareNumber = (name: string) => {
  const rest = name.replace(bareNumber, '');
  return { name: rest, mark: name.slice(0, name.length - rest.length).trim() };
};

const rowNumber = new RegExp(
  String.raw`^${before}(?:(?:${sign})|(?:№|#|[Nn][o°º]\.?)?${space}[([（]?\p{Nd}{1,6}[.)\]:،、．）–—-]*)${after}$`,
  'u',
);

/** Whether a cell is the number of its row, or the sign before it. */
export const isRowNumber = (cell: string): boolean => rowNumber.test(cell);
