import type { Upload } from '@tus/server';
import { recipientsForLength } from '../../crypto/envelope-shape.ts';
import type { NewEnvelope } from '../../storage/store.ts';
import { hasRoom } from './disk-budget.ts';
import { maxUploadBytes, threadOf } from './envelopes.ts';
import type { PublicProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';

/** Unfinished uploads at once that are sent under a mailbox, in all and for one of them: each reserves its length. */
const maxSent = 1_000;
const maxSentToMailbox = 8;
/**
 * Unfinished carried uploads at once, besides those: they have no mailbox, so that nothing divides them. Whoever begins
 * that many keeps out, for up to two days, whoever carries more than one request takes, and nobody else.
 */
const maxCarried = 64;

/** A refusal as the protocol's server wants it: thrown, with the status and a word of ours. */
export class Refusal extends Error {
  readonly body: PublicProblem;
  readonly status_code: number;
  constructor(body: PublicProblem, statusCode: number) {
    super(body);
    this.body = body;
    this.status_code = statusCode;
  }
}

export type Begun = Pick<NewEnvelope, 'mailboxId' | 'thread'>;

/** Whose upload may begin, asked before any of its bytes. @throws Refusal. */
export async function judgeNew(
  server: PublicServer,
  counts: readonly number[],
  headers: Headers,
  upload: Upload,
): Promise<Begun> {
  const begun = threadOf((name) => headers.get(name) ?? undefined);
  const size = upload.size ?? 0;
  // Nothing is said of a file here: its name and kind are sealed.
  if (begun === null || upload.metadata || recipientsForLength(size, counts) === null)
    throw new Refusal('rejected', 422);
  await judgeMailbox(server, begun);
  const { missingBytes, sent, carried, inMailbox } = await server.store.uploadsUnderWay(begun.mailboxId);
  const isCarried = begun.thread === 'carried';
  if (isCarried ? carried >= maxCarried : sent >= maxSent || inMailbox >= maxSentToMailbox)
    throw new Refusal('busy', 503);
  // However many are carried, the largest upload that somebody sends still finds room.
  const left = isCarried ? maxUploadBytes(server.maxFileBytes, counts) : 0;
  if (!(await hasRoom(server.diskSpace, size + missingBytes + left, false, server.diskReserveBytes)))
    throw new Refusal('storage-full', 507);
  return begun;
}

async function judgeMailbox({ store }: PublicServer, { mailboxId, thread }: Begun): Promise<void> {
  if (mailboxId === null) return;
  const isKnown = (await store.mailboxState(mailboxId)) !== null;
  if (thread === 'update' && !isKnown) throw new Refusal('mailbox-unknown', 404);
  if (thread === 'first' && isKnown) throw new Refusal('mailbox-taken', 422);
}
