import { sha256 } from '@noble/hashes/sha2.js';
import { bucketOf, nextPower } from './bucket.ts';
import { sameBytes, textOf } from './bytes.ts';
import { toHex } from './hex.ts';
import { fileName, maxFiles, maxReportBytes, reportName, sumsName } from './payload.ts';
import { blockBytes, inBlocks, sizeInHeader, tarHeader } from './tar-entry.ts';

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

/** An entry of a payload, under its inert name, without its bytes. */
export interface UnpackedEntry {
  readonly name: string;
  /** Offset of its first byte in the payload. */
  readonly start: number;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string;
  /** SHA-256 as it stands in `SHA256SUMS`. */
  readonly listedSha256: string;
  /** Whether the two are equal; a reader shows the file flagged if not. */
  readonly intact: boolean;
}

/** An entry with its bytes. */
export interface UnpackedFile extends UnpackedEntry {
  readonly bytes: Uint8Array;
}

/** What a payload holds, once all of it proved good. */
export interface Unpacked<File extends UnpackedEntry = UnpackedEntry> {
  readonly report: UnpackedFile;
  readonly files: readonly File[];
  /** The exact bytes of `SHA256SUMS`. */
  readonly sums: Uint8Array;
  /** SHA-256, hexadecimal, of the payload without its fill: the same however far it was filled up. */
  readonly contentSha256: string;
}

