import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { blobSource, FileChangedError, letGoOfFiles } from '../../views/client/blob-source.ts';

const mib = 1_048_576;
const bytes = randomBytes(9 * mib + 5);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const ranges = [
  [0, 10],
  [4 * mib - 3, 4 * mib + 3],
  [100, 9 * mib],
  [9 * mib, 9 * mib + 5],
  [5, 5],
  [4 * mib, 8 * mib],
  [0, bytes.length],
] as const;

/** A file as browsers have it, counting what is read of it, until it changes. */
function fileOf(content: Uint8Array, size = content.length) {
  const state = { isChanged: false, bytesRead: 0 };
  const slice = (start: number, wanted: number) => ({
    async arrayBuffer() {
      if (state.isChanged) throw new DOMException('changed', 'NotReadableError');
      const end = Math.min(wanted, size);
      state.bytesRead += end - start;
      const out = new Uint8Array(end - start);
      out.set(content.subarray(start, end));
      return out.buffer;
    },
  });
  return { file: { size, slice } as unknown as Blob, state };
}

it('gives the bytes of any place, in any order', async () => {
  const source = blobSource(new Blob([bytes]));
  expect(source.size).toBe(bytes.length);
  for (const [start, end] of ranges)
    expect(Buffer.compare(await source.read(start, end), bytes.subarray(start, end))).toBe(0);
});

it('gives them of a file that is too large to be held, reading it once when asked in order', async () => {
  const { file, state } = fileOf(bytes, 17 * mib);
  const source = blobSource(file);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < source.size; at += 1_000_000)
    parts.push(await source.read(at, Math.min(at + 1_000_000, source.size)));
  expect(Buffer.compare(Buffer.concat(parts).subarray(0, bytes.length), bytes)).toBe(0);
  // Beside it one byte at a time, to see whether the file is still the same.
  expect(state.bytesRead - source.size).toBeLessThan(parts.length + 1);
});

it('has the hash of a file that can be held, and none of a larger one', async () => {
  const digest = await blobSource(new Blob([bytes])).digest?.();
  expect(Buffer.from(digest ?? []).toString('hex')).toBe(sha256);
  expect(blobSource(fileOf(bytes, 17 * mib).file).digest).toBeUndefined();
});

it.each([9, 17])('notices two readings later that a file of %i MiB has changed, whatever is held', async (size) => {
  const { file, state } = fileOf(bytes, size * mib);
  const source = blobSource(file);
  await source.digest?.();
  await source.read(0, mib);
  state.isChanged = true;
  // From what was read before the change.
  expect(Buffer.compare(await source.read(mib, mib + 10), bytes.subarray(mib, mib + 10))).toBe(0);
  await expect(source.read(mib, 4 * mib)).rejects.toBeInstanceOf(FileChangedError);
  await expect(source.read(0, 1)).rejects.toBeInstanceOf(FileChangedError);
});

it('notices at its last bytes that a file has changed, all of which is held', async () => {
  const { file, state } = fileOf(bytes);
  const source = blobSource(file);
  await source.digest?.();
  state.isChanged = true;
  await expect(source.read(9 * mib, bytes.length)).rejects.toBeInstanceOf(FileChangedError);
});

it('holds no more of many files than of a few, and nothing once it is told to let go', async () => {
  const many = Array.from({ length: 5 }, () => fileOf(bytes));
  const sources = many.map(({ file }) => blobSource(file));
  for (const source of sources) await source.digest?.();
  const before = many.map(({ state }) => state.bytesRead);
  for (const source of sources) await source.read(0, 10);
  const again = many.filter(({ state }, at) => state.bytesRead - (before[at] ?? 0) > mib);
  // Of five files of three windows each, two are held whole: the last of them.
  expect(again.length).toBeGreaterThanOrEqual(3);
  letGoOfFiles();
  const [first] = many;
  const [source] = sources;
  const read = first?.state.bytesRead ?? 0;
  await source?.read(0, 10);
  expect((first?.state.bytesRead ?? 0) - read).toBeGreaterThan(mib);
});
