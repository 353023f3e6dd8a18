import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

/** The peak of a process of its own that holds so much, since the memory of this one comes and goes. */
async function peakHolding(mebibytes: number): Promise<number> {
  const hold = `globalThis.held = Buffer.alloc(${mebibytes * 1_048_576}, 1); console.log('held'); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['-e', hold], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(child.stdout, 'data');
    return await peakOfTree(child.pid ?? 0, async () => {});
  } finally {
    child.kill('SIGKILL');
  }
}

it('sees memory that is held while something is done', async () => {
  expect((await peakHolding(64)) - (await peakHolding(0))).toBeGreaterThan(40);
});

it('passes on what failed meanwhile', async () => {
  await expect(peakOfTree(process.pid, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
