import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeFileSync } from 'node:fs';
import { type BundleIndex, bundleIndexSchema, indexName, maxIndexBytes } from '../../crypto/bundle.ts';
import { chainHead } from '../../crypto/chain.ts';
import { blockBytes, inBlocks, sizeInHeader, tarHeader } from '../../crypto/tar-entry.ts';
import { StorageError } from '../../storage/storage-error.ts';
import type { Store, StoredEnvelope } from '../../storage/store.ts';
import { indexText } from './bundle-parts.ts';

export type BundleErrorCode = 'envelope-not-whole' | 'bundle-not-proved';

/** Why a bundle was not made. `position` is that of an envelope, where it is about one. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
  readonly code: BundleErrorCode;
  readonly position: number | undefined;
  constructor(code: BundleErrorCode, message: string, position?: number) {
    super(message);
    this.code = code;
    this.position = position;
  }
}

/** Bytes that are read at once. */
const pieceBytes = 1_048_576;

/**
 * Writes a bundle to a new file, and to the disk and not only to the cache.
 *
 * Layout: a canonical tar of `index.json`, then `envelopes/NNNNNN.age`. Source: docs/ENVELOPE.md, "Bundle".
 * @returns SHA-256 of the bytes that were handed to the disk, 64 lower-case hex digits.
 * @throws BundleError `envelope-not-whole` where the store gives other bytes than the index names.
 */
export async function writeBundle(
  store: Pick<Store, 'readEnvelope'>,
  file: string,
  index: BundleIndex,
): Promise<string> {
  const hash = createHash('sha256');
  const out = openSync(file, 'wx', 0o600);
  try {
    // Writes all of it: a bare write may stop half-way on a full disk and say nothing.
    const put = (bytes: Uint8Array) => {
      hash.update(bytes);
      writeFileSync(out, bytes);
    };
    const pad = (size: number) => put(new Uint8Array(inBlocks(size) - size));
    const text = Buffer.from(indexText(index));
    put(tarHeader(indexName, text.length));
    put(text);
    pad(text.length);
    for (const { name, position, sha256, size } of index.envelopes) {
      put(tarHeader(name, size));
      for await (const bytes of envelopeBytes(store, { position, sha256, size })) put(bytes);
      pad(size);
    }
    put(new Uint8Array(2 * blockBytes));
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
  return hash.digest('hex');
}

/**
 * The bytes of an envelope in pieces, at most `size` of them.
 * @throws BundleError `envelope-not-whole` in the end, where they are not those that were accepted.
 */
export async function* envelopeBytes(
  store: Pick<Store, 'readEnvelope'>,
  { position, sha256, size }: Pick<StoredEnvelope, 'position' | 'sha256' | 'size'>,
): AsyncGenerator<Uint8Array> {
  const notWhole = (what: string) =>
    new BundleError('envelope-not-whole', `envelope ${position} ${what} in the database`, position);
  const hash = createHash('sha256');
  let read = 0;
  try {
    for await (const bytes of store.readEnvelope(sha256)) {
      read += bytes.length;
      if (read > size) throw notWhole(`has more than its ${size} bytes`);
      hash.update(bytes);
      yield bytes;
    }
  } catch (error) {
    // One that is damaged says nothing of the others.
    if (error instanceof StorageError && error.code === 'storage-broken') throw notWhole('cannot be read');
    throw error;
  }
  if (read !== size) throw notWhole(`has ${read} bytes instead of ${size}`);
  if (hash.digest('hex') !== sha256) throw notWhole('has other bytes than were accepted');
}

/**
 * Reads a bundle back as a reader would: every header, the index and its form, the hash of every envelope, the end.
 * @returns whether the chain leads to the end that it names; if not, the reading room says so too.
 * @throws BundleError `bundle-not-proved` for anything else than the bundle of this index.
 */
export function proveBundle(file: string, index: BundleIndex): boolean {
  const handle = openSync(file, 'r');
  try {
    const size = sizeInHeader(bytesAt(handle, 0, blockBytes));
    if (size < 0 || size > maxIndexBytes) throw notProved('its index');
    const written = Buffer.concat([...entryAt(handle, 0, indexName, size)]);
    if (!written.equals(Buffer.from(indexText(index)))) throw notProved('its index');
    if (!bundleIndexSchema.safeParse(JSON.parse(written.toString())).success) throw notProved('its index');
    let at = blockBytes + inBlocks(size);
    for (const envelope of index.envelopes) {
      const hash = createHash('sha256');
      for (const bytes of entryAt(handle, at, envelope.name, envelope.size)) hash.update(bytes);
      if (hash.digest('hex') !== envelope.sha256) throw notProved(`envelope ${envelope.position}`, envelope.position);
      at += blockBytes + inBlocks(envelope.size);
    }
    if (!isZero(bytesAt(handle, at, 2 * blockBytes)) || fstatSync(handle).size !== at + 2 * blockBytes)
      throw notProved('its end');
    return isLinked(index);
  } finally {
    closeSync(handle);
  }
}

function isLinked({ chain: { start, entries, end } }: BundleIndex): boolean {
  const head = entries.reduce((previous, { sha256, day }) => chainHead(previous, sha256, day), start.head);
  return head === end.head && start.length + entries.length === end.length;
}

/** The bytes of an entry in pieces, between the header that it must have and zeros. */
function* entryAt(handle: number, at: number, name: string, size: number): Generator<Uint8Array> {
  if (!Buffer.from(bytesAt(handle, at, blockBytes)).equals(tarHeader(name, size))) throw notProved(name);
  const start = at + blockBytes;
  for (let done = 0; done < size; done += pieceBytes)
    yield bytesAt(handle, start + done, Math.min(pieceBytes, size - done));
  if (!isZero(bytesAt(handle, start + size, inBlocks(size) - size))) throw notProved(name);
}

function bytesAt(handle: number, at: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const read = readSync(handle, bytes, done, length - done, at + done);
    if (read === 0) throw notProved('its length');
    done += read;
  }
  return bytes;
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

const notProved = (what: string, position?: number): BundleError =>
  new BundleError('bundle-not-proved', `the file that was written does not read as it should: ${what}`, position);