/** What comes out of a payload while it is read: entries one after the other, their bytes piece by piece. */
export type Piece =
  | { readonly kind: 'begin'; readonly name: string; readonly size: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

/** A SHA-256 that is being computed: noble's, or that of a platform. */
export interface RunningHash {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

interface Entry {
  readonly name: string;
  readonly start: number;
  readonly size: number;
  readonly hash: RunningHash;
  /** Bytes of a report or of the sums, which alone are kept; both are short. */
  readonly kept: Uint8Array | null;
}

const endBytes = 2 * blockBytes;
const digestLength = 64;

/**
 * Takes a payload apart while it arrives, strictly: rebuilds each header and requires equality, requires zeros in
 * every byte that carries nothing, and a length that is the bucket of the content or the next power of two. For the
 * reading room; hostile content is expected, and all that `take` gives is hearsay until `finish` has returned.
 * Of the bytes it keeps the report and the sums, at most 1 MiB and some.
 */
export class PayloadReader {
  private readonly atMostBytes: number;
  private readonly newHash: () => RunningHash;
  private readonly content: RunningHash;
  private readonly header = new Uint8Array(blockBytes);
  private readonly entries: Entry[] = [];
  private state: 'header' | 'body' | 'padding' | 'end' | 'fill' | 'over' = 'header';
  /** Bytes until the state ends, and those since the payload began. */
  private left = blockBytes;
  private at = 0;
  private contentLength = 0;

  /**
   * @param atMostBytes no payload is longer: an entry that says so is refused by its header.
   * @param newHash makes a SHA-256; noble's unless the platform has a faster one.
   */
  constructor(atMostBytes: number, newHash: () => RunningHash = () => sha256.create()) {
    this.atMostBytes = atMostBytes;
    this.newHash = newHash;
    this.content = newHash();
  }

  /** Takes the next bytes, of any number, and gives what is in them. @throws PayloadError. */
  *take(bytes: Uint8Array): Generator<Piece> {
    for (let from = 0; from < bytes.length; ) {
      const piece = bytes.subarray(from, from + Math.min(this.left, bytes.length - from));
      from += piece.length;
      yield* this.takePiece(piece);
      while (this.left === 0) yield* this.goOn();
    }
  }

  /** Says what the payload held, after its last byte. @throws PayloadError; a hash that differs is `intact: false`. */
  finish(): Unpacked {
    if (this.state === 'header' || this.state === 'body' || this.state === 'padding')
      throw new PayloadError('payload-cut');
    const isFilled = this.at === bucketOf(this.contentLength) || this.at === nextPower(this.contentLength);
    if (!isFilled) throw new PayloadError('payload-padding');
    return this.check();
  }

  private *takePiece(piece: Uint8Array): Generator<Piece> {
    const done = this.at - (this.entry?.start ?? 0);
    this.at += piece.length;
    if (this.state === 'header') this.header.set(piece, blockBytes - this.left);
    this.left -= piece.length;
    if (this.state !== 'fill' && this.state !== 'over') this.content.update(piece);
    if (this.state === 'header') return;
    if (this.state === 'body') {
      this.entry?.hash.update(piece);
      this.entry?.kept?.set(piece, done);
      yield { kind: 'bytes', bytes: piece };
    } else if (this.state === 'over' || !isZero(piece)) throw new PayloadError('payload-padding');
  }

  /** What follows when a state has had all its bytes; that may be none. */
  private *goOn(): Generator<Piece> {
    switch (this.state) {
      case 'header': {
        const { name, size } = this.begin();
        this.enter('body', size);
        yield { kind: 'begin', name, size };
        break;
      }
      case 'body':
        this.enter('padding', inBlocks(this.entry?.size ?? 0) - (this.entry?.size ?? 0));
        yield { kind: 'end' };
        break;
      case 'padding':
        if (this.entry?.name !== sumsName) this.enter('header', blockBytes);
        else this.enter('end', endBytes);
        break;
      case 'end':
        this.enter('fill', nextPower(this.contentLength) - this.contentLength);
        break;
      default:
        this.enter('over', Number.POSITIVE_INFINITY);
    }
  }

  private enter(state: typeof this.state, bytes: number): void {
    if (state === 'end') this.contentLength = this.at + endBytes;
    this.state = state;
    this.left = bytes;
  }

  /** The entry that is being read, or the last one. */
  private get entry(): Entry | undefined {
    return this.entries[this.entries.length - 1];
  }

  /** Judges a whole header, before anything is allocated for what it names. */
  private begin(): Entry {
    const number = this.entries.length;
    const size = sizeInHeader(this.header);
    const name = number === 0 ? reportName : isHeader(this.header, sumsName, size) ? sumsName : fileName(number);
    if (!isHeader(this.header, name, size)) throw new PayloadError('payload-entry');
    if (name === reportName && size > maxReportBytes) throw new PayloadError('payload-report-too-long');
    if (name !== sumsName && number > maxFiles) throw new PayloadError('payload-too-many-files');
    if (this.at + inBlocks(size) > this.atMostBytes) throw new PayloadError('payload-cut');
    if (name === sumsName && size !== sumsLength(this.entries)) throw new PayloadError('payload-sums');
    const isKept = name === reportName || name === sumsName;
    const kept = isKept ? new Uint8Array(size) : null;
    const entry = { name, start: this.at, size, hash: this.newHash(), kept };
    this.entries.push(entry);
    return entry;
  }

  private check(): Unpacked {
    const sums = this.entry?.kept ?? new Uint8Array(0);
    const lines = textOf(sums)?.split('\n') ?? [];
    if (lines.pop() !== '' || lines.length !== this.entries.length - 1) throw new PayloadError('payload-sums');
    const [report, ...files] = this.entries.slice(0, -1).map(({ name, start, size, hash }, index): UnpackedEntry => {
      const [, listedSha256 = '', listedName] = /^([0-9a-f]{64}) {2}(.+)$/.exec(lines[index] ?? '') ?? [];
      if (listedName !== name) throw new PayloadError('payload-sums');
      const digest = toHex(hash.digest());
      return { name, start, size, sha256: digest, listedSha256, intact: digest === listedSha256 };
    });
    const bytes = this.entries[0]?.kept;
    if (!report || !bytes) throw new PayloadError('payload-entry');
    return { report: { ...report, bytes }, files, sums, contentSha256: toHex(this.content.digest()) };
  }
}

/**
 * Takes a payload apart that is in memory anyway: tests and small things. The rules are those of `PayloadReader`.
 * @throws PayloadError. A hash that differs does not throw: it is that file's `intact: false`.
 */
export function unpackPayload(payload: Uint8Array): Unpacked<UnpackedFile> {
  const reader = new PayloadReader(payload.length);
  // Pieces are views of the payload; where each entry stands is known in the end.
  for (const _piece of reader.take(payload));
  const unpacked = reader.finish();
  const files = unpacked.files.map((file) => ({
    ...file,
    bytes: payload.subarray(file.start, file.start + file.size),
  }));
  return { ...unpacked, files };
}

const isHeader = (header: Uint8Array, name: string, size: number): boolean =>
  size >= 0 && sameBytes(header, tarHeader(name, size));

/** Length of `SHA256SUMS` for these entries: digest, two spaces, name, line feed each. */
const sumsLength = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { name }) => sum + digestLength + 2 + name.length + 1, 0);

function isZero(bytes: Uint8Array): boolean {
  // A loop: `every` takes ten times as long, and fill may be hundreds of megabytes.
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}
