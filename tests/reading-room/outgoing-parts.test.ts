import { expect, it } from 'vitest';
import { outgoingSchema } from '../../crypto/outgoing.ts';
import { outgoingParts } from '../../reading-room/outgoing-parts.ts';

const idOf = (number: number) => number.toString(16).padStart(64, '0');
const listsOf = (answers: number, erased: number) => ({
  answers: Array.from({ length: answers }, (_, at) => ({ mailboxId: idOf(at), number: at + 1, sha256: idOf(0) })),
  erased: Array.from({ length: erased }, (_, at) => idOf(at)),
});
const indexOf = (part: object) => ({
  type: 'outgoing/v1',
  committee: 'c'.repeat(32),
  number: 1,
  day: '2026-11-21',
  ...part,
});

it.each([
  [0, 0, 1],
  [0, 1, 1],
  [5, 0, 1],
  [30, 20, 4],
])('divides %i answers and %i erased mailboxes, so that each index is read', (answers, erased, count) => {
  const lists = listsOf(answers, erased);
  const parts = outgoingParts(lists, 3_000);
  expect(parts).toHaveLength(count);
  for (const part of parts) {
    expect(outgoingSchema.safeParse(indexOf(part)).success).toBe(true);
    expect(JSON.stringify(indexOf(part)).length).toBeLessThan(3_000);
  }
  expect(parts.flatMap((part) => part.answers)).toEqual(lists.answers);
  expect(parts.flatMap((part) => part.erased)).toEqual(lists.erased);
});

it('divides more than one index of the real bound takes', () => {
  const parts = outgoingParts(listsOf(120_000, 120_000));
  expect(parts).toHaveLength(2);
  for (const part of parts) expect(JSON.stringify(indexOf(part)).length).toBeLessThan(16_777_216);
});
