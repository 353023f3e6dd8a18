import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import type { BundleIndex } from '../../crypto/bundle.ts';
import type { Store, StoredEnvelope } from '../../storage/store.ts';
import { BundleError, envelopeBytes, proveBundle, writeBundle } from './bundle-file.ts';
import { bundleParts } from './bundle-parts.ts';

export interface Collected {
  /** The bundles, in the order of the chain; at least one. */
  readonly files: readonly string[];
  /** SHA-256 of each of them as it was written, 64 lower-case hex digits. */
  readonly hashes: readonly string[];
  readonly envelopes: number;
  readonly chainLength: number;
  /** Whether the chain leads to the end that the database names. */
  readonly isLinked: boolean;
  /** Positions of envelopes of which the database does not give what was accepted: in no bundle, and not marked. */
  readonly unreadable: readonly number[];
}

/** What was bundled could not be marked, or it is not sure whether it was. */
export class NotMarkedError extends Error {
  override readonly name = 'NotMarkedError';
  readonly files: readonly string[];
  constructor(files: readonly string[], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.files = files;
  }
}

/** No envelope was ever accepted at the position from which everything shall be written again, or behind it. */
export class NothingFromError extends Error {
  override readonly name = 'NothingFromError';
  readonly chainLength: number;
  constructor(from: number, chainLength: number) {
    super(`there is no envelope ${from} in the database: its chain ends with envelope ${chainLength}`);
    this.chainLength = chainLength;
  }
}

export interface CollectOptions {
  /** A chain position: everything from there on again, for a bundle that was lost. */
  readonly from?: number | undefined;
  /** Longest index of a bundle; for tests. */
  readonly maxIndexBytes?: number;
}

/**
 * Writes the envelopes not yet collected, with an index, as bundles for the reading room, then marks them collected:
 * one bundle, or several where one would have a longer index than a reader takes. Each is read back and stands whole
 * and on disk under its name before anything is marked; after a crash in between the next bundle holds the same
 * envelopes again, which the opener knows by their hash. An existing file is never overwritten, and where anything
 * fails before the marks no file of this run stays. An envelope that the database does not give whole is left out and
 * stays unmarked, so that it keeps no other one back; the chain still names it.
 * @throws NothingFromError; BundleError; NotMarkedError where the bundles stay; an Error of code `EEXIST`; StorageError.
 */
export async function collect(
  store: Store,
  committee: string,
  file: string,
  { from, maxIndexBytes }: CollectOptions = {},
): Promise<Collected> {
  const listed = await store.newEnvelopes(from);
  const first = from ?? listed[0]?.position;
  const chain = await store.chainSegment(first ?? 1 + (await store.chainSegment(1)).end.length);
  if (from !== undefined && from > chain.end.length) throw new NothingFromError(from, chain.end.length);
  const write = async (envelopes: readonly StoredEnvelope[]) => {
    const written = await writeParts(store, file, bundleParts(committee, chain, envelopes, maxIndexBytes));
    return { ...written, envelopes };
  };
  let unreadable: readonly number[] = [];
  const { files, hashes, envelopes, isLinked } = await write(listed).catch(async (error) => {
    if (!(error instanceof BundleError) || error.code !== 'envelope-not-whole') throw error;
    // Some may have been erased since they were listed; of the others each is read once to find all that are damaged.
    const left = new Set((await store.newEnvelopes(from)).map(({ position }) => position));
    const there = listed.filter(({ position }) => left.has(position));
    unreadable = await unreadableOf(store, there);
    return write(there.filter(({ position }) => !unreadable.includes(position)));
  });
  try {
    await store.markCollected(envelopes.map(({ position }) => position));
  } catch (error) {
    throw new NotMarkedError(files, error);
  }
  return { files, hashes, envelopes: envelopes.length, chainLength: chain.end.length, isLinked, unreadable };
}

/** Positions of the envelopes of which the database gives other bytes than were accepted. */
async function unreadableOf(store: Store, envelopes: readonly StoredEnvelope[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const envelope of envelopes)
    try {
      for await (const _bytes of envelopeBytes(store, envelope));
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      found.push(envelope.position);
    }
  return found;
}

/** Writes and proves bundles, then gives them their names. On an error none of their files stays. */
async function writeParts(store: Store, file: string, indices: readonly BundleIndex[]) {
  const parts = indices.map((index, at) => ({
    index,
    file: nameOf(file, at + 1),
    // A random name, so that no link can have been prepared under it.
    partial: `${file}.${randomBytes(8).toString('hex')}.part`,
  }));
  if (parts.some((part) => existsSync(part.file))) throw isThere();
  const made: string[] = [];
  const hashes: string[] = [];
  let isLinked = true;
  try {
    for (const { index, partial } of parts) {
      made.push(partial);
      hashes.push(await writeBundle(store, partial, index));
      isLinked = proveBundle(partial, index) && isLinked;
    }
    for (const part of parts) {
      giveName(part.partial, part.file);
      made.push(part.file);
      for (const path of [part.file, dirname(part.file)]) sync(path);
    }
  } catch (error) {
    for (const path of made) rmSync(path, { force: true });
    throw error;
  }
  for (const { partial } of parts) rmSync(partial, { force: true });
  return { files: parts.map((part) => part.file), hashes, isLinked };
}

/** `bundle.tar`, then `bundle-2.tar`, `bundle-3.tar`. */
function nameOf(file: string, number: number): string {
  const { dir, name, ext } = parse(file);
  return number === 1 ? file : join(dir, `${name}-${number}${ext}`);
}

const isThere = () => Object.assign(new Error('the file is there already'), { code: 'EEXIST' });

/** Gives a finished file its name, which fails where one has come in the meantime: nothing is overwritten. */
function giveName(partial: string, file: string): void {
  try {
    linkSync(partial, file);
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') throw isThere();
    // Sticks formatted for other systems know no second names.
    if (existsSync(file)) throw isThere();
    renameSync(partial, file);
  }
}

function sync(path: string): void {
  const opened = openSync(path, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
