import { countryNames } from '../report/countries/country-names.ts';
import { findCountry } from '../report/countries/find-country.ts';
import type { Language } from './messages.ts';

export interface Country {
  /** ISO 3166-1 alpha-2, XK, or one of the invented XA to XZ. */
  readonly code: string;
  readonly name: string;
}

const made = new Map<Language, readonly Country[]>();

/** Countries and territories in the order of the language, by our tables or else as the platform knows them. */
export function countriesIn(language: Language): readonly Country[] {
  let countries = made.get(language);
  if (!countries) {
    const order = new Intl.Collator(language);
    countries = namesIn(language).sort((one, other) => order.compare(one.name, other.name));
    made.set(language, countries);
  }
  return countries;
}

function namesIn(language: Language): Country[] {
  const table = countryNames.get(language);
  if (table) return table.map(({ code, name }) => ({ code, name }));
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  return (countryNames.get('en') ?? []).map(({ code, name }) => ({ code, name: names.of(code) ?? name }));
}

/** Other names under which people look for a country, at another letter than its own, in the order of the language. */
export function otherNamesIn(language: Language): readonly Country[] {
  const order = new Intl.Collator(language);
  return (countryNames.get(language) ?? [])
    .flatMap(({ code, listed }) => listed.map((name) => ({ code, name })))
    .sort((one, other) => order.compare(one.name, other.name));
}

/** Codes for demonstrations and tests; XK is left out, since it is in use for Kosovo. */
export const inventedCodes: readonly string[] = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  .map((letter) => `X${letter}`)
  .filter((code) => code !== 'XK');

/**
 * Gives the code of a country by a name in any of our languages or in this one, or by a code;
 * `undefined` if there is none.
 * @param fictional whether invented countries count.
 */
export function countryReader(language: Language, fictional: boolean): (text: string) => string | undefined {
  const lower = (text: string) => text.trim().toLocaleLowerCase(language);
  const own = new Map([
    ...(fictional ? inventedCodes : []).map((code) => [lower(code), code] as const),
    ...countriesIn(language).map(({ code, name }) => [lower(name), code] as const),
  ]);
  return (text) => findCountry(text).code ?? own.get(lower(text));
}
