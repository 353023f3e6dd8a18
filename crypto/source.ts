import { SealError } from './seal-error.ts';

/**
 * Bytes that can be read again at any place: a buffer, a file of the submitter, a payload made on demand.
 * `read(start, end)` gives exactly `end - start` bytes, 0 ≤ start ≤ end ≤ size: a copy, which is the asker's to
 * overwrite.
 */
export interface Source {
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array>;
  /** SHA-256 of all its bytes, 32 bytes, where it can be had beside the reading and faster than from what is read. */
  digest?(): Promise<Uint8Array>;
}

/** A source over bytes in memory, which must not change while it is used. A slice of a `Buffer` would be no copy. */
export function bufferSource(bytes: Uint8Array): Source {
  return { size: bytes.length, read: async (start, end) => new Uint8Array(bytes.subarray(start, end)) };
}

/** Reads a range and makes sure that it is one. @throws SealError `source-changed` for fewer or more bytes. */
export async function readExactly(source: Source, start: number, end: number): Promise<Uint8Array> {
  const bytes = await source.read(start, end);
  if (bytes.length !== end - start) throw new SealError('source-changed');
  return bytes;
}
