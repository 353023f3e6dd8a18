import { codePairs } from './codes.ts';
import { nameKey, withoutTitles, wordsOf } from './name-key.ts';

/** A choice of a list of countries, ready to be compared; `wordsOf` its name. */
export interface OfferedCountry {
  readonly code: string;
  readonly words: readonly string[];
}

/**
 * Finds what is meant by letters typed into a list of countries: a name, its beginning or some of its words, or a code.
 * A code in capitals is one, whatever names begin so: `DE` is no beginning of Denmark. A letter typed again moves to the
 * next name with that beginning. `undefined` if nothing fits, or several do and none begins so.
 * @param offered names that are shown, then other names; an earlier one wins.
 * @param chosen code of what is chosen now.
 */
export function typedCountry(typed: string, offered: readonly OfferedCountry[], chosen: string): string | undefined {
  const words = wordsOf(typed);
  if (words.length === 0) return undefined;
  return (
    byCode(typed.trim()) ??
    byName(words, offered) ??
    byWords(words, offered) ??
    byCode(typed.trim().toUpperCase()) ??
    byName(withoutTitles(words), offered) ??
    byLetter(typed, offered, chosen)
  );
}

function byName(words: readonly string[], offered: readonly OfferedCountry[]): string | undefined {
  if (words.length === 0) return undefined;
  const key = nameKey(words);
  const beginning = words.join('');
  const found =
    offered.find((each) => nameKey(each.words) === key) ??
    offered.find((each) => each.words.join('').startsWith(beginning));
  return found?.code;
}

/** The one country of whose names one has all these words; the last may have just begun. */
function byWords(words: readonly string[], offered: readonly OfferedCountry[]): string | undefined {
  const whole = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  const fits = (names: readonly string[]) =>
    whole.every((word) => names.includes(word)) && names.some((name) => name.startsWith(last));
  const codes = new Set(offered.filter((each) => fits(each.words)).map(({ code }) => code));
  return codes.size === 1 ? [...codes][0] : undefined;
}

/** ISO keeps `UK` free for the United Kingdom. */
const byCode = (typed: string): string | undefined =>
  typed === 'UK' ? 'GB' : codePairs.find((pair) => pair.includes(typed))?.[0];

function byLetter(typed: string, offered: readonly OfferedCountry[], chosen: string): string | undefined {
  const [letter = ''] = typed;
  if ([...typed].some((each) => each !== letter)) return undefined;
  const beginning = wordsOf(letter)[0] ?? '';
  const found = offered.filter(({ words }) => words[0]?.startsWith(beginning));
  return found[(found.findIndex(({ code }) => code === chosen) + 1) % found.length]?.code;
}
