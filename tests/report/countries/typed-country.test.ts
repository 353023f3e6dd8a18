import { describe, expect, it } from 'vitest';
import { codePairs } from '../../../report/countries/codes.ts';
import { countryNames } from '../../../report/countries/country-names.ts';
import { findCountry } from '../../../report/countries/find-country.ts';
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

it('a code in capitals is its country in every language, whatever names begin so', () => {
  const begins = ({ words }: OfferedCountry, code: string) => words.join('').startsWith(code.toLowerCase());
  expect(codePairs.filter(([, long]) => english.some((each) => begins(each, long))).length).toBeGreaterThan(50);
  for (const language of countryNames.keys()) {
    const offered = offeredIn(language);
    for (const [code, long] of codePairs)
      expect([language, typedCountry(code, offered, ''), long, typedCountry(long, offered, '')]).toEqual([
        language,
        code,
        long,
        code,
      ]);
  }
});

it('small letters are the beginning of a name before they are a code', () => {
  for (const [typed, code] of [
    ['za', 'ZM'],
    ['mar', 'MH'],
  ] as const)
    expect([typed, typedCountry(typed, english, '')]).toEqual([typed, code]);
});

it.each([
  ['en', 'GB', ['England', 'Scotland', 'Wales', 'Northern Ireland', 'scot', 'ENGLAND']],
  ['en', 'PS', ['Gaza', 'gaza strip', 'West Bank', 'the west bank']],
  ['en', 'TZ', ['Zanzibar']],
  ['fr', 'GB', ['Angleterre', 'ecosse', 'Pays de Galles', 'Irlande du Nord', 'galles']],
  ['fr', 'PS', ['Gaza', 'bande de Gaza', 'Cisjordanie']],
  ['es', 'GB', ['Inglaterra', 'Escocia', 'Gales', 'Irlanda del Norte']],
  ['es', 'PS', ['Gaza', 'Franja de Gaza', 'cisjordania']],
  ['ar', 'GB', ['إنجلترا', 'اسكتلندا', 'ويلز', 'أيرلندا الشمالية']],
  ['ar', 'PS', ['غزة', 'قطاع غزة', 'الضفة الغربية']],
  ['pt', 'GB', ['Inglaterra', 'escocia', 'País de Gales', 'Irlanda do Norte']],
  ['pt', 'PS', ['Gaza', 'Faixa de Gaza', 'Cisjordânia']],
])('in %s, parts of %s are found by the names that people type', (language, code, names) => {
  for (const name of names) {
    expect([name, typedCountry(name, offeredIn(language), '')]).toEqual([name, code]);
    if (name !== 'scot' && name !== 'galles') expect([name, findCountry(name)]).toEqual([name, { code, choices: [] }]);
  }
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
  ['fr', 'UK', 'GB'],
  ['pt', 'uk', 'GB'],
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
  expect(found.slice(1, 5)).toEqual(['ZM', 'ZW', 'TZ', 'ZM']);
});
