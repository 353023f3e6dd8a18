import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxMps, maxNameLength } from '../../report/limits.ts';
import { readPastedMps } from '../../report/pasted-mps.ts';

const countries = new Map([
  ['xa', 'XA'],
  ['xb', 'XB'],
  ['xanadu', 'XA'],
]);
const countryOf = (text: string) => countries.get(text.toLowerCase());
const fromLines = (text: string) => readPastedMps(text, false, countryOf);
const fromTable = (text: string) => readPastedMps(text, true, countryOf);
const named = (...names: string[]) => names.map((fullName) => ({ fullName }));

describe('a list of names', () => {
  it.each([
    ['LF', 'Ana\nBo\nMaría'],
    ['CRLF', 'Ana\r\nBo\r\nMaría\r\n'],
    ['CR', 'Ana\rBo\rMaría'],
    ['mixed line ends', 'Ana\r\nBo\nMaría\r'],
    ['blank lines and margins', '\n\n  Ana \n\t\nBo\n\n María\n'],
    ['a byte order mark', '\ufeffAna\nBo\nMaría'],
  ])('with %s is one MP a line', (_what, text) => {
    expect(fromLines(text)).toEqual({
      mps: named('Ana', 'Bo', 'María'),
      unread: [],
      unknownCountries: [],
      tooMany: 0,
    });
  });

  it('may have names with commas, semicolons, tabs and quotation marks', () => {
    const names = ['Ñandú, Þórdís', 'A; B', 'Ana "Nana" López', '"Nana" López', "O'Neill\tTwo", '"unclosed'];
    expect(fromLines(names.join('\n')).mps).toEqual(named(...names));
  });

  it('is empty for an empty text', () => {
    for (const text of ['', '\n', ' \r\n\t\r\n', '\ufeff'])
      for (const asTable of [false, true])
        expect(readPastedMps(text, asTable, countryOf)).toEqual({
          mps: [],
          unread: [],
          unknownCountries: [],
          tooMany: 0,
        });
  });
});

describe('a table', () => {
  const whole = [
    { fullName: 'Ana', party: 'Green Dawn', constituency: 'North', country: 'XA' },
    { fullName: 'Bo', country: 'XB' },
    { fullName: 'Mononyme', party: 'Dusk' },
  ];

  it.each([
    ['tabs', '\t'],
    ['semicolons', ';'],
    ['commas', ','],
  ])('divided by %s has name, party, constituency and country', (_what, divider) => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = `Ana,Green Dawn,North,Xanadu${end}Bo,,,xb${end}Mononyme,Dusk${end}`.replaceAll(',', divider);
      for (const start of ['', '\ufeff', end, `  ${end}`])
        expect(fromTable(start + text)).toEqual({ mps: whole, unread: [], unknownCountries: [], tooMany: 0 });
    }
  });

  it('goes by the divider that its first line has most of, and by a tab first', () => {
    expect(fromTable('Ana, B\tDawn').mps).toEqual([{ fullName: 'Ana, B', party: 'Dawn' }]);
    expect(fromTable('Ana, B;Dawn;North').mps).toEqual([{ fullName: 'Ana, B', party: 'Dawn', constituency: 'North' }]);
    expect(fromTable('Ana\nBo').mps).toEqual(named('Ana', 'Bo'));
  });

  it('may quote cells that hold dividers, quotation marks and line ends', () => {
    expect(fromTable('"Ñandú, Ana",Dawn\n"Bo ""Bobo"" B",Dusk\n"Two\r\nLines",Noon\n"",x').mps).toEqual([
      { fullName: 'Ñandú, Ana', party: 'Dawn' },
      { fullName: 'Bo "Bobo" B', party: 'Dusk' },
      { fullName: 'Two Lines', party: 'Noon' },
    ]);
  });

  it('loses no line to a quotation mark that begins a cell and ends none', () => {
    for (const first of ['"Nana" López', '"Ana'])
      expect(fromTable(`${first},Dawn\nBo,Dusk\nCleo,"Noon"\nDee,x`).mps.map(({ fullName }) => fullName)).toEqual([
        first,
        'Bo',
        'Cleo',
        'Dee',
      ]);
  });

  it('loses no line where line ends are mixed', () => {
    const names = 'Ana,a\r\nBo,b\r\nCleo,c\nDee,d\rEve,e';
    expect(fromTable(names).mps.map(({ fullName, party }) => fullName + party)).toEqual([
      'Anaa',
      'Bob',
      'Cleoc',
      'Deed',
      'Evee',
    ]);
  });

  it('ignores columns beyond the fourth', () => {
    expect(fromTable('Ana,,,XA,secret').mps).toEqual([{ fullName: 'Ana', country: 'XA' }]);
  });

  it('takes MPs of an unknown country without it, and names each such country once', () => {
    expect(fromTable('Ana,,,Atlantis\nBo,,,XB\nCleo,,,Atlantis\nDee,,,constructor')).toEqual({
      mps: [{ fullName: 'Ana' }, { fullName: 'Bo', country: 'XB' }, { fullName: 'Cleo' }, { fullName: 'Dee' }],
      unread: [],
      unknownCountries: ['Atlantis', 'constructor'],
      tooMany: 0,
    });
  });
});

