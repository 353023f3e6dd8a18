import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashOf } from '../../crypto/hash-source.ts';
import { bufferSource } from '../../crypto/source.ts';
import { maxFileNameLength } from '../../report/limits.ts';
import { usualHiddenData } from '../../report/pictures/usual-choice.ts';
import { prepareFile } from '../../report/prepare-file.ts';
import { canary, exif, exifSegment, inJpeg, plain } from './pictures.ts';

const picture = inJpeg(plain.baseline, exifSegment(exif({ make: canary })));
const facts = { name: '照片.jpg', type: 'image/jpeg' };
const bytesOf = async (source: ReturnType<typeof bufferSource>) => Buffer.from(await source.read(0, source.size));

it('keeps a file as it is, and reads nothing of it', async () => {
  let reads = 0;
  const counted = { size: 5, read: async () => new Uint8Array(++reads) };
  const prepared = await prepareFile(facts, counted, { hiddenData: 'kept', use: 'committee' }, hashOf);
  expect(prepared).toEqual({
    ok: true,
    file: { ...facts, size: 5, hiddenData: 'kept', use: 'committee' },
    source: counted,
  });
  expect(reads).toBe(0);
});

it('takes hidden data out, and notes the hash of what it was', async () => {
  expect(picture.includes(canary)).toBe(true);
  const prepared = await prepareFile(facts, bufferSource(picture), { hiddenData: 'removed' }, hashOf);
  if (!prepared.ok) throw new Error(prepared.why);
  const cleaned = await bytesOf(prepared.source);
  expect(cleaned.includes(canary)).toBe(false);
  expect(prepared.file).toEqual({
    ...facts,
    size: cleaned.length,
    hiddenData: 'removed',
    sha256Original: createHash('sha256').update(picture).digest('hex'),
  });
});

it('says why nothing can be taken out', async () => {
  const prepare = (bytes: Uint8Array) => prepareFile(facts, bufferSource(bytes), { hiddenData: 'removed' }, hashOf);
  expect(await prepare(Buffer.from('text'))).toEqual({ ok: false, why: 'unknown-format' });
  expect(await prepare(picture.subarray(0, 40))).toEqual({ ok: false, why: 'broken' });
});

it('cuts a name of any length', async () => {
  const long = { name: 'x'.repeat(4000), type: '' };
  const prepared = await prepareFile(long, bufferSource(new Uint8Array(0)), { hiddenData: 'kept' }, hashOf);
  expect(prepared.ok && prepared.file.name).toHaveLength(maxFileNameLength);
});

it('usually takes hidden data out of the pictures that it can clean, and of nothing else', () => {
  const types = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/jpeg2000', 'video/mp4', ''];
  expect(types.filter((type) => usualHiddenData(type) === 'removed')).toEqual(types.slice(0, 3));
});
