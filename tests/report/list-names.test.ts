import { describe, expect, it } from 'vitest';
import { readPastedMps } from '../../report/pasted-mps.ts';

const read = (text: string, asTable = false) => {
  const { mps, unread, leftOut } = readPastedMps(text, asTable, () => undefined);
  return { names: mps.map(({ fullName }) => fullName), unread, titles: leftOut?.flatMap(({ texts }) => texts) ?? [] };
};

describe('one line of several pieces', () => {
  it.each([
    'Ana Uno, arrested in May, held in Xaville',
    'ANA UNO, ARRESTED IN MAY, HELD IN XAVILLE',
    'Ana Uno; former minister; held since May',
    'Ana Uno, born 1970, North Hill',
    'Ana Uno, Member for North, Green Dawn',
    'Ana Uno, Deputy Speaker, Green Dawn',
    'Ana Uno, Green Party, North District',
    'Ana Uno, arrêtée en mai, détenue à Xaville',
    'Ana Uno, detenida en mayo, presa en Xaville',
    'Ana Uno, detida em maio, presa em Xaville',
    'أحمد علي، اعتقل في مايو، محتجز في السجن',
    'أحمد علي، نائب سابق، حزب الفجر',
    '王一、五月被捕、關在北京',
    'MPs: Ana Uno, Bo Dos, Cleo Tres',
    'Ana Uno, Bo Dos, Cleo Tres and Dee Cuatro',
    'ana uno, bo dos, cleo tres',
    'Ana Uno, arrested in May',
    'Ana Uno; Bo Dos',
    'Ana Uno, member of parliament, arrested',
  ])('is one MP as it stands, and its line is told: %s', (line) => {
    expect(read(line)).toMatchObject({ names: [line], unread: [1] });
  });

  it.each([
    ['Ana Uno, Bo Dos, Cleo Tres', ['Ana Uno', 'Bo Dos', 'Cleo Tres']],
    ['Ana Uno, Bo Dos, Cleo Tres,', ['Ana Uno', 'Bo Dos', 'Cleo Tres']],
    ['1. Ana Uno; 2. Bo Dos; 3. Cleo Tres', ['Ana Uno', 'Bo Dos', 'Cleo Tres']],
    ['Ana de la Uno; Jean-Luc d’Arc; Omar al-Tres', ['Ana de la Uno', 'Jean-Luc d’Arc', 'Omar al-Tres']],
    ['ANA UNO, B. DOS, ÉLOÏSE TRES', ['ANA UNO', 'B. DOS', 'ÉLOÏSE TRES']],
    ['أحمد علي، سارة علي، نور علي', ['أحمد علي', 'سارة علي', 'نور علي']],
    ['王一、李二、張三', ['王一', '李二', '張三']],
  ])('is divided where each can be nothing but a name: %s', (line, names) => {
    expect(read(line)).toEqual({ names, unread: [], titles: expect.anything() });
  });

  it('is told in a list of lines too, but for family names before given names', () => {
    const lines = ['Uno Dos, Ana María', 'Dos, Bo', 'Tres, Cleo, MP', 'Dee Cuatro, held since May', 'A B, C D, E F'];
    expect(read(lines.join('\n'))).toMatchObject({ names: lines, unread: [4, 5] });
  });
});

describe('a line that ends in a colon', () => {
  it('is an MP whose line is told, where no word of it is one of titles', () => {
    expect(read('Ana Uno:\nBo Dos\nCleo Tres:')).toEqual({
      names: ['Ana Uno:', 'Bo Dos', 'Cleo Tres:'],
      unread: [1, 3],
      titles: [],
    });
    expect(read('Ana Uno:')).toMatchObject({ names: ['Ana Uno:'], unread: [1] });
    expect(read('Ana Uno:\nBo Dos;Dawn\nCleo Tres;Dusk', true)).toMatchObject({
      names: ['Ana Uno:', 'Bo Dos', 'Cleo Tres'],
      unread: [1],
      titles: [],
    });
  });

  it('is a title where a word of it is one', () => {
    for (const title of ['Members arrested:', 'Liste:', 'Party:', 'النواب:', '名字：'])
      expect(read(`Ana Uno\n${title}\nBo Dos`)).toMatchObject({ names: ['Ana Uno', 'Bo Dos'], titles: [title] });
  });
});
