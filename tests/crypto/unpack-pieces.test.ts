import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, nextPower } from '../../crypto/bucket.ts';
import { concat, utf8 } from '../../crypto/bytes.ts';
import { maxFiles, maxReportBytes, packPayload, sumsName } from '../../crypto/payload.ts';
import { bufferSource } from '../../crypto/source.ts';
import { blockBytes, inBlocks, tarHeader } from '../../crypto/tar-entry.ts';
import { PayloadError, PayloadReader, type Unpacked, unpackPayload } from '../../crypto/unpack.ts';
import { fromSparse, type Sparse } from '../vectors/sparse.ts';
import { vectorsOf } from '../vectors/vector-file.ts';
import { fixedBytes } from './fixed-draw.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pool = fixedBytes('pieces', 1_200_000);

async function packed(...sizes: number[]): Promise<Uint8Array> {
  const payload = packPayload(
    utf8('{"a":"ñ"}'),
    sizes.map((size) => bufferSource(pool.subarray(0, size))),
  );
  return payload.read(0, payload.size);
}

/** What a reader of pieces gave: entries with their bytes, whether each was ended, and the end or the code. */
interface Read {
  readonly begun: { name: string; size: number; parts: Uint8Array[]; ended: boolean }[];
  /** Bytes that it had been given when it failed. */
  readonly taken: number;
  readonly end: Unpacked | string;
}

/** Hands a payload to a reader in pieces of these lengths, the last of which goes on. */
function read(payload: Uint8Array, ...lengths: number[]): Read {
  const reader = new PayloadReader(payload.length);
  const begun: Read['begun'] = [];
  let taken = 0;
  try {
    for (let turn = 0; taken < payload.length; turn++) {
      const length = lengths[Math.min(turn, lengths.length - 1)] ?? payload.length;
      const bytes = payload.subarray(taken, taken + length);
      taken += bytes.length;
      for (const piece of reader.take(bytes)) {
        const last = begun[begun.length - 1];
        if (piece.kind === 'begin') begun.push({ name: piece.name, size: piece.size, parts: [], ended: false });
        else if (piece.kind === 'bytes') last?.parts.push(piece.bytes.slice());
        else if (last) last.ended = true;
      }
    }
    return { begun, taken, end: reader.finish() };
  } catch (error) {
    if (error instanceof PayloadError) return { begun, taken, end: error.code };
    throw error;
  }
}

const codeOf = (payload: Uint8Array, ...lengths: number[]): string | null => {
  const { end } = read(payload, ...lengths);
  return typeof end === 'string' ? end : null;
};

/** Entries with canonical headers, any names and any named sizes, then two zero blocks and fill. */
function tarOf(...entries: { name: string; bytes?: Uint8Array; size?: number }[]): Uint8Array {
  const parts = entries.flatMap(({ name, bytes = new Uint8Array(0), size = bytes.length }) => {
    const body = new Uint8Array(inBlocks(bytes.length));
    body.set(bytes);
    return [tarHeader(name, size), body];
  });
  const content = concat(...parts, new Uint8Array(2 * blockBytes));
  const payload = new Uint8Array(bucketOf(content.length));
  payload.set(content);
  return payload;
}

const report = { name: 'report.json', bytes: utf8('{}') };
const sumsOf = (...entries: { name: string; bytes: Uint8Array }[]) => ({
  name: sumsName,
  bytes: utf8(entries.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join('')),
});

