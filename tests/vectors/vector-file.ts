import { readFileSync } from 'node:fs';

/** One case: its number never changes once published, whatever is added later. */
export interface Numbered {
  readonly number: number;
  readonly name: string;
}

/** A file of vectors; `expect` is what a correct implementation says of the input. */
export interface VectorFile {
  readonly purpose: string;
  readonly source: string;
  readonly vectors: readonly Numbered[];
}

const address = (family: string) => new URL(`${family}.json`, import.meta.url);

/** The exact text of a committed file of vectors. */
export const vectorText = (family: string): string => readFileSync(address(family), 'utf8');

/** The committed vectors of a family. */
export const vectorsOf = <Vector>(family: string): (Numbered & Vector)[] => JSON.parse(vectorText(family)).vectors;

/** Where `generate.ts` writes a family. */
export const vectorAddress = address;

/** The text of a file of vectors; characters that an editor does not show are escaped. */
export const formatVectors = (file: VectorFile): string =>
  `${JSON.stringify(file, null, 2).replace(/[\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/gu, (character) =>
    character === ' ' ? ' ' : units(character),
  )}\n`;

/** JSON escapes of a character, one for each UTF-16 code unit. */
const units = (character: string) =>
  Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');

/** Numbers cases from 1 in the order in which they stand. */
export const numbered = <Vector extends { name: string }>(vectors: readonly Vector[]): (Numbered & Vector)[] =>
  vectors.map((vector, index) => ({ number: index + 1, ...vector }));

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
