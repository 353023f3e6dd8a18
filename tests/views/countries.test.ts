import { expect, test } from 'vitest';
import { countriesIn, inventedCodes } from '../../views/countries.ts';

const countries = countriesIn('en');
const codes = countries.map(({ code }) => code);

test('lists each country once, by its code of today', () => {
  expect(codes).toEqual(expect.arrayContaining(['CH', 'FJ', 'MM', 'PS', 'TL', 'TW', 'XK']));
  expect(codes).toHaveLength(new Set(codes).size);
  expect(new Set(countries.map(({ name }) => name)).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThan(240);
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
