import { describe, expect, it } from 'vitest';
import { countryNames } from '../../../report/countries/country-names.ts';
import { wordsOf } from '../../../report/countries/name-key.ts';
import { type OfferedCountry, typedCountry } from '../../../report/countries/typed-country.ts';

/** What the list of a form offers in a language. */
function offeredIn(language: string): readonly OfferedCountry[] {
  const names = countryNames.get(language) ?? [];
  return [
    ...names.map(({ code, name }) => ({ code, words: wordsOf(name) })),
    ...names.flatMap(({ code, listed }) => listed.map((name) => ({ code, words: wordsOf(name) }))),
  ];
}

const english = offeredIn('en');

describe.each([...countryNames.keys()])('typed into a list in %s', (language) => {
  const offered = offeredIn(language);

  it('each name finds its country, as it stands there and as it is typed in haste', () => {
    expect(offered.length).toBeGreaterThan(250);
    for (const { code, name, listed } of countryNames.get(language) ?? [])
      for (const each of [name, ...listed]) {
        const inHaste = each.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
        expect([each, typedCountry(each, offered, ''), typedCountry(inHaste, offered, '')]).toEqual([each, code, code]);
      }
  });
});

it.each([
  ['en', 'Burma', 'MM'],
  ['en', 'DRC', 'CD'],
  ['en', 'DR Congo', 'CD'],
  ['en', 'Palestine', 'PS'],
  ['en', 'turkey', 'TR'],
  ['en', "cote d'iv", 'CI'],
  ['en', 'ivory', 'CI'],
  ['en', 'Russia', 'RU'],
  ['en', 'U.S.A.', 'US'],
  ['en', 'united states', 'US'],
  ['en', 'uk', 'GB'],
  ['en', 'The Gam', 'GM'],
  ['en', 'korea, republic of', 'KR'],
  ['en', 'tanzania', 'TZ'],
  ['en', 'congo', 'CG'],
  ['en', 'kingdom of morocco', 'MA'],
  ['en', 'COD', 'CD'],
  ['en', 'prk', 'KP'],
  ['fr', 'emirats', 'AE'],
  ['fr', 'Birmanie', 'MM'],
  ['fr', 'rdc', 'CD'],
  ['es', 'ee. uu.', 'US'],
  ['es', 'birmania', 'MM'],
  ['ar', 'السعود', 'SA'],
  ['ar', 'سعود', 'SA'],
  ['ar', 'امارات', 'AE'],
  ['ar', 'فلسطين', 'PS'],
  ['pt', 'eua', 'US'],
  ['pt', 'birmania', 'MM'],
])('in %s, %j is enough for %s', (language, typed, code) => {
  expect(typedCountry(typed, offeredIn(language), '')).toBe(code);
});

it.each(['', ' ', '-', 'Atlantis', 'kenyaa', 'korea', 'kingdom', 'burmania'])('%j finds none', (typed) => {
  expect(typedCountry(typed, english, '')).toBeUndefined();
});

it('a letter typed again goes from one country to the next that begins so, and round', () => {
  const found: string[] = [''];
  for (let at = 1; at <= 7; at += 1) found.push(typedCountry('z'.repeat(at), english, found.at(-1) ?? '') ?? 'none');
  expect(found.slice(1, 5)).toEqual(['ZM', 'ZW', 'ZM', 'ZW']);
});
