import { existsSync, readFileSync } from 'node:fs';

/** A line that sets something: quoted, perhaps over several lines, and what stands behind the quote; or not quoted. */
const settings = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=(?:[ \t]*(["'`])[\s\S]*?\2([^\n]*)|([^\n]*))$/gm;

/**
 * Takes what `.env` sets into the environment, which wins. Node cuts a value at `#` and drops what stands behind a
 * closing quote, without a word: half a password or half an address would then be taken for the whole.
 * @returns a sentence for each value that is not taken whole; none repeats a part of it.
 */
export function loadEnvFile(file = '.env'): string[] {
  if (!existsSync(file)) return [];
  process.loadEnvFile(file);
  return cutValues(readFileSync(file, 'utf8')).map(
    (name) => `${name} is cut in .env: put the whole value in quotes that it does not hold itself`,
  );
}

/** Names of what Node does not read whole. */
export function cutValues(text: string): string[] {
  return [...text.matchAll(settings)].flatMap(([, name = '', quote, behind = '', bare = '']) => {
    const comment = bare.indexOf('#');
    const isCut = quote
      ? !/^\s*(#[^\n]*)?$/.test(behind)
      : /^\s*["'`]/.test(bare) || (comment !== -1 && !/\s/.test(bare.charAt(comment - 1)));
    return isCut ? [name] : [];
  });
}