describe('a country that may be several', () => {
  const choicesOf = (text: string) => (text === 'Northland' || text === 'Northia' ? ['XA', 'XB'] : []);
  const countryOrTaken = (text: string) => (text === 'Northia' ? 'XA' : countryOf(text));
  const read = (text: string) => readPastedMps(text, true, countryOrTaken, maxMps, choicesOf);

  it('is named once with all that it may be, and not among those that nobody knows', () => {
    expect(read('Ana,,,Northland\nBo,,,Northia\nCleo,,,Northland\nDee,,,Atlantis')).toEqual({
      mps: [{ fullName: 'Ana' }, { fullName: 'Bo', country: 'XA' }, { fullName: 'Cleo' }, { fullName: 'Dee' }],
      unread: [],
      unknownCountries: ['Atlantis'],
      unclearCountries: [
        { text: 'Northland', country: undefined, choices: ['XA', 'XB'] },
        { text: 'Northia', country: 'XA', choices: ['XA', 'XB'] },
      ],
      tooMany: 0,
    });
  });

  it('is named twenty times at most', () => {
    const many = Array.from({ length: 30 }, (_, at) => `Ana,,,North ${at}`).join('\n');
    const { unclearCountries } = readPastedMps(many, true, countryOf, maxMps, () => ['XA', 'XB']);
    expect(unclearCountries).toHaveLength(20);
  });
});

describe('what cannot be read', () => {
  const long = 'ñ'.repeat(maxNameLength + 1);

  it('is told by the number of its line', () => {
    expect(fromLines(`Ana\n\n${long}\nBo\n${long}`)).toMatchObject({ mps: named('Ana', 'Bo'), unread: [3, 5] });
    expect(fromTable(`Ana,a\n,Dawn\n\nBo,b\n ,,,XA`)).toMatchObject({ unread: [2, 5] });
    expect(fromTable(`"Two\nLines",a\n,Dawn`)).toMatchObject({ unread: [3] });
    expect(fromLines(long.slice(1))).toMatchObject({ unread: [], mps: [{ fullName: long.slice(1) }] });
  });

  it('and what is too many is counted', () => {
    const many = Array.from({ length: maxMps + 7 }, (_, at) => `Member ${at}`);
    expect(fromLines(many.join('\n'))).toMatchObject({ mps: named(...many.slice(0, maxMps)), tooMany: 7 });
    expect(readPastedMps('Ana\nBo\nCleo', false, countryOf, 1)).toMatchObject({ mps: named('Ana'), tooMany: 2 });
    expect(readPastedMps('Ana', false, countryOf, 0)).toMatchObject({ mps: [], tooMany: 1 });
  });
});

it.each(['\u202eنادية\u202c مثال', '\u2067علی‌رضا\u2069', 'ေမာင္ေမာင္', 'e\u0301', '<b>🕯️</b>', '=1+1', '\u0000x'])(
  'leaves %j as it is',
  (name) => {
    expect(fromLines(name).mps).toEqual(named(name));
    expect(fromTable(`x,${name}`).mps).toEqual([{ fullName: 'x', party: name }]);
  },
);

describe('any text', () => {
  const piece = fc.constantFrom('"', ',', ';', '\t', '\n', '\r\n', '\r', ' ', 'a', 'é', '\u202e', '\ufeff', 'XA');
  const text = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.string(),
  );

  it('gives MPs with names, and never throws', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (pasted, asTable) => {
        const { mps, unread } = readPastedMps(pasted, asTable, countryOf);
        for (const mp of mps) for (const cell of Object.values(mp)) expect(cell).toMatch(/^\S(?:.*\S)?$/su);
        const lines = pasted.split(/\r\n?|\n/).length;
        expect(unread.every((line) => line >= 1 && line <= lines)).toBe(true);
        expect(mps.length + unread.length).toBeLessThanOrEqual(lines);
        if (!asTable && /\S/.test(pasted)) expect(mps.length + unread.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['"', true],
    ['"a', true],
    ['"a" b\n', true],
    ['"",', true],
    [';\t', true],
    ['a,b,c,Nowhere\n', true],
    [' ', true],
    ['\n', false],
    ['\u202e', false],
  ])('of 5 MB made of %j is read in seconds', (unit, asTable) => {
    const junk = unit.repeat(Math.ceil(5_000_000 / unit.length));
    const start = performance.now();
    expect(readPastedMps(junk, asTable, countryOf).mps.length).toBeLessThanOrEqual(maxMps);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
