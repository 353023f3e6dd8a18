import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, isBucket, largestPowerBucket, smallestBucket } from '../../crypto/bucket.ts';
import { vectorsOf } from '../vectors/vector-file.ts';

const length = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 40 }),
  fc.integer({ min: 0, max: 4 * 2 ** 20 }),
  fc
    .record({ exponent: fc.integer({ min: 16, max: 40 }), off: fc.integer({ min: -2, max: 2 }) })
    .map(({ exponent, off }) => 2 ** exponent + off),
);

it.each(vectorsOf<{ length: number; expect: number | null }>('bucket'))('vector $number $name', (vector) => {
  if (vector.expect === null) expect(isBucket(vector.length)).toBe(false);
  else expect(bucketOf(vector.length)).toBe(vector.expect);
});

describe('a bucket', () => {
  it('is never smaller than what it holds, never below 64 KiB', () => {
    fc.assert(
      fc.property(
        length,
        (value) => void expect(bucketOf(value)).toBeGreaterThanOrEqual(Math.max(value, smallestBucket)),
      ),
    );
  });

  it('is its own bucket', () => {
    fc.assert(fc.property(length, (value) => void expect(bucketOf(bucketOf(value))).toBe(bucketOf(value))));
  });

  it('does not shrink when the content grows', () => {
    fc.assert(
      fc.property(length, length, (left, right) => {
        const [less, more] = left < right ? [left, right] : [right, left];
        expect(bucketOf(less)).toBeLessThanOrEqual(bucketOf(more));
      }),
    );
  });

  it('adds at most 12 % above 1 MiB, and less than doubles below', () => {
    fc.assert(
      fc.property(length, (value) => {
        if (value > largestPowerBucket) expect(bucketOf(value) / value).toBeLessThanOrEqual(1.12);
        else if (value > smallestBucket) expect(bucketOf(value) / value).toBeLessThan(2);
      }),
    );
  });

  it('is recognised, and nothing else is', () => {
    fc.assert(
      fc.property(length, (value) => {
        expect(isBucket(bucketOf(value))).toBe(true);
        expect(isBucket(value)).toBe(bucketOf(value) === value);
        expect(isBucket(bucketOf(value) + 1)).toBe(false);
      }),
    );
  });

  it('is a multiple of 32 KiB', () => {
    fc.assert(fc.property(length, (value) => void expect(bucketOf(value) % 32_768).toBe(0)));
  });
});

it('recognises no length that is not a safe whole number', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -65_536, 65_536.5, 2 ** 53])
    expect(isBucket(value)).toBe(false);
});
