import { createHash } from 'node:crypto';
import { tarHeader } from '../../../crypto/tar-entry.ts';
import { fixedBytes } from '../../crypto/fixed-draw.ts';
import { hexOf, numbered, type VectorFile } from '../vector-file.ts';

const kib = 1024;
const mib = 1024 * kib;
const sha256 = (...parts: readonly (string | Uint8Array)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** Padmé in whole numbers, as its paper has it, under our two steps; none of our code. */
function bucket(length: bigint): bigint {
  const bits = (value: bigint) => BigInt(value.toString(2).length - 1);
  if (length <= 65_536n) return 65_536n;
  if (length <= 1_048_576n) return 2n ** (bits(length - 1n) + 1n);
  const exponent = bits(length);
  const mask = 2n ** (exponent - bits(exponent) - 1n) - 1n;
  return (length + mask) & ~mask;
}

/** Payload lengths and their buckets. */
export function buckets(): VectorFile {
  const lengths = [
    0,
    1,
    64 * kib - 1,
    64 * kib,
    64 * kib + 1,
    100_000,
    128 * kib,
    128 * kib + 1,
    512 * kib + 1,
    mib - 1,
    mib,
    mib + 1,
    mib + 32 * kib,
    mib + 32 * kib + 1,
    2 * mib - 1,
    2 * mib,
    2 * mib + 1,
    5_000_000,
    20 * mib,
    25 * mib + 1,
    512 * mib,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 31 + 1,
    2 ** 32 + 1,
    5_000_000_001,
    2 ** 40 + 1,
  ];
  return {
    purpose: 'The padded length of a payload.',
    source: 'Nikitin et al., PETS 2019, section 4, in whole-number arithmetic; docs/ENVELOPE.md, "Bucket".',
    vectors: numbered([
      ...lengths.map((length) => ({ name: `${length}`, length, expect: Number(bucket(BigInt(length))) })),
      ...[0, 1, 65_535, 65_537, 98_304, mib + 1, mib + 32 * kib - 1, 2 * mib + 32 * kib, 65_536.5, -65_536].map(
        (length) => ({
          name: `must fail: ${length} is no bucket`,
          length,
          expect: null,
        }),
      ),
    ]),
  };
}

/** Tar headers. */
export function tarEntries(): VectorFile {
  const entries: [string, number][] = [
    ['report.json', 0],
    ['report.json', 2987],
    ['files/001', 1],
    ['files/042', 25 * mib],
    ['files/099', 8 ** 11 - 1],
    ['SHA256SUMS', 156],
  ];
  return {
    purpose: 'The one header that an entry of a name and size has: its 512 bytes, of which most are zero, hashed.',
    source: 'POSIX.1-2024 pax, "ustar Interchange Format"; docs/ENVELOPE.md, "Payload". GNU tar reads them in a test.',
    vectors: numbered(
      entries.map(([name, size]) => ({
        name: `${name} of ${size}`,
        entry: name,
        size,
        expect: {
          sha256: sha256(tarHeader(name, size)),
          checksumField: hexOf(tarHeader(name, size).subarray(148, 156)),
        },
      })),
    ),
  };
}

/** The hash chain over accepted envelopes. */
export function chain(): VectorFile {
  let previous = '0'.repeat(64);
  const entries = ['2031-03-04', '2031-03-04', '2031-03-05', '2032-02-29'].map((day, index) => {
    const envelopeSha256 = sha256(`envelope ${index}`);
    const input = { previous, envelopeSha256, day };
    previous = sha256(
      'report-an-mp/chain/v1',
      Buffer.from(input.previous, 'hex'),
      Buffer.from(envelopeSha256, 'hex'),
      day,
    );
    return { name: `entry ${index + 1}`, ...input, expect: previous };
  });
  const good = { previous, envelopeSha256: sha256('envelope'), day: '2031-03-06' };
  return {
    purpose: 'Each head of the chain over accepted envelopes from the one before.',
    source: 'SHA-256 by node:crypto; docs/ENVELOPE.md, "Hash chain".',
    vectors: numbered([
      ...entries,
      { name: 'must fail: head in upper case', ...good, previous: previous.toUpperCase(), expect: null },
      { name: 'must fail: head too short', ...good, previous: previous.slice(2), expect: null },
      { name: 'must fail: hash too long', ...good, envelopeSha256: `${good.envelopeSha256}00`, expect: null },
      { name: 'must fail: a time of day', ...good, day: '2031-03-06T10:00', expect: null },
      { name: 'must fail: day with a line end', ...good, day: '2031-03-06\n', expect: null },
    ]),
  };
}

/** Fingerprints of root keys. */
export function fingerprints(): VectorFile {
  return {
    purpose: 'The forty digits under which a root key is printed.',
    source: 'SHA-256 by node:crypto; docs/ENVELOPE.md, "Fingerprint".',
    vectors: numbered(
      ['root a', 'root b', 'root c'].map((name) => {
        const id = fixedBytes(`${name} id`, 8);
        const key = fixedBytes(`${name} key`, 32);
        const number = BigInt(`0x${sha256('report-an-mp/fingerprint/v1', id, key).slice(0, 40)}`) % 10n ** 40n;
        return { name, id: hexOf(id), key: hexOf(key), expect: String(number).padStart(40, '0').match(/.{5}/g) };
      }),
    ),
  };
}
