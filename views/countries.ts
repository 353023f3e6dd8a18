import type { Language } from './messages.ts';

export interface Country {
  /** ISO 3166-1 alpha-2, XK, or one of the invented XA to XZ. */
  readonly code: string;
  readonly name: string;
}

/** Two-letter codes that name no country: unions, groupings, parts of countries, placeholders, test locales. */
const notCountries = new Set('EU EZ UN QO ZZ XA XB AC CP DG EA IC TA'.split(' '));

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const made = new Map<Language, readonly Country[]>();

/** Countries and territories by name in the order of the language, as the platform knows them. */
export function countriesIn(language: Language): readonly Country[] {
  let countries = made.get(language);
  if (!countries) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    const order = new Intl.Collator(language);
    countries = letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => !notCountries.has(code) && isCurrent(code))
      .map((code) => ({ code, name: names.of(code) ?? '' }))
      .filter(({ name }) => name !== '')
      .sort((one, other) => order.compare(one.name, other.name));
    made.set(language, countries);
  }
  return countries;
}

/** Codes for demonstrations and tests; XK is left out, since it is in use for Kosovo. */
export const inventedCodes: readonly string[] = letters.map((letter) => `X${letter}`).filter((code) => code !== 'XK');

/** False for a retired code that stands for a country of today, as SU does: it would be listed twice. */
function isCurrent(code: string): boolean {
  return new Intl.Locale(`und-${code}`).region === code;
}

/**
 * Gives the code of a country that somebody wrote by its name in a language, or by its code; `undefined` if there is none.
 * @param fictional whether invented countries count.
 */
export function countryReader(language: Language, fictional: boolean): (text: string) => string | undefined {
  const lower = (text: string) => text.trim().toLocaleLowerCase(language);
  const countries = countriesIn(language);
  const known = new Map<string, string>([
    ...(fictional ? inventedCodes.map((code) => [lower(code), code] as const) : []),
    ...countries.flatMap(({ code, name }) => [[lower(code), code] as const, [lower(name), code] as const]),
  ]);
  return (text) => known.get(lower(text));
}
