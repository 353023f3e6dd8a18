import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../crypto/hash-source.ts';
import { bufferSource } from '../../crypto/source.ts';
import { maxFileNameLength } from '../../report/limits.ts';
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

it('takes name and type from a file of a browser, which are no fields of its own', async () => {
  const file = new File([], facts.name, { type: facts.type });
  expect(Object.keys(file)).toEqual([]);
  const prepared = await prepareFile(file, bufferSource(new Uint8Array(0)), { hiddenData: 'kept' }, hashOf);
  expect(prepared.ok && prepared.file).toEqual({ ...facts, size: 0, hiddenData: 'kept' });
});

it('cuts a name of any length', async () => {
  const long = { name: 'x'.repeat(4000), type: '' };
  const prepared = await prepareFile(long, bufferSource(new Uint8Array(0)), { hiddenData: 'kept' }, hashOf);
  expect(prepared.ok && prepared.file.name).toHaveLength(maxFileNameLength);
});

/** What becomes of a file of which nobody has said what shall become of its hidden data. */
async function usually(bytes: Uint8Array, name = 'IMG_1', type = '') {
  const prepared = await prepareFile({ name, type }, bufferSource(bytes), {}, hashOf);
  if (!prepared.ok) throw new Error(prepared.why);
  return { hiddenData: prepared.file.hiddenData, sent: await bytesOf(prepared.source) };
}

describe('where nobody says what becomes of hidden data', () => {
  it.each([
    ['IMG_20240312', ''],
    ['a.jpg_large', ''],
    ['a.mpo', 'image/mpo'],
    ['a.heic', 'image/heic'],
    ['a.jpg', 'image/jpg'],
    ['a.jpg', 'image/pjpeg'],
    ['a.jpg', 'image/jpeg; x=y'],
    ['a.jpg', 'image/*'],
    ['a.pdf', 'application/octet-stream'],
  ])('it is taken out of a JPEG called %s of type "%s"', async (name, type) => {
    const { hiddenData, sent } = await usually(picture, name, type);
    expect(hiddenData).toBe('removed');
    expect(sent).toEqual(plain.baseline);
  });

  it('it is taken out of a PNG and a WebP, whatever their names are', async () => {
    for (const each of [plain.png, plain.lossy, plain.animated])
      expect(await usually(each, 'a.apng', 'image/x-png')).toMatchObject({ hiddenData: 'removed' });
  });

  it.each([
    ['nothing', ''],
    ['two bytes of a JPEG', '\xff\xd8'],
    ['seven bytes of a PNG', '\x89PNG\r\n\x1a'],
    ['sound', 'RIFF\x04\0\0\0WAVE'],
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['AVIF', '\0\0\0\x1cftypavif\0\0\0\0avifmif1'],
    ['TIFF', 'II*\0\x08\0\0\0'],
    ['GIF', 'GIF89a\x01\0\x01\0\0\0\0;'],
    ['PDF', '%PDF-1.7\n'],
    ['video', '\0\0\0\x18ftypmp42\0\0\0\0'],
  ])('it stays where it cannot be taken out, whatever name and type say: %s', async (_, text) => {
    const bytes = Buffer.from(text, 'latin1');
    expect(await usually(bytes, 'a.jpg', 'image/jpeg')).toEqual({ hiddenData: 'kept', sent: bytes });
  });
});
