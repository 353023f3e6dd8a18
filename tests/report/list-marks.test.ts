import { describe, expect, it } from 'vitest';
import { isRowNumber, withoutListMarks } from '../../report/list-marks.ts';
import { readPastedMps } from '../../report/pasted-mps.ts';

const namesOf = (...lines: string[]) => withoutListMarks(lines).map(({ name }) => name);
const marksOf = (...lines: string[]) => withoutListMarks(lines).map(({ mark }) => mark);

describe('a small letter with a dot', () => {
  it.each([
    [['k. nair']],
    [['a. b. okoro']],
    [['a. okoro', 'k. nair']],
    [['a. okoro', 'b. nair']],
    [['Ana Uno', 'a. okoro', 'c. uno', 'b. nair']],
    [['k. nair', 'l. okoro', 'm. uno', 'n. dos']],
    [['a. okoro', 'a. uno', 'b. nair', 'd. dos']],
    [
      ['1. k. nair', '2. a. b. okoro'],
      ['k. nair', 'a. b. okoro'],
    ],
  ])('stays where the list does not run by letters: %j', (lines, names = lines) => {
    expect(namesOf(...lines)).toEqual(names);
    expect(readPastedMps(lines.join('\n'), false, () => undefined).mps.map(({ fullName }) => fullName)).toEqual(names);
  });

  it('is the letter of a line where they run from a without a gap', () => {
    expect(namesOf('a. Ana', 'b. Bo')).toEqual(['Ana', 'Bo']);
    expect(namesOf('a. uno', 'b. dos', 'c. tres')).toEqual(['uno', 'dos', 'tres']);
    expect(namesOf('a) Ana', 'b. Bo', '(c) Cleo', 'd - Dee')).toEqual(['Ana', 'Bo', 'Cleo', 'Dee']);
    expect(namesOf('a. Ana', 'b. Bo', 'a. أحمد', 'b. سارة')).toEqual(['Ana', 'Bo', 'أحمد', 'سارة']);
    expect(marksOf('\u200ea. Ana', 'b. Bo', '- c. Cleo')).toEqual(['\u200ea.', 'b.', '- c.']);
  });

  it('is taken away once: an initial after it stays', () => {
    expect(namesOf('a. b. okoro', 'b. c. nair', 'c. k. uno')).toEqual(['b. okoro', 'c. nair', 'k. uno']);
  });
});

it.each(['1 - ', '1 – ', '1 -', '1 . ', '1 ) ', '1 : ', '№ 1 - ', '1º ', '1.º ', '1° - ', '١ - ', '1-'])(
  'a number is one with a space or an ordinal sign in it: %j',
  (mark) => {
    expect(withoutListMarks([`${mark}Ana`, 'Bo'])).toEqual([
      { name: 'Ana', mark: mark.trim() },
      { name: 'Bo', mark: '' },
    ]);
    expect(isRowNumber(mark.trim())).toBe(true);
  },
);

it('a number of a name stays', () => {
  for (const name of ['7up Uno', '2Pac', '3º', '1 -', '50 Cent']) expect(namesOf(name)).toEqual([name]);
});
