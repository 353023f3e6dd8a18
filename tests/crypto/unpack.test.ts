import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPayload } from '../../crypto/payload.ts';
import { bufferSource } from '../../crypto/source.ts';
import { PayloadError, unpackPayload } from '../../crypto/unpack.ts';
import { fromSparse, type Sparse } from '../vectors/sparse.ts';
import { vectorsOf } from '../vectors/vector-file.ts';
import { fixedBytes } from './fixed-draw.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** What unpacking says: `null` for a payload that is taken, else the code. */
function codeOf(payload: Uint8Array): string | null {
  try {
    unpackPayload(payload);
    return null;
  } catch (error) {
    if (error instanceof PayloadError) return error.code;
    throw error;
  }
}

it.each(vectorsOf<{ payload: Sparse; expect: string | null }>('payload-broken'))('vector $number $name', (vector) => {
  expect(codeOf(fromSparse(vector.payload))).toBe(vector.expect);
});

describe('with a byte changed', () => {
  const file = fixedBytes('file', 1000);
  const pack = async () => {
    const payload = packPayload(utf8('{"a":"ñ"}'), [bufferSource(file), bufferSource(file)]);
    return payload.read(0, payload.size);
  };
  /** report.json is at 512, files at 1,536 and 3,072, the sums at 4,608. */
  const bodies = [
    { name: 'report.json', start: 512, end: 522 },
    { name: 'files/001', start: 1536, end: 2536 },
    { name: 'files/002', start: 3072, end: 4072 },
  ];

  it('refuses the payload, or flags the one file that was changed', async () => {
    const good = await pack();
    expect(codeOf(good)).toBeNull();
    const at = fc.oneof(fc.nat(5500), fc.nat(good.length - 1));
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const payload = good.slice();
        payload[at] = (payload[at] as number) ^ mask;
        const inBody = bodies.find(({ start, end }) => at >= start && at < end);
        if (inBody) {
          const { report, files } = unpackPayload(payload);
          const flagged = [report, ...files].filter(({ intact }) => !intact).map(({ name }) => name);
          expect(flagged).toEqual([inBody.name]);
        } else if (codeOf(payload) === null) {
          // A digit of a digest, turned into another one: that file no longer fits its line.
          const { report, files } = unpackPayload(payload);
          expect([report, ...files].filter(({ intact }) => !intact)).toHaveLength(1);
          expect(at).toBeGreaterThanOrEqual(4608);
        }
      }),
      { numRuns: 400 },
    );
  });
});

it('gives nothing but its own errors for arbitrary bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      expect(codeOf(bytes)).not.toBeNull();
    }),
  );
});

it('gives the exact bytes of the sums', async () => {
  const payload = packPayload(utf8('{}'));
  const { sums } = unpackPayload(await payload.read(0, payload.size));
  expect(new TextDecoder().decode(sums)).toBe(
    '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a  report.json\n',
  );
});
