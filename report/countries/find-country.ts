import { codePairs } from './codes.ts';
import { countryNames } from './country-names.ts';
import { maxCountryLength, nameKey, withoutTitles, wordsOf } from './name-key.ts';

export interface CountryFound {
  /** The country that is meant, or whose name at the United Nations or code it is; none if it may as well be another. */
  readonly code: string | undefined;
  /** All that may be meant, where that is more than one. */
  readonly choices: readonly string[];
}

const none: CountryFound = { code: undefined, choices: [] };

let known: ReadonlyMap<string, CountryFound> | undefined;

/**
 * Finds a country by any of its names in any of the languages, or by a code of ISO 3166-1. Takes
 * time in proportion to the length of the text, which is bounded.
 */
export function findCountry(text: string): CountryFound {
  if (text.length > maxCountryLength || isNotKnown(text)) return none;
  return byWords(wordsOf(text)) ?? byParts(text) ?? none;
}

/** Two letters with anything between them, and two small words: `n/a`, `s.d.` and `no` are no codes of countries. */
const twoLetters = /^\P{L}*(\p{L})\P{L}+(\p{L})\P{L}*$/u;
const inLetters = new Set(['us', 'uk']);

/** Whether a text says that something is not known, or is not said, as tables have it. */
function isNotKnown(text: string): boolean {
  const [, first = '', second = ''] = twoLetters.exec(text) ?? [];
  if (first) return !inLetters.has(`${first}${second}`.toLowerCase());
  return /^\s*(?:no|na)\s*$/.test(text);
}

function byWords(words: readonly string[]): CountryFound | undefined {
  known ??= readTables();
  const found = known.get(nameKey(words));
  return found ?? known.get(nameKey(withoutTitles(words)));
}

/** `Eswatini (Swaziland)`, `Kenya - KE`, `Congo (DRC)`: several names in one cell, each of which must be known. */
function byParts(text: string): CountryFound | undefined {
  const parts = text
    .split(/[()[\]/|,،;:–—]|\s-\s/)
    .map(wordsOf)
    .filter((words) => words.length > 0);
  if (parts.length < 2) return undefined;
  const meant: (readonly string[])[] = [];
  for (const words of parts) {
    const found = byWords(words);
    if (!found) return undefined;
    meant.push(found.choices.length > 0 ? found.choices : [found.code ?? '']);
  }
  const all = [...new Set(meant.flat())];
  const common = all.filter((code) => meant.every((each) => each.includes(code)));
  return common.length === 1 ? { code: common[0], choices: [] } : { code: undefined, choices: all };
}

function readTables(): ReadonlyMap<string, CountryFound> {
  const owners = new Map<string, Set<string>>();
  /** What a name or two letters stand for in lists of the United Nations and of ISO. */
  const first = new Map<string, string>();
  const put = (name: string, code: string) => {
    const key = nameKey(wordsOf(name));
    owners.set(key, (owners.get(key) ?? new Set()).add(code));
    return key;
  };
  for (const [code, long] of codePairs) {
    first.set(put(code, code), code);
    put(long, code);
  }
  for (const countries of countryNames.values())
    for (const { code, name, listed, others } of countries) {
      first.set(put(name, code), code);
      for (const each of [...listed, ...others]) put(each, code);
    }
  const found = new Map<string, CountryFound>();
  for (const [key, each] of owners) {
    const all = [...each];
    found.set(key, all.length === 1 ? { code: all[0], choices: [] } : { code: first.get(key), choices: all });
  }
  return found;
}
