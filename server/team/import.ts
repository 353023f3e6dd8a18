import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { sameBytes, textOf } from '../../crypto/bytes.ts';
import type { Committee } from '../../crypto/committee.ts';
import type { Engine } from '../../crypto/engine.ts';
import { headerLength, isEnvelopeHeader } from '../../crypto/envelope-shape.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { sealedAnswerBytes } from '../../crypto/mailbox-shape.ts';
import {
  maxOutgoingIndexBytes,
  type Outgoing,
  OutgoingError,
  outgoingMember,
  outgoingName,
  outgoingSignatureName,
  readOutgoing,
} from '../../crypto/outgoing.ts';
import { blockBytes, inBlocks, sizeInHeader, tarHeader } from '../../crypto/tar-entry.ts';
import type { Publication, Store } from '../../storage/store.ts';

/** What became of a bundle of answers. */
export interface Imported {
  readonly published: number;
  readonly alreadyHere: number;
  readonly erased: number;
  /** What was not done, one by one, and why. */
  readonly refused: readonly { readonly mailboxId: string; readonly why: Refused }[];
  /** Whether nothing is left of what was erased, in the write-ahead log either. */
  readonly isCleared: boolean;
}

type Refused = Exclude<Publication, 'published' | 'already-here'> | 'not-collected';

/** Something failed after the first answer could have been published; `done` is what was done before. */
export class ImportStoppedError extends Error {
  override readonly name = 'ImportStoppedError';
  readonly done: Imported;
  constructor(done: Imported, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.done = done;
  }
}

interface Trust {
  readonly engine: Engine;
  readonly committee: Committee;
  /** The newest keyring of the server. */
  readonly keyring: Keyring;
}

/** Longest signature file of an index, bytes. */
const maxMinisigBytes = 1024;

/**
 * Publishes the answers of a bundle from the reading room, and forgets the mailboxes that it names. Nothing is written
 * before all of it is verified: who signed it, for which committee, every answer's hash and shape. Done again it changes
 * nothing; an answer that is older than the one here stays out.
 * @param today UTC day, from which an answer's mailbox has its time.
 * @throws OutgoingError before anything is written; `outgoing-malformed` also for any other byte than those it can
 * have. ImportStoppedError for whatever fails afterwards.
 */
export async function importOutgoing(store: Store, trust: Trust, file: string, today: string): Promise<Imported> {
  const handle = await open(file, 'r');
  try {
    const { outgoing, start } = await readIndex(handle, trust);
    for await (const _ of answersIn(handle, outgoing, start));
    const imported: Counts = { published: 0, alreadyHere: 0, erased: 0, refused: [], isCleared: false };
    try {
      await carryOut(store, handle, outgoing, start, today, imported);
    } catch (error) {
      throw new ImportStoppedError(imported, error);
    }
    return imported;
  } finally {
    await handle.close();
  }
}

interface Counts {
  published: number;
  alreadyHere: number;
  erased: number;
  isCleared: boolean;
  readonly refused: Imported['refused'][number][];
}

/** Publishes and erases one after the other, and counts each as soon as it is done. */
async function carryOut(
  store: Store,
  handle: FileHandle,
  outgoing: Outgoing,
  start: number,
  today: string,
  counts: Counts,
): Promise<void> {
  for await (const answer of answersIn(handle, outgoing, start)) {
    const publication = await store.publishAnswer({ ...answer, publishedDay: today });
    if (publication === 'published') counts.published += 1;
    else if (publication === 'already-here') counts.alreadyHere += 1;
    else counts.refused.push({ mailboxId: answer.mailboxId, why: publication });
  }
  for (const mailboxId of outgoing.erased) {
    const erasure = await store.eraseMailbox(mailboxId);
    if (erasure === 'erased') counts.erased += 1;
    else if (erasure === 'not-collected') counts.refused.push({ mailboxId, why: erasure });
  }
  counts.isCleared = outgoing.erased.length === 0 || (await store.clearAway());
}

async function readIndex(handle: FileHandle, { engine, committee, keyring }: Trust) {
  const index = await entryAt(handle, 0, outgoingName, maxOutgoingIndexBytes);
  const minisigAt = blockBytes + inBlocks(index.length);
  const minisig = await entryAt(handle, minisigAt, outgoingSignatureName, maxMinisigBytes);
  const outgoing = readOutgoing(engine, committee, keyring, index, textOf(minisig) ?? '');
  return { outgoing, start: minisigAt + blockBytes + inBlocks(minisig.length) };
}

/** Every answer, verified anew each time it is read. */
async function* answersIn(handle: FileHandle, { answers }: Outgoing, start: number) {
  const step = blockBytes + inBlocks(sealedAnswerBytes);
  const { size } = await handle.stat();
  if (size !== start + answers.length * step + 2 * blockBytes) throw new OutgoingError('outgoing-malformed');
  for (const [at, { mailboxId, number, sha256 }] of answers.entries()) {
    const bytes = await entryAt(handle, start + at * step, outgoingMember(mailboxId), sealedAnswerBytes);
    const isGood =
      bytes.length === sealedAnswerBytes &&
      createHash('sha256').update(bytes).digest('hex') === sha256 &&
      isEnvelopeHeader(bytes.subarray(0, headerLength(1)), 1);
    if (!isGood) throw new OutgoingError('outgoing-malformed');
    yield { mailboxId, number, sha256, bytes };
  }
  const end = await readAt(handle, size - 2 * blockBytes, 2 * blockBytes);
  if (end.some((byte) => byte !== 0)) throw new OutgoingError('outgoing-malformed');
}

/** An entry whose header is the one it can have. @throws OutgoingError. */
async function entryAt(handle: FileHandle, at: number, name: string, maxBytes: number): Promise<Uint8Array> {
  const header = await readAt(handle, at, blockBytes);
  const size = sizeInHeader(header);
  if (size < 0 || size > maxBytes || !sameBytes(header, tarHeader(name, size)))
    throw new OutgoingError('outgoing-malformed');
  const body = await readAt(handle, at + blockBytes, inBlocks(size));
  if (body.subarray(size).some((byte) => byte !== 0)) throw new OutgoingError('outgoing-malformed');
  return body.subarray(0, size);
}

async function readAt(handle: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await handle.read(bytes, 0, length, at);
  if (bytesRead !== length) throw new OutgoingError('outgoing-malformed');
  return bytes;
}
