import { expect, it } from 'vitest';
import { chainHead, emptyChainHead } from '../../crypto/chain.ts';
import { vectorsOf } from '../vectors/vector-file.ts';

type Vector = { previous: string; envelopeSha256: string; day: string; expect: string | null };
const vectors = vectorsOf<Vector>('chain');

it.each(vectors)('vector $number $name', ({ previous, envelopeSha256, day, expect: expected }) => {
  if (expected === null) expect(() => chainHead(previous, envelopeSha256, day)).toThrow(RangeError);
  else expect(chainHead(previous, envelopeSha256, day)).toBe(expected);
});

it('shows an entry that was left out, changed or moved', () => {
  const entries = vectors.filter((vector) => vector.expect !== null);
  expect(entries.length).toBeGreaterThan(3);
  const headOf = (list: readonly Vector[]) =>
    list.reduce((head, { envelopeSha256, day }) => chainHead(head, envelopeSha256, day), emptyChainHead);
  const [first, second, ...rest] = entries as unknown as [Vector, Vector, ...Vector[]];
  const head = headOf(entries);
  expect(head).toBe(entries.at(-1)?.expect);
  for (const other of [
    [first, ...rest],
    [second, first, ...rest],
    [{ ...first, day: '2031-03-05' }, second, ...rest],
    entries.slice(0, -1),
  ])
    expect(headOf(other)).not.toBe(head);
});
