import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replaceFile, writeNew } from '../../reading-room/new-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* pieces(between = () => {}) {
  yield Buffer.from('one ');
  between();
  yield Buffer.from('two');
}

it('writes pieces in their order', async () => {
  await writeNew(join(folder, 'a'), pieces(), 0o600);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('one two');
  expect(readdirSync(folder)).toEqual(['a']);
});

it.each([
  ['writes', writeNew],
  ['replaces', replaceFile],
])('%s nothing that the disk does not give back', async (_what, write) => {
  // A disk that keeps another byte than it was given.
  const change = () => {
    const [partial = ''] = readdirSync(folder).filter((name) => name.startsWith('.partial-'));
    expect(readFileSync(join(folder, partial), 'utf8')).toBe('one ');
    writeFileSync(join(folder, partial), 'ONE ');
  };
  await expect(write(join(folder, 'a'), pieces(change), 0o600)).rejects.toMatchObject({ code: 'write-failed' });
  expect(readdirSync(folder)).toEqual([]);
});
