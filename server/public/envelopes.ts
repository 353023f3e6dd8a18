import { sha256 } from '@noble/hashes/sha2.js';
import type { Context } from 'hono';
import { largestPowerBucket, nextPower } from '../../crypto/bucket.ts';
import { chainHead } from '../../crypto/chain.ts';
import { envelopeLength, headerLength, isEnvelopeHeader, recipientsForLength } from '../../crypto/envelope-shape.ts';
import { fromHex, toHex } from '../../crypto/hex.ts';
import { mailboxId } from '../../crypto/receipt-keys.ts';
import type { Acceptance, NewEnvelope } from '../../storage/store.ts';
import { utcDay } from '../clock.ts';
import { mostOf, recipientCounts } from '../keyrings.ts';
import { hasRoom } from './disk-budget.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { PublicProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { announcedLength, withBody } from './read-body.ts';

/** Longest envelope taken in one request: a payload of 1 MiB. */
const maxEnvelopeBytes = (counts: readonly number[]): number => envelopeLength(mostOf(counts), largestPowerBucket);

/** More than a report of the largest size (1 MiB), the headers of all its files and their hashes take beside them. */
const besideFilesBytes = 2 * largestPowerBucket;

/**
 * Longest envelope taken in pieces: one file of the largest size, or a carried report whose files come to that size
 * together, padded so far that its size says next to nothing.
 */
export const maxUploadBytes = (maxFileBytes: number, counts: readonly number[]): number =>
  envelopeLength(mostOf(counts), nextPower(maxFileBytes + besideFilesBytes));

/** Which thread an envelope belongs to, from its request's headers; `null` if they do not say. */
export function threadOf(
  header: (name: 'Mailbox-Id' | 'Mailbox-Token' | 'Thread') => string | undefined,
): Pick<NewEnvelope, 'mailboxId' | 'thread'> | null {
  const id = header('Mailbox-Id');
  const token = header('Mailbox-Token');
  const thread = header('Thread');
  // Said, and never concluded from what is not there: a header that was lost on its way must not end a thread.
  if (thread !== undefined)
    return thread === 'carried' && id === undefined && token === undefined
      ? { mailboxId: null, thread: 'carried' }
      : null;
  // A first report brings the id alone; whoever adds to a thread must show the token behind it.
  if (id !== undefined && token === undefined) return fromHex(id, 32) && { mailboxId: id, thread: 'first' };
  const bytes = id === undefined && token !== undefined ? fromHex(token, 32) : null;
  return bytes && { mailboxId: toHex(mailboxId(bytes)), thread: 'update' };
}

/** `POST /envelopes`: takes one sealed envelope, or says why not; nothing is stored in that case. */
export async function takeEnvelope(
  context: Context,
  server: PublicServer,
  budget: MemoryBudget,
): Promise<Acceptance | PublicProblem> {
  const counts = recipientCounts(server.keyrings);
  const length = announcedLength(context.req.raw, maxEnvelopeBytes(counts));
  if (typeof length === 'string') return length;
  const thread = threadOf((name) => context.req.header(name));
  const recipients = recipientsForLength(length, counts);
  if (thread === null || recipients === null) return 'rejected';
  if (!(await hasRoom(server.diskSpace, length, true, server.diskReserveBytes))) return 'storage-full';
  const isGood = (start: Uint8Array) => isEnvelopeHeader(start, recipients);
  return withBody(
    context.req.raw,
    { length, budget, early: { bytes: headerLength(recipients), isGood } },
    (body): Promise<Acceptance> => storeEnvelope(server, body, { ...thread, sealedBy: 'browser' }),
  );
}

/** Keeps one envelope, with its day, its link of the chain and its row in the outbox, in one transaction. */
export function storeEnvelope(
  server: PublicServer,
  bytes: Uint8Array,
  facts: Pick<NewEnvelope, 'mailboxId' | 'thread' | 'sealedBy'>,
): Promise<Acceptance> {
  const receivedDay = utcDay(server.now());
  return server.store.acceptEnvelope({ bytes, sha256: toHex(sha256(bytes)), receivedDay, ...facts }, chainHead);
}
