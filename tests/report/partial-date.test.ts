import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateFrom, maxDateWordsLength, partialDate } from '../../report/partial-date.ts';

const takes = (value: unknown) => partialDate.safeParse(value).success;

describe('partialDate', () => {
  it.each(['1900', '2100', '2031-01', '2031-12', '2031-01-31', '2028-02-29', '2000-02-29', '2100-12-31'])(
    'takes %s',
    (value) => {
      expect(takes({ value })).toBe(true);
    },
  );

  it.each([
    '1899',
    '2101',
    '1452-09-05',
    '2574',
    '2031-00',
    '2031-13',
    '2031-1',
    '2031-02-29',
    '2100-02-29',
    '2031-04-31',
    '2031-01-00',
    '2031-01-32',
    '2031-1-1',
    '31',
    '02031',
    '+2031',
    '2031/01/01',
    '2031-01-01T00:00',
    '2031-01-01\n',
    ' 2031',
    '٢٠٣١',
    '',
  ])('refuses %j with not_a_date', (value) => {
    expect(partialDate.safeParse({ value }).error?.issues).toMatchObject([{ path: ['value'], message: 'not_a_date' }]);
  });

  it('takes every day that exists, and its month and year', () => {
    const days = fc.date({
      min: new Date('1900-01-01T00:00Z'),
      max: new Date('2100-12-31T00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, fc.constantFrom(4, 7, 10), (day, length) =>
        takes({ value: day.toISOString().slice(0, length) }),
      ),
    );
  });

  it('takes a day only if a calendar has it', () => {
    const piece = (last: number) => fc.integer({ min: 0, max: last });
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2100 }), piece(14), piece(33), (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day));
        const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
        expect(takes({ value: dateFrom(String(year), String(month), String(day)) })).toBe(exists);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes words alone, beside a date, and of any calendar', () => {
    for (const asWritten of ['٥ رمضان ١٤٥٢', '۱۴۰۹/۱۲/۰۵', 'ပြာသိုလဆန်း ၃ ရက်', 'พ.ศ. ๒๕๗๔', 'the night of the vote'])
      for (const date of [{ asWritten }, { asWritten, value: '2031', approx: true }])
        expect(partialDate.parse(date)).toEqual(date);
  });

  it('refuses words that are blank or too long, doubt that is not doubt, and other fields', () => {
    expect(takes({ asWritten: 'x'.repeat(maxDateWordsLength) })).toBe(true);
    for (const date of [
      { asWritten: 'x'.repeat(maxDateWordsLength + 1) },
      { asWritten: ' \t' },
      { value: '2031', approx: false },
      { value: '2031', approx: 'yes' },
      { value: '2031', time: '03:00' },
      { value: 2031 },
      '2031',
      null,
    ])
      expect(takes(date)).toBe(false);
  });
});

describe('dateFrom', () => {
  it.each([
    [['', '', ''], ''],
    [['2031', '', ''], '2031'],
    [['2031', '3', ''], '2031-03'],
    [['2031', '3', '4'], '2031-03-04'],
    [[' 2031 ', ' 03', '04 '], '2031-03-04'],
    [['2031-03-04', '', ''], '2031-03-04'],
  ])('makes of %j %j', ([year = '', month = '', day = ''], date) => {
    expect(dateFrom(year, month, day)).toBe(date);
  });

  it.each([
    ['', '3', '4'],
    ['', '', '4'],
    ['2031', '', '4'],
    // March to April, not the fourth of March.
    ['2031', '03-04', ''],
    ['2031-03', '04', ''],
    ['2031', '3', '4-5'],
    ['x', '', ''],
  ])('keeps %j, %j, %j visible as something that is no date', (year, month, day) => {
    const value = dateFrom(year, month, day);
    expect(value).not.toBe('');
    expect(takes({ value })).toBe(false);
  });
});
