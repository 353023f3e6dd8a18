import { expect, it } from 'vitest';
import { hasRoom } from '../../server/public/disk-budget.ts';

const disk =
  (freeBytes: number, totalBytes = 100e9) =>
  async () => ({ freeBytes, totalBytes });

it('takes small envelopes down to the floor, large ones only above the reserve', async () => {
  expect(await hasRoom(disk(65e6 + 2e5), 70_000, true)).toBe(false);
  expect(await hasRoom(disk(68e6), 70_000, true)).toBe(true);
  expect(await hasRoom(disk(1e9), 50e6, false)).toBe(false);
  expect(await hasRoom(disk(3e9), 50e6, false)).toBe(true);
});

it('keeps a fifth of a small disk, and what a setting says', async () => {
  expect(await hasRoom(disk(1e9, 5e9), 10e6, false)).toBe(false);
  expect(await hasRoom(disk(1.1e9, 5e9), 10e6, false)).toBe(true);
  expect(await hasRoom(disk(1.1e9, 5e9), 10e6, false, 2e9)).toBe(false);
});
