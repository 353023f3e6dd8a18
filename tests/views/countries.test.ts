import { expect, test } from 'vitest';
import { countriesIn, countryReader, inventedCodes, otherNamesIn } from '../../views/countries.ts';

const countries = countriesIn('en');
const codes = countries.map(({ code }) => code);

test('lists each country once, by its code of today', () => {
  expect(codes).toEqual(expect.arrayContaining(['CH', 'FJ', 'MM', 'PS', 'TL', 'TW', 'XK']));
  expect(codes).toHaveLength(new Set(codes).size);
  expect(new Set(countries.map(({ name }) => name)).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThan(240);
});

test.each([
  ['en', ['Côte d’Ivoire', 'Democratic Republic of the Congo', 'Iran (Islamic Republic of)', 'Myanmar', 'Türkiye']],
  ['fr', ['Côte d’Ivoire', 'État de Palestine', 'Iran (République islamique d’)', 'République démocratique du Congo']],
  ['es', ['Estado de Palestina', 'Irán (República Islámica del)', 'República Democrática del Congo', 'Türkiye']],
  ['ar', ['إيران (جمهورية - الإسلامية)', 'جمهورية الكونغو الديمقراطية', 'دولة فلسطين', 'ميانمار']],
  ['pt', ['Costa do Marfim', 'Estado da Palestina', 'Irão (República Islâmica do)', 'República Democrática do Congo']],
])('shows in %s the names of the United Nations, in the order of the language', (language, names) => {
  const shown = countriesIn(language).map(({ name }) => name);
  expect(shown.filter((name) => names.includes(name))).toEqual(names);
});

test('shows in a language without a table what the platform knows', () => {
  const german = countriesIn('de');
  expect(german.map(({ code }) => code).sort()).toEqual([...codes].sort());
  expect(german.find(({ code }) => code === 'CH')?.name).toBe('Schweiz');
  expect(countryReader('de', false)('Schweiz')).toBe('CH');
});

test('leaves out what is no country', () => {
  const none = ['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'SU', 'UK', 'DG', 'IC'];
  expect(codes.filter((code) => none.includes(code))).toEqual([]);
});

test('follows the order of the language, not of the code points', () => {
  const names = countries.map(({ name }) => name);
  expect(names.indexOf('Åland Islands')).toBeLessThan(names.indexOf('Zambia'));
});

test('invented countries take no code of a real one', () => {
  expect(inventedCodes).toHaveLength(25);
  expect(inventedCodes.filter((code) => codes.includes(code))).toEqual([]);
});

test.each([
  ['en', ' switzerland ', 'CH'],
  ['en', 'ch', 'CH'],
  ['fr', 'SUISSE', 'CH'],
  ['ar', 'سويسرا', 'CH'],
  ['es', 'Suiza', 'CH'],
  ['pt', 'suíça', 'CH'],
  ['en', 'Suisse', 'CH'],
  ['ar', 'Switzerland', 'CH'],
  ['en', 'xk', 'XK'],
  ['en', 'xb', 'XB'],
])('finds in %s the country that somebody wrote as %j', (language, text, code) => {
  expect(countryReader(language, true)(text)).toBe(code);
});

test.each(['', ' ', 'Freedonia', 'EU', 'ZZ', 'XAB', 'constructor'])('finds no country in %j', (text) => {
  expect(countryReader('en', true)(text)).toBeUndefined();
});

test('finds an invented country only where there are any', () => {
  expect(countryReader('en', false)('xb')).toBeUndefined();
  expect(countryReader('en', false)('xk')).toBe('XK');
});

test('finds every country again by its name and by its code, in any case but for two words', () => {
  /** In small letters they say that something is not so, or not known. */
  const words = ['NA', 'NO'];
  for (const language of ['en', 'fr', 'es', 'ar', 'pt']) {
    const codeOf = countryReader(language, false);
    for (const { code, name } of countriesIn(language)) {
      expect(codeOf(name.toLocaleUpperCase(language))).toBe(code);
      expect(codeOf(code)).toBe(code);
      expect(codeOf(code.toLowerCase())).toBe(words.includes(code) ? undefined : code);
    }
  }
});

test.each(['en', 'fr', 'es', 'ar', 'pt'])(
  'the list in %s also offers names under which people look elsewhere',
  (language) => {
    const others = otherNamesIn(language);
    expect(others.map(({ code }) => code)).toEqual(expect.arrayContaining(['CD', 'GB', 'KP', 'MM', 'PS', 'SZ', 'US']));
    const order = new Intl.Collator(language);
    expect(others.map(({ name }) => name)).toEqual(others.map(({ name }) => name).sort(order.compare));
  },
);
