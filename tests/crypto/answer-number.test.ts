import { describe, expect, it } from 'vitest';
import { formatReceipt, readReceipt } from '../../crypto/receipt-code.ts';
import { fixedBytes } from './fixed-draw.ts';

const receipt = fixedBytes('answer number', 16);
const groups = formatReceipt(receipt);
const changed = (at: number, to: (group: string) => string) =>
  groups.map((group, each) => (each === at ? to(group) : group));
const nextDigit = (digit: string) => String((Number(digit) + 1) % 10);

describe.each(['№ 3', '№3', 'No. 3', '# 12', 'رقم ٣'])('the number of an answer, %s, behind a slip', (noted) => {
  const seen = noted.includes('12') ? 12 : 3;

  it.each([
    ['a digit wrong', changed(3, (group) => group.replace(/\d$/, nextDigit)), [4]],
    ['a digit wrong in the last group', changed(8, (group) => group.replace(/^\d/, nextDigit)), [9]],
    ['a digit missing', changed(1, (group) => group.slice(1)), [2]],
    ['a digit too many', changed(6, (group) => `${group}${group[4]}`), [7]],
  ])('does not end its repair: %s', (_what, typed, wrong) => {
    for (const between of [' ', '\n\n', ' - '])
      expect(readReceipt(`${typed.join(' ')}${between}${noted}`)).toEqual({
        kind: 'repaired',
        receipt,
        groups: wrong,
        seen,
      });
    expect(readReceipt(`${typed.join('')} ${noted}`)).toMatchObject({ kind: 'repaired', receipt, seen });
  });

  it('is no group that is wrong', () => {
    const typed = changed(2, () => '12').join(' ');
    expect(readReceipt(`${typed.replace(groups[5] ?? '', '12')} ${noted}`)).toEqual({ kind: 'slip', groups: [3, 6] });
  });
});

it('a lone number beside a slip does not end its repair', () => {
  const typed = changed(3, (group) => group.replace(/\d$/, nextDigit)).join(' ');
  for (const text of [`${typed} (1)`, `1: ${typed}`, `1\n${typed}`])
    expect(readReceipt(text)).toEqual({ kind: 'repaired', receipt, groups: [4] });
});

it('names no group above the ninth, nor any where a number more stands beside them', () => {
  const twice = groups.map((group, at) => (at === 2 || at === 5 ? group.replace(/^./, nextDigit) : group)).join(' ');
  for (const text of [`${twice} 7`, `7: ${twice}`, `${twice} 7a`, `${twice} 777777`])
    expect(readReceipt(text)).toEqual({ kind: 'slip' });
});

describe('a number that is none of an answer', () => {
  it.each(['№ \n12 March', '№\r\n12', '№ \u202812', '№\n\n3', '№ 12.03.2031', '№ 3-14', '№ 12/3'])(
    'is not read as one: %j',
    (after) => {
      expect(readReceipt(`${groups.join(' ')}\n\n${after}`)).toEqual({ kind: 'exact', receipt });
    },
  );

  it('may stand on the line of its sign with any space between, and before the end of a sentence', () => {
    for (const after of ['№ 12', '№\u00a012', '№\t12.', '№12)', '№ 12\n3 April'])
      expect(readReceipt(`${groups.join(' ')}\n${after}`)).toEqual({ kind: 'exact', receipt, seen: 12 });
  });
});

it('of two codes, the sign before the second hides none of its groups', () => {
  const other = formatReceipt(fixedBytes('another one', 16)).map((group, at) =>
    at === 4 ? group.replace(/\d$/, nextDigit) : group,
  );
  const typed = changed(3, (group) => group.replace(/\d$/, nextDigit)).join(' ');
  expect(['several', 'slip']).toContain(readReceipt(`№ ${typed}\n№ ${other.join(' ')}`).kind);
});
