import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LeftOutReason } from '../../report/left-out.ts';
import { maxMps, maxNameLength } from '../../report/limits.ts';
import { maxPasteLength, readPastedMps } from '../../report/pasted-mps.ts';

const countries = new Map([
  ['xa', 'XA'],
  ['xb', 'XB'],
  ['xanadu', 'XA'],
]);
const countryOf = (text: string) => countries.get(text.toLowerCase());
const fromLines = (text: string) => readPastedMps(text, false, countryOf);
const fromTable = (text: string) => readPastedMps(text, true, countryOf);
const textsOf = (text: string, reason: LeftOutReason, asTable = true) =>
  readPastedMps(text, asTable, countryOf).leftOut?.find((each) => each.reason === reason)?.texts;
const named = (...names: string[]) => names.map((fullName) => ({ fullName }));

describe('a list of names', () => {
  it.each([
    ['LF', 'Ana\nBo\nMaría'],
    ['CRLF', 'Ana\r\nBo\r\nMaría\r\n'],
    ['CR', 'Ana\rBo\rMaría'],
    ['mixed line ends', 'Ana\r\nBo\nMaría\r'],
    ['blank lines and margins', '\n\n  Ana \n\t\nBo\n\n María\n'],
    ['a byte order mark', '\ufeffAna\nBo\nMaría'],
    ['line separators of notes', 'Ana\u2028Bo\u2028María'],
    ['paragraph separators', 'Ana\u2029Bo\u2029María'],
    ['soft line ends of word processors', 'Ana\vBo\vMaría\v'],
    ['ends of pages', 'Ana\fBo\f\fMaría'],
    ['next lines', 'Ana\u0085Bo\u0085María'],
    ['lines of unseen marks', 'Ana\n\u200f\nBo\n\u200b\u200e\n\u2800\nMaría\n\u00ad'],
    ['dividers at the ends of its lines', 'Ana,\nBo;\nMaría،'],
    ['a cell of a spreadsheet around it', '"Ana\nBo\nMaría"'],
    ['tags of a page', '<ul><li>Ana</li><li>Bo</li>\n<li>Mar&iacute;a</li></ul>'.replace('&iacute;', '&#237;')],
  ])('with %s is one MP a line', (_what, text) => {
    expect(fromLines(text)).toEqual({
      mps: named('Ana', 'Bo', 'María'),
      unread: [],
      unknownCountries: [],
      tooMany: 0,
    });
  });

  it('may have names with commas, semicolons and quotation marks', () => {
    const names = ['Ñandú, Þórdís', 'A; B', 'Ana "Nana" López', '"Nana" López', '"unclosed'];
    expect(fromLines(names.join('\n')).mps).toEqual(named(...names));
  });

  it('is not understood where it holds nothing but a heading or unseen marks', () => {
    for (const text of ['Name', '\u200f\n\u200e', 'Total: 2'])
      expect(fromLines(text)).toMatchObject({ mps: [], unread: [1] });
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

describe('what is no name in a list', () => {
  it.each([
    ['numbers', '1. Ana\n2) Bo\n(3) Cleo\n4-Dee\n№ 5. Eve', ['1.', '2)', '(3)', '4-', '№ 5.']],
    ['numbers of other scripts', '١. Ana\n۲- Bo\n३) Cleo\n４．Dee\n5、Eve', ['١.', '۲-', '३)', '４．', '5、']],
    ['numbers and a space', '1 Ana\n2 Bo\n3 Cleo\n4 Dee\n5 Eve', ['1', '2', '3', '4', '5']],
    ['letters', 'a) Ana\n(b) Bo\nc. Cleo\nD) Dee\nأ- Eve', ['a)', '(b)', 'c.', 'D)', 'أ-']],
    [
      'numbers and signs behind marks of direction',
      '\u200f١. Ana\n\u200f- Bo\n\u200e• Cleo\n\u202a4.\u202c Dee\n\u200fأ - Eve',
      ['\u200f١.', '\u200f-', '\u200e•', '\u202a4.\u202c', '\u200fأ -'],
    ],
    ['signs', '• Ana\n- Bo\n* Cleo\n\uf0b7\tDee\n– 5. Eve', ['•', '-', '*', '\uf0b7', '– 5.']],
    [
      'signs of chats',
      '> Ana\n☐ Bo\n✅ Cleo\n4\ufe0f\u20e3 Dee\n✔\ufe0f Eve',
      ['>', '☐', '✅', '4\ufe0f\u20e3', '✔\ufe0f'],
    ],
  ])('is left out and told: %s', (_what, text, marks) => {
    expect(fromLines(text).mps).toEqual(named('Ana', 'Bo', 'Cleo', 'Dee', 'Eve'));
    expect(textsOf(text, 'marks', false)).toEqual(marks);
    expect(fromTable(text.replaceAll('\t', ' ')).mps).toHaveLength(5);
  });

  it('is never an initial, a particle, a hyphen, or a number of a name', () => {
    const names = [
      'A. B. Uno',
      'I. Dos',
      'de la Cruz',
      'Jean-Luc Tres',
      'X Æ A-12',
      "O'Brien",
      'Ana (2)',
      'Uno, Ana',
      'Dos; Bo',
    ];
    expect(fromLines(names.join('\n'))).toMatchObject({ mps: named(...names), unread: [] });
    expect(fromLines(names.join('\n')).leftOut).toBeUndefined();
  });

  it.each([
    'Name',
    'Names:',
    'FULL NAME',
    'Députés',
    'Nombre y apellidos',
    'الاسم',
    'الأسماء',
    'Nome completo',
    '\u200fالاسم الكامل',
  ])('is the heading %j', (heading) => {
    for (const asTable of [false, true]) {
      expect(readPastedMps(`${heading}\nAna\nBo`, asTable, countryOf).mps).toEqual(named('Ana', 'Bo'));
      expect(
        textsOf(`${heading}\nAna\nBo`, 'header', asTable) ?? textsOf(`${heading}\nAna\nBo`, 'title', asTable),
      ).toHaveLength(1);
    }
  });

  it('is a title or a sum', () => {
    const text = 'Deputies arrested, March\nAna\nBo\nTotal: 2';
    expect(fromLines(text).mps).toEqual(named('Ana', 'Bo'));
    expect(textsOf(text, 'title', false)).toEqual(['Deputies arrested, March', 'Total: 2']);
  });

  it('is a ruler, whose line is told', () => {
    expect(fromLines('-----\nAna\n;\n')).toMatchObject({ mps: named('Ana'), unread: [1, 3] });
    expect(fromTable('Name|Party\n---|---\nAna|Dawn')).toMatchObject({
      mps: [{ fullName: 'Ana', party: 'Dawn' }],
      unread: [2],
    });
  });

  it('is told up to twenty times, each cut', () => {
    const text = Array.from({ length: 30 }, (_, at) => `${at + 1}. Ana ${'x'.repeat(at)}`).join('\n');
    expect(textsOf(text, 'marks', false)).toHaveLength(21);
    expect(textsOf(`${'Total '.repeat(40)}:\nAna`, 'title', false)?.[0]).toHaveLength(81);
  });
});

it('divides one line of many names, but no name with a comma', () => {
  expect(fromLines('Ana Uno, Bo Dos, Cleo Tres').mps).toEqual(named('Ana Uno', 'Bo Dos', 'Cleo Tres'));
  expect(fromLines('أحمد علي، سارة علي، نور علي').mps).toHaveLength(3);
  expect(fromLines('王一、李二、張三').mps).toHaveLength(3);
  for (const name of ['Uno, Ana', 'Uno Dos, Ana María, MP', 'Ana Uno; Bo Dos'])
    expect(fromLines(name).mps).toEqual(named(name));
});

it('keeps names that stand there twice: two people may have one', () => {
  expect(fromLines('Ana Uno\nAna Uno\nBo').mps).toEqual(named('Ana Uno', 'Ana Uno', 'Bo'));
});

describe('a table as spreadsheets and word processors give it', () => {
  const ana = { fullName: 'Ana Uno', party: 'Dawn', constituency: 'North', country: 'XA' };
  const bo = { fullName: 'Bo Dos', party: 'Dusk', constituency: 'South', country: 'XB' };

  it.each([
    ['a cell with a line end', '"Ana\nUno"\tDawn\tNorth\tXA\nBo Dos\tDusk\tSouth\tXB'],
    ['a title with a comma', 'Deputies arrested, March\nAna Uno;Dawn;North;XA\nBo Dos;Dusk;South;XB'],
    ['a title of as many columns', 'Deputies arrested in March;;;\n;;;\nAna Uno;Dawn;North;XA\nBo Dos;Dusk;South;XB'],
    ['a title in a table of commas', 'Deputies arrested, March\nAna Uno,Dawn,North,XA\nBo Dos,Dusk,South,XB'],
    ['a line for programs', 'sep=;\nAna Uno;Dawn;North;XA\nBo Dos;Dusk;South;XB'],
    ['a quoted line for programs', '"sep=,"\r\nAna Uno,Dawn,North,XA\r\nBo Dos,Dusk,South,XB'],
    ['titles of persons', 'Deputy\tAna Uno\tDawn\tNorth\tXA\nSenator\tBo Dos\tDusk\tSouth\tXB'],
    ['one title for all', 'النائب\tAna Uno\tDawn\tNorth\tXA\nالنائب\tBo Dos\tDusk\tSouth\tXB'],
    ['numbers behind marks', '\u200f1\tAna Uno\tDawn\tNorth\tXA\n\u202a2\u202c\tBo Dos\tDusk\tSouth\tXB'],
    ['headings', 'Name\tParty\tConstituency\tCountry\nAna Uno\tDawn\tNorth\tXA\nBo Dos\tDusk\tSouth\tXB'],
    [
      'headings in another order',
      'Pays;Nom et prénom;Circonscription;Parti\nXA;Ana Uno;North;Dawn\nXB;Bo Dos;South;Dusk',
    ],
    [
      'headings under a title',
      'List 2031\n\nالرقم;الاسم;الحزب;الدائرة;الدولة\n١;Ana Uno;Dawn;North;XA\n٢;Bo Dos;Dusk;South;XB\nالمجموع;2',
    ],
    [
      'headings on each page',
      'Name;Party;Constituency;Country\nAna Uno;Dawn;North;XA\nName;Party;Constituency;Country\nBo Dos;Dusk;South;XB',
    ],
    [
      'family names and given names',
      'Surname,First name,Party,District,Country\nUno,Ana,Dawn,North,XA\nDos,Bo,Dusk,South,XB',
    ],
    ['nom and prénom', 'Prénom;NOM;Parti;Circonscription;Pays\nAna;Uno;Dawn;North;XA\nBo;Dos;Dusk;South;XB'],
    ['apellidos', 'Apellidos;Nombre;Partido;Distrito;País\nUno;Ana;Dawn;North;XA\nDos;Bo;Dusk;South;XB'],
    ['numbers', '1\tAna Uno\tDawn\tNorth\tXA\n2\tBo Dos\tDusk\tSouth\tXB'],
    ['numbers with dots', '1.;Ana Uno;Dawn;North;XA\n2.;Bo Dos;Dusk;South;XB'],
    ['numbers before names', '1. Ana Uno;Dawn;North;XA\n2. Bo Dos;Dusk;South;XB'],
    ['an empty first column', '\tAna Uno\tDawn\tNorth\tXA\n\tBo Dos\tDusk\tSouth\tXB'],
    ['empty columns and numbers', ';١;Ana Uno;Dawn;North;XA;;\n;٢;Bo Dos;Dusk;South;XB;;'],
    ['commas in names', 'Ana Uno\tDawn\tNorth\tXA\nBo Dos\tDusk\tSouth\tXB\nTres, Cleo\n'],
    ['pipes', '| Ana Uno | Dawn | North | XA |\n| Bo Dos | Dusk | South | XB |'],
    ['Arabic commas', 'Ana Uno، Dawn، North، XA\nBo Dos، Dusk، South، XB'],
    ['ideographic commas', 'Ana Uno、Dawn、North、XA\nBo Dos、Dusk、South、XB'],
    ['full-width commas', 'Ana Uno，Dawn，North，XA\nBo Dos，Dusk，South，XB'],
    [
      'tags of a page',
      '<table>\n<tr><td>Ana Uno</td>\n<td>Dawn</td><td>North</td><td>XA</td></tr><tr><td>Bo&nbsp;Dos</td><td>Dusk</td><td>South</td><td>XB</td></tr></table>',
    ],
    ['marks that nobody sees', '\u200bAna Uno\t\u200bDawn\tNorth\tXA\n\u200f\t\u200e\nBo Dos\tDusk\tSouth\tXB'],
  ])('may have %s', (_what, text) => {
    const { mps, unread, unknownCountries } = fromTable(text);
    expect({ mps: mps.filter(({ fullName }) => fullName !== 'Tres, Cleo'), unread, unknownCountries }).toEqual({
      mps: [ana, bo],
      unread: [],
      unknownCountries: [],
    });
  });

  it('says what it has left out, and why', () => {
    const text = 'sep=;\nDeputies arrested\nNo.;Name;Party;Phone\n1;Ana;Dawn;999\n2;- Bo;Dusk;\nTotal;2';
    expect(fromTable(text).leftOut).toEqual([
      { reason: 'header', texts: ['No. · Name · Party · Phone'] },
      { reason: 'title', texts: ['Deputies arrested', 'Total · 2'] },
      { reason: 'marks', texts: ['-'] },
      { reason: 'numbers', texts: ['1', '2'] },
      { reason: 'divider', texts: ['sep=;'] },
      { reason: 'columns', texts: ['Phone'] },
    ]);
    expect(textsOf('Ana,,,XA,secret,x\nBo,,,XB,,y', 'columns')).toEqual(['secret', 'x', 'y']);
  });

  it('keeps the numbers of lines under a line for programs and cells of several lines', () => {
    expect(fromTable('sep=;\n"Two\nLines";a\n;Dawn')).toMatchObject({
      mps: [{ fullName: 'Two Lines', party: 'a' }],
      unread: [4],
    });
  });

  it('is seen by its tabs though nobody has said so', () => {
    expect(fromLines('1.\tAna\n2.\tBo').mps).toEqual(named('Ana', 'Bo'));
    expect(fromLines('Ana\tDawn\nBo\tDusk').mps).toEqual([
      { fullName: 'Ana', party: 'Dawn' },
      { fullName: 'Bo', party: 'Dusk' },
    ]);
  });

  it('loses no row to lone quotation marks in two of them', () => {
    expect(fromTable('"Ana,Dawn\nBo,Dusk"\nCleo,x').mps.map(({ fullName }) => fullName)).toEqual([
      '"Ana',
      'Bo',
      'Cleo',
    ]);
    expect(fromTable('Ana "Nana" Uno,"Dawn"\n"O\'Brien, Pat",x').mps).toEqual([
      { fullName: 'Ana "Nana" Uno', party: 'Dawn' },
      { fullName: "O'Brien, Pat", party: 'x' },
    ]);
  });
});

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
        expect(mps.length).toBeLessThanOrEqual(lines);
        expect(new Set(unread).size).toBe(unread.length);
        if (!asTable && /\S/.test(pasted)) expect(mps.length + unread.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('searches no long text for a long text', () => {
    const includes = vi.spyOn(String.prototype, 'includes');
    const half = 'a'.repeat(12_000);
    const part = `${half}b${half}`;
    const table = `Name\tFamily name\tGiven name\n${'a'.repeat(49_000)}\t${part}\t${part}\nAna Uno\tUno\tAna`;
    const { mps } = readPastedMps(table, true, countryOf);
    const longest = Math.max(...includes.mock.calls.map(([text]) => text.length));
    includes.mockRestore();
    expect(mps).toEqual([{ fullName: 'Ana Uno' }]);
    expect(longest).toBeLessThanOrEqual(maxNameLength);
  });

  it('asks once a row for a country, however long the text', () => {
    for (const unit of ['a,b,c,Nowhere\n', '"a" b\n', '"",', ';\t', '1. ', ' ', '\n', '\u202e', '<td']) {
      let asked = 0;
      const junk = unit.repeat(Math.ceil(maxPasteLength / unit.length));
      const { mps } = readPastedMps(junk, true, () => {
        asked += 1;
        return undefined;
      });
      expect(mps.length).toBeLessThanOrEqual(maxMps);
      expect(asked).toBeLessThanOrEqual(junk.split('\n').length);
    }
  });
});
