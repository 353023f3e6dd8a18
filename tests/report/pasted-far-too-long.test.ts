import { expect, test } from 'vitest';
import { maxMps } from '../../report/limits.ts';
import { readPastedMps } from '../../report/pasted-mps.ts';

const maxLines = 10 * maxMps;
const rows = (count: number) => Array.from({ length: count }, (_, at) => `MP ${at},a,b,XA`).join('\n');

/** Reads a table, and counts how many of its countries were looked up. */
function readAll(text: string) {
  let lookUps = 0;
  const countryOf = () => {
    lookUps += 1;
    return 'XA';
  };
  return { pasted: readPastedMps(text, true, countryOf), lookUps: () => lookUps };
}

test.each([maxLines + 1, 6_000])('of %d rows, no more are read than ten reports hold, and each is counted', (count) => {
  const { pasted, lookUps } = readAll(rows(count));
  expect(lookUps()).toBe(maxLines);
  expect(pasted.mps).toHaveLength(maxMps);
  expect(pasted.tooMany).toBe(count - maxMps);
});

test('a list with room for all its rows is read to its end, whatever blank lines it holds', () => {
  const { pasted, lookUps } = readAll(`${'\n'.repeat(20_000)}${rows(maxMps)}\n\n`);
  expect(lookUps()).toBe(maxMps);
  expect(pasted.mps.at(-1)?.fullName).toBe(`MP ${maxMps - 1}`);
  expect([pasted.tooMany, pasted.unread]).toEqual([0, []]);
});

test('lines below are told also where those above held no name', () => {
  const { pasted } = readAll(`${'---\n'.repeat(maxLines)}Ana Uno`);
  expect(pasted).toMatchObject({ mps: [], tooMany: 1 });
});
