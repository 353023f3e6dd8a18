import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiDigits } from '../../report/digits.ts';

/** The ten digits of a numbering system, as the International Components for Unicode write them. */
const digitsOf = (numberingSystem: string): string =>
  Array.from({ length: 10 }, (_, digit) => new Intl.NumberFormat('en', { numberingSystem }).format(digit)).join('');

const systems = Intl.supportedValuesOf('numberingSystem')
  .map((name) => ({ name, digits: digitsOf(name) }))
  .filter(({ digits }) => /^\p{Nd}{10}$/u.test(digits));

const decimals = Array.from({ length: 0x110000 }, (_, point) => point)
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point))
  .filter((character) => /\p{Nd}/u.test(character));

describe('asciiDigits', () => {
  it.each(systems)('reads the digits of $name', ({ digits }) => {
    expect(asciiDigits(digits)).toBe('0123456789');
  });

  it('has something to read in dozens of scripts', () => {
    expect(systems.length).toBeGreaterThan(70);
    expect(systems.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['arab', 'arabext', 'beng', 'deva', 'khmr', 'laoo', 'mymr', 'thai', 'tibt', 'mathmono']),
    );
  });

  it('reads every decimal digit of Unicode, each script from 0 to 9', () => {
    expect(decimals.length).toBeGreaterThan(700);
    expect(decimals.length % 10).toBe(0);
    expect(asciiDigits(decimals.join(''))).toBe('0123456789'.repeat(decimals.length / 10));
  });

  it('leaves everything else as it is', () => {
    for (const text of ['', 'é 日本 👩‍👧', '½ ² Ⅷ 五 ௰ ፩', '\ud800\u202e', '-1.5e3'])
      expect(asciiDigits(text)).toBe(text);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const changed = asciiDigits(text);
        expect(changed.replace(/[0-9]/g, '')).toBe(text.replace(/\p{Nd}/gu, ''));
        expect(asciiDigits(changed)).toBe(changed);
      }),
    );
  });

  it('reads any number in any script', () => {
    const system = fc.constantFrom(...systems);
    fc.assert(
      fc.property(fc.nat(), system, (number, { digits }) => {
        const written = String(number).replace(/\d/g, (digit) => [...digits][Number(digit)] ?? '');
        expect(asciiDigits(written)).toBe(String(number));
      }),
    );
  });
});