describe('a payload in pieces', () => {
  it.each([1, 7, 511, 512, 513, 65_536])('of %i bytes gives what the whole gives', async (length) => {
    const payload = await packed(1000, 0, 70_000);
    const whole = unpackPayload(payload);
    const { begun, end } = read(payload, length);
    const { files, ...rest } = whole;
    expect(end).toEqual({ ...rest, files: files.map(({ bytes: _, ...facts }) => facts) });
    expect(begun.map(({ name, size, ended }) => [name, size, ended])).toEqual([
      ['report.json', 10, true],
      ['files/001', 1000, true],
      ['files/002', 0, true],
      ['files/003', 70_000, true],
      ['SHA256SUMS', 306, true],
    ]);
    const bodies = begun.map(({ parts }) => sha256(concat(...parts)));
    expect(bodies).toEqual([whole.report.sha256, ...files.map(({ sha256 }) => sha256), sha256(whole.sums)]);
  });

  it.each(vectorsOf<{ payload: Sparse; expect: string | null }>('payload-broken'))(
    'has one code however it is cut: vector $number $name',
    ({ payload, expect: expected }) => {
      const bytes = fromSparse(payload);
      for (const length of [100, 512, 5000, 65_536]) expect(codeOf(bytes, length)).toBe(expected);
    },
  );

  it('has one outcome however it is cut, with any byte changed', async () => {
    const good = await packed(1000, 1000);
    fc.assert(
      fc.property(
        fc.nat(5500),
        fc.nat(255),
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 }),
        (at, mask, lengths) => {
          const payload = good.slice();
          payload[at] = (payload[at] as number) ^ mask;
          expect(read(payload, ...lengths).end).toEqual(read(payload).end);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is never good when it is cut, wherever', async () => {
    const good = await packed(1000, 70_000);
    expect(codeOf(good, 4096)).toBeNull();
    const seen = new Set<string | null>();
    const cuts = [...Array.from({ length: 160 }, (_, at) => at * 37), 512, 1024, 73_216, 75_264, good.length - 1];
    for (const cut of cuts) {
      const payload = good.subarray(0, cut);
      seen.add(codeOf(payload, 4096));
      // A stream does not say how long it is: what says so stands outside, and may be more.
      const reader = new PayloadReader(good.length);
      expect(() => {
        for (const _ of reader.take(payload));
        reader.finish();
      }).toThrow(PayloadError);
    }
    expect(seen).toEqual(new Set(['payload-cut', 'payload-padding']));
  });

  it('keeps nothing of a file: what is given is a view of what was taken', async () => {
    const payload = await packed(70_000);
    const reader = new PayloadReader(payload.length);
    const views = new Set<ArrayBufferLike>();
    for (const piece of reader.take(payload)) if (piece.kind === 'bytes') views.add(piece.bytes.buffer);
    expect(views).toEqual(new Set([payload.buffer]));
  });

  it('takes the hash of a platform', async () => {
    const payload = await packed(1000);
    const reader = new PayloadReader(payload.length, () => createHash('sha256'));
    for (const _ of reader.take(payload));
    const { files, contentSha256 } = reader.finish();
    expect([files[0]?.intact, contentSha256]).toEqual([true, unpackPayload(payload).contentSha256]);
  });
});

describe('the fill of a payload', () => {
  const filled = (payload: Uint8Array, length: number) => {
    const bytes = new Uint8Array(length);
    bytes.set(payload.subarray(0, length));
    return bytes;
  };

  it('reaches the bucket or the next power of two, and has one content in both', async () => {
    const payload = await packed(1_200_000);
    expect([payload.length, nextPower(payload.length)]).toEqual([1_212_416, 2_097_152]);
    const further = filled(payload, 2_097_152);
    expect(codeOf(further, 65_536)).toBeNull();
    const { contentSha256, files } = unpackPayload(further);
    expect(contentSha256).toBe(unpackPayload(payload).contentSha256);
    // report.json, files/001, SHA256SUMS, a block of header each; two blocks of zeros.
    const content = 3 * 512 + 512 + inBlocks(1_200_000) + 512 + 1024;
    expect(contentSha256).toBe(sha256(payload.subarray(0, content)));
    expect(files[0]?.intact).toBe(true);
    expect(unpackPayload(await packed(1_199_999)).contentSha256).not.toBe(contentSha256);
  });

  it('reaches nothing else', async () => {
    const payload = await packed(1_200_000);
    for (const length of [1_212_415, 1_212_417, 1_212_928, 1_245_184, 1_572_864, 2_097_151, 2_097_153, 4_194_304])
      expect([length, codeOf(filled(payload, length), 65_536)]).toEqual([length, 'payload-padding']);
    const small = await packed(1000);
    expect(codeOf(filled(small, 131_072))).toBe('payload-padding');
    const exact = await packed(65_536 - 4 * 512 - 512 - 1024);
    expect(exact.length).toBe(65_536);
    expect(codeOf(filled(exact, 131_072))).toBe('payload-padding');
  });

  it('is zero to its last byte', async () => {
    const payload = filled(await packed(1_200_000), 2_097_152);
    for (const at of [1_203_712, 1_212_416, 2_097_151]) {
      const changed = payload.slice();
      changed[at] = 1;
      expect(codeOf(changed, 65_536)).toBe('payload-padding');
    }
  });
});

describe('a tar that lies', () => {
  it('of a size beyond the payload is refused by that header', () => {
    for (const size of [65_536, 600_000_000, 8 ** 11 - 1]) {
      const { begun, end, taken } = read(tarOf(report, { name: 'files/001', size }), 512);
      expect([end, taken]).toEqual(['payload-cut', 1536]);
      expect(begun.map(({ name }) => name)).toEqual(['report.json']);
    }
  });

  it('of a report that is too long is refused before anything is held for it', () => {
    const reader = new PayloadReader(8 ** 11);
    const header = tarHeader('report.json', maxReportBytes + 1);
    expect(() => [...reader.take(header)]).toThrow('payload-report-too-long');
    expect([...new PayloadReader(8 ** 11).take(tarHeader('report.json', maxReportBytes))]).toHaveLength(1);
  });

  it('of the length of the sums is refused by that header', () => {
    const good = sumsOf(report);
    expect(codeOf(tarOf(report, good))).toBeNull();
    for (const bytes of [good.bytes.subarray(1), concat(good.bytes, utf8('\n')), new Uint8Array(40_000)]) {
      const { begun, end } = read(tarOf(report, { name: sumsName, bytes }), 512);
      expect([end, begun.length]).toEqual(['payload-sums', 1]);
    }
  });

  it.each([
    ['too short by a block', 512, 'payload-entry'],
    ['too short by some bytes', 900, 'payload-padding'],
    ['too long by a block', 1536, 'payload-entry'],
    ['too long by some bytes', 1025, 'payload-padding'],
  ])('of a size %s ends there', (_what, size, code) => {
    const file = { name: 'files/001', bytes: pool.subarray(0, 1000) };
    expect(codeOf(tarOf(report, file, sumsOf(report, file)), 700)).toBeNull();
    expect(codeOf(tarOf(report, { ...file, size }, sumsOf(report, file)), 700)).toBe(code);
  });

  it.each([
    '../../evil',
    '/etc/passwd',
    'files/000',
    'files/002',
    'files/1',
    'FILES/001',
    'files/001/',
    './files/001',
    'report.json',
    'sha256sums',
    '',
  ])('of a name, %j, is refused, and nothing is begun', (name) => {
    const file = { name, bytes: utf8('x') };
    const { begun, end } = read(tarOf(report, file, sumsOf(report, file)), 512);
    expect([end, begun.map((each) => each.name)]).toEqual(['payload-entry', ['report.json']]);
  });

  it('of a kind is refused: links, folders, devices, extended headers', () => {
    const payload = tarOf(report, { name: 'files/001', bytes: utf8('x') });
    for (const kind of '12345679xgLKS\0') {
      const changed = payload.slice();
      const header = changed.subarray(1024, 1536);
      header.set(utf8(kind), 156);
      header.set(utf8('        '), 148);
      header.set(
        utf8(
          `${header
            .reduce((sum, byte) => sum + byte, 0)
            .toString(8)
            .padStart(6, '0')}\0 `,
        ),
        148,
      );
      expect([kind, codeOf(changed)]).toEqual([kind, 'payload-entry']);
    }
  });

  it('names a file twice, or the sums first, and is refused', () => {
    const file = { name: 'files/001', bytes: utf8('x') };
    expect(codeOf(tarOf(report, file, file, sumsOf(report, file)))).toBe('payload-entry');
    expect(codeOf(tarOf(sumsOf()))).toBe('payload-entry');
    expect(codeOf(tarOf(report, sumsOf(report), file))).toBe('payload-padding');
  });

  it('holds ninety-nine files at most, and of the hundredth nothing is given', () => {
    const files = (count: number) =>
      Array.from({ length: count }, (_, at) => {
        return { name: `files/${String(at + 1).padStart(3, '0')}`, bytes: utf8(`${at}`) };
      });
    const entries = (count: number) => [report, ...files(count), sumsOf(report, ...files(count))];
    expect(maxFiles).toBe(99);
    expect(codeOf(tarOf(...entries(99)), 512)).toBeNull();
    const { begun, end } = read(tarOf(...entries(100)), 512);
    expect([end, begun.length]).toEqual(['payload-too-many-files', 100]);
    expect(begun[99]).toMatchObject({ name: 'files/099', ended: true });
  });

  it('of a hash is flagged in that file alone, and both hashes are given', () => {
    const [one, two] = [
      { name: 'files/001', bytes: utf8('one') },
      { name: 'files/002', bytes: utf8('two') },
    ];
    const sums = sumsOf(report, one, { ...two, bytes: utf8('other') });
    const { end } = read(tarOf(report, one, two, sums), 100);
    expect(end).toMatchObject({
      report: { intact: true },
      files: [{ intact: true }, { intact: false, sha256: sha256(two.bytes), listedSha256: sha256(utf8('other')) }],
    });
  });

  it.each([
    ['names in another order', (text: string) => text.split('\n').slice(0, 2).reverse().join('\n').concat('\n')],
    ['capital digits', (text: string) => text.replace(/[0-9a-f]{64}/, (digest) => digest.toUpperCase())],
    ['one space', (text: string) => text.replace('  report.json', ' report.jsonx')],
    ['no line feed at the end', (text: string) => text.replace(/\n$/, 'x')],
    ['bytes that are no text', null],
  ])('in its sums, by %s, is refused', (_what, change) => {
    const file = { name: 'files/001', bytes: utf8('x') };
    const good = sumsOf(report, file).bytes;
    const bytes = change ? utf8(change(new TextDecoder().decode(good))) : new Uint8Array(good.length).fill(0xff);
    expect(bytes).toHaveLength(good.length);
    expect(codeOf(tarOf(report, file, { name: sumsName, bytes }))).toBe('payload-sums');
  });
});
