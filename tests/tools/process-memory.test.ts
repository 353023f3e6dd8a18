import { expect, it } from 'vitest';
import { mebibytesIn, parentIn, peakOfTree, withDescendants } from '../../tools/process-memory.ts';

it('reads a line of kernel text in MiB', () => {
  const text = 'Rss:          204800 kB\nPss:            2048 kB\nPss_Anon:       1024 kB\n';
  expect(mebibytesIn(text, 'Pss')).toBe(2);
  expect(() => mebibytesIn(text, 'Swap')).toThrow('no Swap');
});

it('finds the parent behind a name with spaces and brackets', () => {
  expect(parentIn('4711 (Web Content) x) S 42 4711 4711 0 -1')).toEqual({ pid: 4711, parent: 42 });
});

it('follows a process to its grandchildren, and to nobody else', () => {
  const all = [
    { pid: 2, parent: 1 },
    { pid: 3, parent: 2 },
    { pid: 4, parent: 1 },
    { pid: 5, parent: 3 },
  ];
  expect(withDescendants(2, all)).toEqual([2, 3, 5]);
});

it('sees memory that is held while something is done', async () => {
  const nothing = await peakOfTree(process.pid, async () => {});
  const held: Buffer[] = [];
  const peak = await peakOfTree(process.pid, async () => {
    held.push(Buffer.alloc(64 * 1_048_576, 1));
    await new Promise((resolve) => setTimeout(resolve, 250));
  });
  expect(held).toHaveLength(1);
  expect(peak - nothing).toBeGreaterThan(40);
});

it('passes on what failed meanwhile', async () => {
  await expect(peakOfTree(process.pid, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
