import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf } from '../../crypto/bucket.ts';
import { envelopeLength, headerLength, isEnvelopeHeader, recipientsForLength } from '../../crypto/envelope-shape.ts';
import { vectorsOf } from '../vectors/vector-file.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const counts = Array.from({ length: 10 }, (_, index) => index + 1);

describe('isEnvelopeHeader', () => {
  const good = vectorsOf<{ readers: string[]; expect: { header: string } }>('envelope');
  it.each(good)('knows the header of envelope $number', ({ readers, expect: { header } }) => {
    for (const count of counts) expect(isEnvelopeHeader(utf8(header), count)).toBe(count === readers.length);
  });

  const bad = vectorsOf<{ header?: string }>('envelope-broken').filter(({ header }) => header !== undefined);
  it.each(bad)('envelope-broken $number $name', ({ header = '' }) => {
    const bytes = utf8(header);
    for (const count of [0, ...counts])
      expect(isEnvelopeHeader(bytes.subarray(0, headerLength(count)), count)).toBe(false);
  });

  it('refuses a header with any one character changed to one that base64 does not have', () => {
    const header = utf8(good[0]?.expect.header ?? '');
    fc.assert(
      fc.property(fc.nat(header.length - 1), fc.constantFrom(0, 10, 13, 32, 61, 95, 128, 255), (at, byte) => {
        fc.pre(header[at] !== byte);
        const changed = header.slice();
        changed[at] = byte;
        expect(isEnvelopeHeader(changed, 1)).toBe(false);
      }),
    );
  });
});

describe('recipientsForLength', () => {
  /** Every bucket up to about 64 MiB. */
  const buckets: number[] = [];
  for (let bucket = bucketOf(0); bucket < 64 * 2 ** 20; bucket = bucketOf(bucket + 1)) buckets.push(bucket);

  it('gives back the count that made a length, for every bucket and one to ten recipients', () => {
    expect(buckets.length).toBeGreaterThan(150);
    for (const bucket of buckets)
      for (const count of counts) expect(recipientsForLength(envelopeLength(count, bucket), counts)).toBe(count);
  });

  it('finds no count for lengths beside them', () => {
    const lengths = new Set(buckets.flatMap((bucket) => counts.map((count) => envelopeLength(count, bucket))));
    expect(lengths.size).toBe(buckets.length * counts.length);
    for (const length of lengths)
      for (const off of [-16, -1, 1, 16]) expect(recipientsForLength(length + off, counts)).toBeNull();
  });

  it('knows only the counts that are allowed', () => {
    expect(recipientsForLength(envelopeLength(2, 65_536), [1, 3])).toBeNull();
    expect(recipientsForLength(envelopeLength(2, 65_536), [])).toBeNull();
  });

  it('finds none for what cannot be a length', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer({ max: 65_535 })), (length) => {
        fc.pre(!Number.isInteger(length) || length < 65_536);
        expect(recipientsForLength(length, counts)).toBeNull();
      }),
    );
  });
});

it('counts 70 bytes and 1,557 a recipient for a header', () => {
  expect(headerLength(1)).toBe(1627);
  expect(envelopeLength(2, 131_072)).toBe(70 + 2 * 1557 + 16 + 131_072 + 2 * 16);
});
