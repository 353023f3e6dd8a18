import { describe, expect, it } from 'vitest';
import { addressWithoutMarks, hasText, withoutMarks } from '../../report/unseen-marks.ts';

/** What devices put around digits and addresses, by code point. */
const marks = [
  ...['\u200e', '\u200f', '\u061c', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068'],
  ...['\u2069', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u180e', '\ufe0e', '\ufe0f', '\u034f'],
];
const shown = marks.map((mark) => [mark.codePointAt(0)?.toString(16), mark] as const);

describe.each(shown)('U+%s', (_point, mark) => {
  it('is nothing to read', () => {
    expect(hasText(mark)).toBe(false);
    expect(hasText(`${mark} ${mark}\n`)).toBe(false);
    expect(hasText(`${mark}x`)).toBe(true);
  });

  it('is no part of a value or an address, wherever it stands', () => {
    expect(withoutMarks(`${mark} 19${mark}65${mark}`)).toBe('1965');
    expect(addressWithoutMarks(` ${mark}ana${mark}@example.org${mark} `)).toBe('ana@example.org');
    expect(addressWithoutMarks(`${mark}נועה@דוגמה.example${mark}`)).toBe('נועה@דוגמה.example');
    expect(addressWithoutMarks(`${mark}+999 ١٢٣`)).toBe('+999 ١٢٣');
  });
});

it.each(['\u2800', '\u3164', '\uffa0', '\ufffc', '\u0085', '\u0000', ''])('finds nothing to read in %j', (text) => {
  expect(hasText(text)).toBe(false);
});

it.each(['\u200fخانه‌ی ما\u200f', 'क्‍ष', 'ශ්‍රී', ' by letter ', '\u200eأحمد'])(
  'leaves the words %j of an address as they are',
  (words) => {
    expect(addressWithoutMarks(words)).toBe(words);
  },
);
