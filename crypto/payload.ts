import { sha256 } from '@noble/hashes/sha2.js';
import { bucketOf, nextPower } from './bucket.ts';
import { utf8 } from './bytes.ts';
import { toHex } from './hex.ts';
import { bufferSource, readExactly, type Source } from './source.ts';
import { blockBytes, inBlocks, tarHeader } from './tar-entry.ts';

export const reportName = 'report.json';
export const sumsName = 'SHA256SUMS';
/** Most files in one payload. */
export const maxFiles = 99;
/** Longest `report.json`, in bytes, checked by the reader before it is taken apart. */
export const maxReportBytes = 1_048_576;
/** Two blocks of zeros end a tar archive. */
const endBytes = 2 * blockBytes;

/** Inert name of the n-th file, counted from 1: `files/001`. */
export const fileName = (number: number): string => `files/${String(number).padStart(3, '0')}`;

interface Entry {
  readonly name: string;
  readonly body: Source;
}

const sumLine = (digest: string, name: string) => `${digest}  ${name}\n`;
const sumsLength = (names: readonly string[]) =>
  names.reduce((sum, name) => sum + sumLine('0'.repeat(64), name).length, 0);

/**
 * Packs a report and its files into a canonical tar, filled with zeros up to its bucket, made on demand.
 *
 * Layout: `report.json`, `files/001` …, `SHA256SUMS`, two zero blocks, zero fill. The sums have a known length and
 * are filled in from the bytes of the first reading, so that no file is read twice beforehand; a reader who goes in
 * order costs no extra reading.
 * @param isWide fills up to the next power of two instead, so that the size says less.
 * @throws RangeError for more files or a longer report than any reader takes.
 */
export function packPayload(report: Uint8Array, files: readonly Source[] = [], isWide = false): Source {
  if (files.length > maxFiles || report.length > maxReportBytes) throw new RangeError('payload beyond limits');
  const hashed: Entry[] = [
    { name: reportName, body: bufferSource(report) },
    ...files.map((body, index) => ({ name: fileName(index + 1), body })),
  ];
  const sums = new SumsSource(hashed);
  const parts: { start: number; body: Source }[] = [];
  let at = 0;
  for (const { name, body } of [
    ...hashed.map(({ name }) => ({ name, body: sums.watch(name) })),
    { name: sumsName, body: sums },
  ]) {
    parts.push({ start: at, body: bufferSource(tarHeader(name, body.size)) }, { start: at + blockBytes, body });
    at += blockBytes + inBlocks(body.size);
  }
  return {
    size: isWide ? nextPower(at + endBytes) : bucketOf(at + endBytes),
    async read(start, end) {
      // In the midst of a large file, where nothing need be put together.
      const only = parts.find((part) => start >= part.start && end <= part.start + part.body.size);
      if (only) return only.body.read(start - only.start, end - only.start);
      const out = new Uint8Array(end - start);
      for (const part of parts) {
        const from = Math.max(start, part.start);
        const to = Math.min(end, part.start + part.body.size);
        if (from >= to) continue;
        const bytes = await part.body.read(from - part.start, to - part.start);
        out.set(bytes, from - start);
        bytes.fill(0);
      }
      return out;
    },
  };
}

/** The text of `SHA256SUMS`, gathered while the entries are read for the first time. */
class SumsSource implements Source {
  readonly size: number;
  private readonly entries: readonly Entry[];
  private readonly progress = new Map<
    string,
    { readonly hash: ReturnType<typeof sha256.create>; upTo: number; digest: string | null }
  >();
  private text: Uint8Array | null = null;

  constructor(entries: readonly Entry[]) {
    this.entries = entries;
    this.size = sumsLength(entries.map(({ name }) => name));
    for (const { name } of entries) this.progress.set(name, { hash: sha256.create(), upTo: 0, digest: null });
  }

  /** The body of an entry, watched: bytes that come in order feed its hash, unless it has one of its own. */
  watch(name: string): Source {
    const body = this.bodyOf(name);
    return {
      size: body.size,
      read: async (start, end) => {
        // Begun here, so that it is there when the sums are asked for; a failure is told then.
        body.digest?.().catch(() => {});
        const bytes = await readExactly(body, start, end);
        if (!body.digest) this.feed(name, start, bytes);
        return bytes;
      },
    };
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    this.text ??= utf8((await Promise.all(this.entries.map(({ name }) => this.line(name)))).join(''));
    return this.text.slice(start, end);
  }

  private bodyOf(name: string): Source {
    const entry = this.entries.find((each) => each.name === name);
    if (!entry) throw new RangeError(name);
    return entry.body;
  }

  private feed(name: string, start: number, bytes: Uint8Array): void {
    const state = this.progress.get(name);
    if (!state || state.digest !== null || start > state.upTo) return;
    const fresh = bytes.subarray(state.upTo - start);
    state.hash.update(fresh);
    state.upTo += fresh.length;
  }

  /** Reads whatever of an entry nobody has asked for yet, then gives its line. */
  private async line(name: string): Promise<string> {
    const body = this.bodyOf(name);
    const state = this.progress.get(name);
    if (!state) throw new RangeError(name);
    if (body.digest) return sumLine(toHex(await body.digest()), name);
    while (state.upTo < body.size) {
      const start = state.upTo;
      const bytes = await readExactly(body, start, Math.min(start + 65_536, body.size));
      this.feed(name, start, bytes);
      bytes.fill(0);
    }
    state.digest ??= toHex(state.hash.digest());
    return sumLine(state.digest, name);
  }
}
