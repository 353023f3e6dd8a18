import {
  type BundleEnvelope,
  type BundleIndex,
  bundleIndexSchema,
  indexName,
  maxIndexBytes,
  maxIndexItems,
} from '../crypto/bundle.ts';
import { sameBytes, textOf } from '../crypto/bytes.ts';
import { blockBytes, inBlocks, sizeInHeader, tarHeader } from '../crypto/tar-entry.ts';
import { inertBrief } from './inert.ts';
import { judgeJson } from './judge-json.ts';
import { type LocalFile, readAt } from './local-file.ts';
import { RoomError } from './room-error.ts';

/** An envelope inside a bundle, not read yet. */
interface BundleMember {
  readonly envelope: BundleEnvelope;
  /** Offset of its first byte in the bundle. */
  readonly start: number;
}

/** A bundle whose headers were walked; of the envelopes nothing is in memory. */
interface Bundle {
  readonly index: BundleIndex;
  /** Those before the first fault. */
  readonly members: readonly BundleMember[];
  /** What keeps the rest from being read; `null` if every entry is where it belongs. */
  readonly fault: RoomError | null;
}

/**
 * Reads a bundle's index and walks its headers, each of which must be exactly the one that the index implies; names
 * in the tar are compared and never used.
 * @throws RoomError `bundle-entry`, `bundle-index`, `bundle-index-too-long`, `bundle-cut` where even the index fails.
 */
export async function readBundle(file: LocalFile): Promise<Bundle> {
  const { index, end } = await readIndex(file);
  const members: BundleMember[] = [];
  let at = end;
  try {
    for (const envelope of index.envelopes) {
      await requireHeader(file, at, envelope.name, envelope.size);
      const start = at + blockBytes;
      at = await requirePadding(file, start, envelope.size);
      members.push({ envelope, start });
    }
    await requireEnd(file, at);
    return { index, members, fault: null };
  } catch (error) {
    if (error instanceof RoomError) return { index, members, fault: error };
    throw error;
  }
}

async function readIndex(file: LocalFile): Promise<{ index: BundleIndex; end: number }> {
  const size = sizeInHeader(await block(file, 0));
  await requireHeader(file, 0, indexName, size);
  if (size > maxIndexBytes) throw new RoomError('bundle-index-too-long');
  const end = await requirePadding(file, blockBytes, size);
  const judged = judgeJson(bundleIndexSchema, await readAt(file, blockBytes, size), maxIndexItems);
  if (!judged.ok) throw new RoomError('bundle-index', judged.why);
  return { index: judged.data, end };
}

async function block(file: LocalFile, at: number): Promise<Uint8Array> {
  if (at + blockBytes > file.size) throw new RoomError('bundle-cut');
  return readAt(file, at, blockBytes);
}

async function requireHeader(file: LocalFile, at: number, name: string, size: number): Promise<void> {
  const found = await block(file, at);
  if (isZero(found)) throw new RoomError('bundle-cut', `${name} is missing`);
  if (!sameBytes(found, tarHeader(name, size))) throw new RoomError('bundle-entry', nameIn(found));
}

/** Gives the offset after an entry's last block. */
async function requirePadding(file: LocalFile, start: number, size: number): Promise<number> {
  const end = start + inBlocks(size);
  if (end > file.size) throw new RoomError('bundle-cut');
  if (!isZero(await readAt(file, start + size, end - start - size))) throw new RoomError('bundle-entry', 'padding');
  return end;
}

async function requireEnd(file: LocalFile, at: number): Promise<void> {
  for (const place of [at, at + blockBytes]) {
    const found = await block(file, place);
    if (!isZero(found)) throw new RoomError('bundle-entry', nameIn(found));
  }
  if (file.size !== at + 2 * blockBytes) throw new RoomError('bundle-entry', 'bytes after the end');
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** What a header calls itself, to be shown and nothing else. */
const nameIn = (header: Uint8Array): string =>
  inertBrief((textOf(header.subarray(0, 100)) ?? '').split('\0')[0] ?? '', 100);
