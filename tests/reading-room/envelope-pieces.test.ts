import { truncateSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EnvelopePieces } from '../../reading-room/envelope-pieces.ts';
import { maxEnvelopeBytes, openLocal, sha256Of } from '../../reading-room/local-file.ts';
import { fixedBytes } from '../crypto/fixed-draw.ts';
import { newFolder } from './sample.ts';

const folder = await newFolder();
const path = join(folder, 'some.tar');
const bytes = fixedBytes('some', 1_000_000);
writeFileSync(path, bytes);
const file = await openLocal(path, 'refuse');

afterAll(async () => {
  await file.handle.close();
  await rm(folder, { recursive: true, force: true });
});

describe('an envelope on the disk', () => {
  it.each([
    ['a whole file', 0, 1_000_000],
    ['a range of a bundle', 512, 700_001],
    ['nothing', 1000, 0],
  ])('is read to its last byte, and hashed, as %s', async (_what, start, size) => {
    const envelope = new EnvelopePieces(file, start, size);
    const parts: Uint8Array[] = [];
    for (let next = await envelope.pieces.next(); !next.done; next = await envelope.pieces.next())
      parts.push(next.value);
    const range = bytes.subarray(start, start + size);
    expect(Buffer.compare(Buffer.concat(parts), range)).toBe(0);
    expect(await envelope.sha256()).toBe(sha256Of(range));
  });

  it.each([0, 1, 2])('has the same hash when only %i pieces were asked for', async (count) => {
    const envelope = new EnvelopePieces(file);
    // One that nobody waits for, as streams do.
    const asked = Array.from({ length: count }, () => envelope.pieces.next());
    expect(await envelope.sha256()).toBe(sha256Of(bytes));
    expect(await Promise.all(asked)).toHaveLength(count);
  });

  it('has no hash when it cannot be read to its end, and says so to both', async () => {
    const cut = join(folder, 'cut.age');
    writeFileSync(cut, bytes);
    const local = await openLocal(cut, 'refuse');
    truncateSync(cut, 600_000);
    const envelope = new EnvelopePieces(local);
    await envelope.pieces.next();
    await envelope.pieces.next();
    await expect(envelope.pieces.next()).rejects.toMatchObject({ code: 'path-unreadable' });
    await expect(envelope.sha256()).rejects.toMatchObject({ code: 'path-unreadable' });
    await expect(new EnvelopePieces(local).sha256()).rejects.toMatchObject({ code: 'path-unreadable' });
    await local.handle.close();
  });

  it('is refused unread when it is larger than any of ours', () => {
    expect(() => new EnvelopePieces(file, 0, maxEnvelopeBytes + 1)).toThrow('file-too-large');
  });
});
