import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf } from '../../crypto/bucket.ts';
import { fileName, maxFiles, maxReportBytes, packPayload } from '../../crypto/payload.ts';
import { bufferSource, type Source } from '../../crypto/source.ts';
import { unpackPayload } from '../../crypto/unpack.ts';
import { type PayloadRecipe, payloadOf } from '../vectors/make/payloads.ts';
import { vectorsOf } from '../vectors/vector-file.ts';
import { files, report } from './contents.ts';
import { fixedBytes } from './fixed-draw.ts';
import { cutSource, watchedSource } from './odd-sources.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const whole = (payload: Source) => payload.read(0, payload.size);

type Vector = PayloadRecipe & {
  expect: { length: number; sha256: string; reportSha256: string; fileSha256: string[] };
};

it.each(vectorsOf<Vector>('payload'))('vector $number $name', async ({ expect: expected, ...recipe }) => {
  const bytes = await whole(payloadOf(recipe));
  expect(bytes).toHaveLength(expected.length);
  expect(sha256(bytes)).toBe(expected.sha256);
  const { report, files } = unpackPayload(bytes);
  expect(report).toMatchObject({ sha256: expected.reportSha256, intact: true });
  expect(files.map((file) => file.sha256)).toEqual(expected.fileSha256);
  expect(files.every(({ intact }) => intact)).toBe(true);
});

it('gives back the report and every file, under inert names', async () => {
  await fc.assert(
    fc.asyncProperty(report, files, async (report, files) => {
      const unpacked = unpackPayload(await whole(packPayload(report, files.map(bufferSource))));
      expect(Buffer.compare(unpacked.report.bytes, report)).toBe(0);
      expect(unpacked.files.map(({ name }) => name)).toEqual(files.map((_, index) => fileName(index + 1)));
      for (const [index, file] of unpacked.files.entries())
        expect(Buffer.compare(file.bytes, files[index] as Uint8Array)).toBe(0);
    }),
    { numRuns: 30 },
  );
});

it('gives any two contents of one bucket the same length', async () => {
  await fc.assert(
    fc.asyncProperty(report, files, report, files, async (reportA, filesA, reportB, filesB) => {
      const [a, b] = [packPayload(reportA, filesA.map(bufferSource)), packPayload(reportB, filesB.map(bufferSource))];
      expect([a.size, b.size].map(bucketOf)).toEqual([a.size, b.size]);
      expect((await whole(a)).length).toBe(a.size);
    }),
    { numRuns: 20 },
  );
  const short = packPayload(new Uint8Array(0));
  expect(packPayload(new Uint8Array(60_000)).size).toBe(short.size);
  expect(short.size).toBe(65_536);
});

describe('reading', () => {
  const first = fixedBytes('first', 150_000);
  const second = fixedBytes('second', 70_000);

  it('asks for each byte of a file once when slices are taken in order', async () => {
    for (const step of [1000, 65_536, 1_000_000]) {
      const sources = [first, second].map(watchedSource);
      const payload = packPayload(fixedBytes('report', 3000), sources);
      for (let at = 0; at < payload.size; at += step) await payload.read(at, Math.min(at + step, payload.size));
      expect(sources.map((source) => source.bytesRead())).toEqual([150_000, 70_000]);
    }
  });

  it('has the right sums when slices are taken from the end first', async () => {
    const payload = packPayload(fixedBytes('report', 3000), [first, second].map(bufferSource));
    const bytes = new Uint8Array(payload.size);
    for (let end = payload.size; end > 0; end -= 4096) bytes.set(await payload.read(end - 4096, end), end - 4096);
    const unpacked = unpackPayload(bytes);
    expect(unpacked.files.map(({ intact, sha256 }) => ({ intact, sha256 }))).toEqual(
      [first, second].map((file) => ({ intact: true, sha256: sha256(file) })),
    );
    expect(unpacked.report.intact).toBe(true);
  });

  it('has the right sums when slices are taken twice and at once', async () => {
    const payload = packPayload(fixedBytes('report', 3000), [first, second].map(bufferSource));
    const [bytes, again] = await Promise.all([
      whole(payload),
      whole(payload),
      payload.read(payload.size - 70_000, payload.size),
    ]);
    expect(Buffer.compare(bytes, again)).toBe(0);
    expect(unpackPayload(bytes).files.every(({ intact }) => intact)).toBe(true);
  });

  it('fails for a file that became shorter, and fills nothing in', async () => {
    const cut = cutSource(first.subarray(0, 100_000), first.length);
    await expect(whole(packPayload(fixedBytes('report', 3000), [cut]))).rejects.toMatchObject({
      code: 'source-changed',
    });
  });

  it('fails for a file that gives more than it was asked for', async () => {
    const long: Source = { size: 10, read: async () => new Uint8Array(600).fill(1) };
    const packed = whole(packPayload(fixedBytes('report', 30), [long]));
    const code = await packed.then(
      () => 'packed',
      (error: unknown) => (error as { code?: string }).code,
    );
    expect(code).toBe('source-changed');
  });
});

it('refuses more files or a longer report than a reader takes', () => {
  const empty = bufferSource(new Uint8Array(0));
  expect(() => packPayload(new Uint8Array(0), Array(maxFiles + 1).fill(empty))).toThrow(RangeError);
  expect(() => packPayload(new Uint8Array(maxReportBytes + 1))).toThrow(RangeError);
  expect(packPayload(new Uint8Array(maxReportBytes), Array(maxFiles).fill(empty)).size).toBeGreaterThan(maxReportBytes);
});
