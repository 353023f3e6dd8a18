import { constants, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counting, type Inflated, inflate } from '../../report/pictures/inflate.ts';
import { asPacked, unpacked } from '../../report/pictures/zlib.ts';

const most = 1_000_000;
const words = Buffer.from('a report, a report, and once more a report; '.repeat(400));
const noise = Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * at * 31 + (at >> 3)) & 255));

/** Walks through parts of a length each, with an end. */
function walked(packed: Uint8Array, length: number): Inflated & { readonly used: number } {
  const walk = inflate(counting());
  walk.next();
  for (let at = 0; ; at += length) {
    const part = packed.subarray(at, at + length);
    const step = walk.next(part);
    if (step.done) return { ...step.value, used: Math.min(at + length, packed.length) - step.value.unused };
    if (part.length === 0) throw new Error('asks for more than there is');
  }
}

describe.each([
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from('a')],
  ['words', words],
  ['zeros', Buffer.alloc(most)],
  ['noise', noise],
  ['both', Buffer.concat([words, noise, words])],
])('%s', (_, data) => {
  const packings = [0, 1, 9].flatMap((level) =>
    [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY].map((strategy) =>
      deflateSync(data, { level, strategy }),
    ),
  );

  it('is unpacked as it was, however it was packed', () => {
    for (const packed of packings) expect(Buffer.compare(unpacked(packed, most) ?? noise, data)).toBe(0);
  });

  it('ends where it ends, whatever follows and in whatever parts it comes', () => {
    for (const packed of packings)
      for (const length of [7, 1_000, most])
        expect(walked(Buffer.concat([packed, Buffer.from('canario')]), length)).toMatchObject({
          isWhole: true,
          used: packed.length,
        });
  });

  it('is packed so that others unpack it', () => {
    expect(Buffer.compare(inflateSync(asPacked(data)), data)).toBe(0);
  });
});

it('unpacks no more than it may', () => {
  expect(unpacked(deflateSync(Buffer.alloc(most)), most)).toHaveLength(most);
  expect(unpacked(deflateSync(Buffer.alloc(most + 1)), most)).toBe(null);
});

it('takes data that is cut or changed as damaged, and never throws', () => {
  const packed = deflateSync(Buffer.concat([words, noise]));
  for (let length = 0; length < 300; length += 1) expect(unpacked(packed.subarray(0, length), most)).toBe(null);
  const changes = fc.array(fc.tuple(fc.nat(packed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(changes, fc.nat(5_000), (all, length) => {
      const bytes = Buffer.from(packed);
      for (const [at, value] of all) bytes[at] = value;
      const { used } = walked(bytes, length + 1);
      expect(used).toBeLessThanOrEqual(bytes.length);
      // What was found to be read is all that is read.
      expect(walked(bytes.subarray(0, used), length + 1).used).toBe(used);
    }),
    { numRuns: 300 },
  );
});

it('refuses what zlib refuses', () => {
  for (const head of ['\x78\x02', '\x77\x01', '\x88\x1c', '\x78\xbb', '\x78\x01\x07'])
    expect(unpacked(Buffer.from(`${head}\0\0\0\0\0\0`, 'latin1'), most)).toBe(null);
});
