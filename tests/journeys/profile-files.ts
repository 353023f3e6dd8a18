import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib';
import { unpackMozLz4 } from './profile-lz4.ts';

/** Bytes that stand in a profile, as they are or unpacked. */
export interface Content {
  /** Path in the profile, and how it was packed. */
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Every file under a folder, as it is and, where a browser packs it, unpacked too. Read as they are: SQLite's files
 * with their journals, Chromium's session commands (SNSS) and the logs of its LevelDB, which are not packed. Tables of
 * LevelDB are packed by Snappy, which knows no code but copies of earlier bytes: a random text stands in them as it is,
 * at least where it comes first.
 */
export function* contentsOf(folder: string, isWanted: (path: string) => boolean = () => true): Generator<Content> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (!entry.isFile() || !isWanted(name)) continue;
    const bytes = readIfThere(path);
    if (!bytes) continue;
    yield { name, bytes };
    for (const [packing, unpacked] of unpackedOf(name, bytes)) yield { name: `${name} (${packing})`, bytes: unpacked };
  }
}

/** A browser that runs may take its files away in the meantime. */
function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function* unpackedOf(name: string, bytes: Buffer): Generator<[string, Buffer]> {
  const attempts: [string, () => Buffer | null][] = [['mozLz4', () => unpackMozLz4(bytes)]];
  for (const at of placesOf(bytes, Buffer.of(0x1f, 0x8b, 0x08)))
    attempts.push([`gzip at ${at}`, () => inflateRawSync(bytes.subarray(at + gzipHeaderBytes), cutShort)]);
  for (const level of [0x01, 0x5e, 0x9c, 0xda])
    for (const at of placesOf(bytes, Buffer.of(0x78, level)))
      attempts.push([`deflate at ${at}`, () => inflateSync(bytes.subarray(at), cutShort)]);
  // Nothing tells where Brotli begins.
  if (cacheFiles.test(name))
    attempts.push(['brotli', () => brotliDecompressSync(bytes.subarray(bodyOffset(bytes)), brotliCutShort)]);
  for (const [packing, attempt] of attempts) {
    const unpacked = orNothing(attempt);
    if (unpacked && unpacked.length > 0) yield [packing, unpacked];
  }
}

/** A header as servers send it, without a file's name. What follows the stream would not do after a whole one. */
const gzipHeaderBytes = 10;

/** Where bodies lie as they came. */
const cacheFiles = /\/Cache_Data\/|^cache2\/entries\//;
// What stops in the middle is given as far as it goes.
const cutShort = { finishFlush: constants.Z_SYNC_FLUSH };
const brotliCutShort = { finishFlush: constants.BROTLI_OPERATION_FLUSH };

function orNothing(attempt: () => Buffer | null): Buffer | null {
  try {
    return attempt();
  } catch {
    // Not packed that way, or half written.
    return null;
  }
}

function* placesOf(bytes: Buffer, start: Buffer): Generator<number> {
  for (let at = bytes.indexOf(start); at !== -1; at = bytes.indexOf(start, at + 1)) yield at;
}

/** What an entry of Chromium's cache begins with: this, version, key's length, key's hash, padding, key. */
const entryStart = Buffer.from('305c72a71b6dfbfc', 'hex');
const entryHeaderBytes = 24;

/** Where the body begins in a file of a cache; Firefox puts it first. */
function bodyOffset(bytes: Buffer): number {
  const isChromiums = bytes.length >= entryHeaderBytes && bytes.subarray(0, entryStart.length).equals(entryStart);
  return isChromiums ? entryHeaderBytes + bytes.readUInt32LE(12) : 0;
}
