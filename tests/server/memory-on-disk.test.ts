import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryOnDisk } from '../../server/memory-on-disk.ts';

const limits = (soft: string) => `Limit                     Soft Limit           Hard Limit           Units
Max stack size            8388608              unlimited            bytes
Max core file size        ${soft.padEnd(21)}unlimited            bytes
`;
const heading = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';

describe('memoryOnDisk', () => {
  it('says that a crash may leave a core file, unless there can be none', () => {
    for (const soft of ['unlimited', '4096'])
      expect(memoryOnDisk({ limits: limits(soft), swaps: heading })).toEqual([expect.stringContaining('ulimit -c 0')]);
    expect(memoryOnDisk({ limits: limits('0'), swaps: heading })).toEqual([]);
  });

  it('says that memory is swapped to a disk where there is an area for it', () => {
    const swaps = `${heading}/dev/xa1                                partition\t2097148\t0\t-2\n`;
    expect(memoryOnDisk({ limits: limits('0'), swaps })).toEqual([expect.stringContaining('swaps memory')]);
  });

  it('says nothing of a system that does not tell', () => {
    expect(memoryOnDisk({ limits: null, swaps: null })).toEqual([]);
  });
});

it('is started without core files by npm start', () => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const before = scripts.start?.split('&&').slice(1, -1).join('&&') ?? '';
  const limit = `ulimit -S -c unlimited 2>/dev/null; ${before} && ulimit -c`;
  expect(execFileSync('sh', ['-c', limit], { encoding: 'utf8' })).toBe('0\n');
});
