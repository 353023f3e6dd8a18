import { sha256 } from '@noble/hashes/sha2.js';
import { bucketOf } from './bucket.ts';
import { sameBytes, textOf } from './bytes.ts';
import { toHex } from './hex.ts';
import { fileName, maxFiles, maxReportBytes, reportName, sumsName } from './payload.ts';
import { blockBytes, inBlocks, tarHeader } from './tar-entry.ts';

export type PayloadErrorCode =
  | 'payload-cut'
  | 'payload-entry'
  | 'payload-too-many-files'
  | 'payload-report-too-long'
  | 'payload-padding'
  | 'payload-sums';

/** A payload that is not exactly what a writer of ours makes; nothing of it is believed. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
  readonly code: PayloadErrorCode;
  constructor(code: PayloadErrorCode) {
    super(code);
    this.code = code;
  }
}

/** A file of a report, under its inert name. */
export interface UnpackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string;
  /** Whether the hash is the one that stands in `SHA256SUMS`; a reader shows the file flagged if not. */
  readonly intact: boolean;
}

/** What a payload holds. */
export interface Unpacked {
  readonly report: UnpackedFile;
  readonly files: readonly UnpackedFile[];
  /** The exact bytes of `SHA256SUMS`. */
  readonly sums: Uint8Array;
}

/**
 * Takes a payload apart, strictly: rebuilds each header and requires equality, requires the one bucket that fits,
 * and zeros in every byte that carries nothing. For the reading room; hostile content is expected.
 * @throws PayloadError. A hash that differs does not throw: it is that file's `intact: false`.
 */
export function unpackPayload(payload: Uint8Array): Unpacked {
  const entries: { name: string; bytes: Uint8Array }[] = [];
  let at = 0;
  for (let number = 0; ; number++) {
    if (number > maxFiles + 1) throw new PayloadError('payload-too-many-files');
    const header = payload.subarray(at, at + blockBytes);
    if (header.length < blockBytes) throw new PayloadError('payload-cut');
    const size = sizeIn(header);
    const name = number === 0 ? reportName : isHeader(header, sumsName, size) ? sumsName : fileName(number);
    if (!isHeader(header, name, size)) throw new PayloadError('payload-entry');
    if (number === 0 && size > maxReportBytes) throw new PayloadError('payload-report-too-long');
    const start = at + blockBytes;
    const end = start + size;
    at = start + inBlocks(size);
    if (at > payload.length) throw new PayloadError('payload-cut');
    if (!isZero(payload.subarray(end, at))) throw new PayloadError('payload-padding');
    entries.push({ name, bytes: payload.subarray(start, end) });
    if (name === sumsName) break;
  }
  if (bucketOf(at + 2 * blockBytes) !== payload.length) throw new PayloadError('payload-padding');
  if (!isZero(payload.subarray(at))) throw new PayloadError('payload-padding');
  return check(entries);
}

function check(entries: readonly { name: string; bytes: Uint8Array }[]): Unpacked {
  const sums = entries[entries.length - 1]?.bytes ?? new Uint8Array(0);
  const lines = textOf(sums)?.split('\n') ?? [];
  if (lines.pop() !== '' || lines.length !== entries.length - 1) throw new PayloadError('payload-sums');
  const [report, ...files] = entries.slice(0, -1).map(({ name, bytes }, index): UnpackedFile => {
    const line = /^([0-9a-f]{64}) {2}(.+)$/.exec(lines[index] ?? '');
    if (line?.[2] !== name) throw new PayloadError('payload-sums');
    const digest = toHex(sha256(bytes));
    return { name, bytes, sha256: digest, intact: digest === line[1] };
  });
  if (!report) throw new PayloadError('payload-entry');
  return { report, files, sums };
}

const isHeader = (header: Uint8Array, name: string, size: number): boolean =>
  size >= 0 && sameBytes(header, tarHeader(name, size));

/** The size that a header names; −1 if it names none. */
function sizeIn(header: Uint8Array): number {
  const octal = textOf(header.subarray(124, 135));
  return octal && /^[0-7]{11}$/.test(octal) ? Number.parseInt(octal, 8) : -1;
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
