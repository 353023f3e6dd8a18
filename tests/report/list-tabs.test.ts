import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedMps } from '../../report/pasted-mps.ts';

const read = (text: string, asTable = false) => readPastedMps(text, asTable, () => 'XA');
const namesOf = (text: string) => read(text).mps.map(({ fullName, party }) => fullName + (party ? `/${party}` : ''));

describe('a table that nobody has called one', () => {
  it.each([
    [
      'rows over its parts',
      'Group A\t\t\nAna Uno\tDawn\t\nBo Dos\tDusk\t\nGroup B\t\t\nCleo Tres\tDawn\t\nGroup C\t\t',
    ],
    [
      'rows over its parts, without numbers',
      'Group A\t\t\n1\tAna Uno\tDawn\nGroup B\t\t\n2\tBo Dos\tDusk\n3\tCleo Tres\tDawn\nGroup C\t\t',
    ],
    [
      'an empty column at its end',
      'Ana Uno\tDawn\t\nBo Dos\tDusk\t\nCleo Tres\tDawn\t\nGroup A\t\t\nGroup B\t\t\nGroup C\t\t',
    ],
    [
      'an empty column before names',
      '\tAna Uno\tDawn\n\tBo Dos\tDusk\n\tCleo Tres\tDawn\n\tGroup A\t\n\tGroup B\t\n\tGroup C\t',
    ],
  ])('is read by its tabs with %s, which are told', (_what, text) => {
    const found = namesOf(text);
    expect([...found].sort()).toEqual([
      'Ana Uno/Dawn',
      'Bo Dos/Dusk',
      'Cleo Tres/Dawn',
      'Group A',
      'Group B',
      'Group C',
    ]);
    const told = read(text).unread.map((line) => text.split('\n')[line - 1]?.trim());
    expect(told).toEqual(['Group A', 'Group B', 'Group C']);
  });

  it('counts no row over a part of it among the numbers of rows', () => {
    expect(read('Group A\t\t\n1\tAna Uno\tDawn\n2\tBo Dos\tDusk').leftOut).toEqual([
      { reason: 'numbers', texts: ['1', '2'] },
    ]);
  });

  it('tells a row of one word, and none of a whole name', () => {
    expect(read('Opposition\t\nAna Uno\tDawn\nBo Dos\t\nCleo Tres\tDusk').unread).toEqual([1]);
  });

  it('loses no indented line of a list', () => {
    expect(namesOf('Ana\n\tBo\n\t\tCleo')).toEqual(['Ana', 'Bo', 'Cleo']);
  });
});

describe('a tab in a name', () => {
  it.each([
    ['one line', 'Ana Uno\tDawn', ['Ana Uno Dawn'], [1]],
    ['a list', 'Ana Uno \t  Dawn\nBo Dos\nCleo Tres', ['Ana Uno Dawn', 'Bo Dos', 'Cleo Tres'], [1]],
    ['a list with numbers', '1.\tAna Uno\nBo Dos\nCleo Tres', ['Ana Uno', 'Bo Dos', 'Cleo Tres'], []],
  ])('becomes a space in %s, and the line is told', (_what, text, names, unread) => {
    expect(namesOf(text)).toEqual(names);
    expect(read(text).unread).toEqual(unread);
  });

  it('is in no name, whatever is pasted', () => {
    const piece = fc.constantFrom(
      '\t',
      '\n',
      ' ',
      'Ana',
      'b',
      '1.',
      '1',
      '"',
      ',',
      ';',
      '-',
      'o',
      '<td>',
      '&#9;',
      '\u200f',
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.boolean(), (pasted, asTable) => {
        for (const { fullName } of read(pasted, asTable).mps) expect(fullName).not.toContain('\t');
      }),
      { numRuns: 2000 },
    );
  });
});
