import { describe, expect, it } from 'vitest';
import { countryNames } from '../../../report/countries/country-names.ts';
import { findCountry } from '../../../report/countries/find-country.ts';
import { maxCountryLength, nameKey, wordsOf } from '../../../report/countries/name-key.ts';
import { asWritten } from './as-written.ts';

const languages = [...countryNames.keys()];
const namesOf = (language: string) => countryNames.get(language) ?? [];
const sure = (code: string) => ({ code, choices: [] });

/** Members of the United Nations, then the Holy See and the State of Palestine. */
const members =
  `AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM
  CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU
  ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK
  ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD
  SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM
  ZW VA PS`.split(/\s+/);

describe.each(languages)('the names in %s', (language) => {
  it('are there for all members and observers of the United Nations, and the same places as in English', () => {
    expect(members).toHaveLength(195);
    const codes = namesOf(language).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(members));
    expect(codes).toEqual(namesOf('en').map(({ code }) => code));
    expect(new Set(namesOf(language).map(({ name }) => name)).size).toBe(codes.length);
  });

  it('say each name once, without blanks and marks around it', () => {
    for (const { name, listed, others } of namesOf(language)) {
      const all = [name, ...listed, ...others];
      for (const each of all) expect(each).toMatch(/^\p{L}.*[\p{L}\d)’.]$/u);
      expect([name, new Set(all).size]).toEqual([name, all.length]);
    }
  });

  it.each(Object.entries<readonly string[]>(asWritten[language as keyof typeof asWritten]))(
    'find %s as it is written',
    (code, texts) => {
      expect(texts.map((text) => [text, findCountry(text)])).toEqual(texts.map((text) => [text, sure(code)]));
    },
  );

  it.each([
    ['in capitals', (name: string) => name.toLocaleUpperCase(language)],
    ['with accents apart', (name: string) => name.normalize('NFD')],
    ['without accents', (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '')],
    ['with marks nobody sees', (name: string) => `\u200f\u2067${[...name].join('\u200b')}\u2069\ufeff`],
    ['with straight apostrophes', (name: string) => name.replaceAll('’', "'")],
    ['with a note and blanks around it', (name: string) => `\u00a0 ${name}¹* `],
  ])('find each country by what is shown %s', (_how, written) => {
    for (const { code, name } of namesOf(language))
      expect([name, findCountry(written(name)).code]).toEqual([name, code]);
  });

  it('find what the platform calls a country', () => {
    const regions = ({ en: ['GB'], fr: ['CA'], es: ['419', 'MX'], ar: ['EG', 'LY', 'SA'], pt: ['BR', 'PT'] } as const)[
      language as keyof typeof asWritten
    ];
    for (const tag of [language, ...regions.map((region) => `${language}-${region}`)]) {
      const names = new Intl.DisplayNames(tag, { type: 'region' });
      for (const { code } of namesOf(language)) {
        const name = names.of(code) ?? '';
        const { code: found, choices } = findCountry(name);
        expect([tag, name, found === undefined ? choices : [found]]).toEqual([
          tag,
          name,
          expect.arrayContaining([code]),
        ]);
      }
    }
  });
});

it('a name means one country, but for those that people use for several', () => {
  const owners = new Map<string, Set<string>>();
  for (const language of languages)
    for (const { code, name, listed, others } of namesOf(language))
      for (const each of [name, ...listed, ...others]) {
        const key = nameKey(wordsOf(each));
        owners.set(key, (owners.get(key) ?? new Set()).add(code));
      }
  const several = [...owners.values()].filter(({ size }) => size > 1).map((codes) => [...codes].sort().join(' '));
  expect(owners.size).toBeGreaterThan(2000);
  expect([...new Set(several)].sort()).toEqual(['CD CG', 'CN TW', 'KP KR', 'MF SX', 'VG VI']);
});

describe('a name that several countries are called by', () => {
  it.each([
    ['Korea', ['KP', 'KR']],
    ['Corée', ['KP', 'KR']],
    ['Corea', ['KP', 'KR']],
    ['كوريا', ['KP', 'KR']],
    ['Coreia', ['KP', 'KR']],
    ['Kingdom of Korea', ['KP', 'KR']],
    ['Virgin Islands', ['VG', 'VI']],
    ['St. Martin', ['MF', 'SX']],
    ['Republic of China', ['CN', 'TW']],
    ['Kenya / Uganda', ['KE', 'UG']],
  ])('is not decided: %s', (text, choices) => {
    expect(findCountry(text)).toEqual({ code: undefined, choices: expect.arrayContaining(choices) });
    expect(findCountry(text).choices).toHaveLength(choices.length);
  });

  it.each([
    ['Congo', 'CG', 'CD'],
    ['Congo (le)', 'CG', 'CD'],
    ['الكونغو', 'CG', 'CD'],
    ['RU', 'RU', 'GB'],
    ['SA', 'SA', 'ZA'],
  ])('is taken as in lists of the United Nations and ISO, and the other is named: %s', (text, code, other) => {
    expect(findCountry(text)).toEqual({ code, choices: expect.arrayContaining([code, other]) });
  });

  it.each([
    ['Guinea', 'GN'],
    ['Guinée', 'GN'],
    ['Samoa', 'WS'],
    ['Dominica', 'DM'],
    ['Niger', 'NE'],
    ['Sudan', 'SD'],
    ['Ireland', 'IE'],
  ])('is no question where the others are never called so: %s', (text, code) => {
    expect(findCountry(text)).toEqual(sure(code));
  });

  it('is decided by what stands beside it', () => {
    expect(findCountry('Korea (ROK)')).toEqual(sure('KR'));
    expect(findCountry('Congo - Kinshasa')).toEqual(sure('CD'));
  });
});

it.each([
  '',
  ' ',
  '*',
  '\u200f',
  '-',
  '()',
  'Freedonia',
  'EU',
  'ZZ',
  'XA',
  'XAB',
  'constructor',
  'Republic',
  'of',
  'Kenyan',
  // Not known, not said, without a number, in several languages.
  'N/A',
  'n.a.',
  'N-A',
  'na',
  's/d',
  's. d.',
  's/n',
  'n/c',
  'no',
])('finds nothing in %j', (text) => {
  expect(findCountry(text)).toEqual({ code: undefined, choices: [] });
});

it('looks at no more than a name can have', () => {
  const blank = ' '.repeat(maxCountryLength - 'Kenya'.length);
  expect(findCountry(`${blank}Kenya`)).toEqual(sure('KE'));
  expect(findCountry(` ${blank}Kenya`)).toEqual({ code: undefined, choices: [] });
});
