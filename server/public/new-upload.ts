import type { Upload } from '@tus/server';
import { recipientsForLength } from '../../crypto/envelope-shape.ts';
import type { NewEnvelope, Places, UploadsUnderWay } from '../../storage/store.ts';
import { leavesRoom } from './disk-budget.ts';
import { maxUploadBytes, threadOf } from './envelopes.ts';
import type { PublicProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';

/** Unfinished uploads at once that are sent under a mailbox: each reserves its length. */
const maxSent = 1_000;
/** Those of one mailbox: whoever has left so many behind and begins another one goes on without the oldest. */
const maxSentToMailbox = 8;
/** Whoever has brought less than this has hardly begun. */
const barelyBytes = 1_048_576;
/**
 * Unfinished carried uploads at once, besides those: they have no mailbox, so that nothing divides them. Whoever begins
 * that many and brings 1 MiB of each keeps out, for up to two days, whoever carries more than one request takes, and
 * nobody else.
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

type Sender = Pick<NewEnvelope, 'mailboxId' | 'thread'>;

/** Whose upload begins. */
export interface Begun extends Sender {
  /** Why there is no place for it beside others, or `null`: asked where it is made, since others begin meanwhile. */
  readonly refusalBeside: (others: UploadsUnderWay) => Refusal | null;
}

/** Whose upload may begin if there is a place for it, asked before any of its bytes. @throws Refusal. */
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
  // A first report has no files and goes in one request; in pieces, anybody could reserve the disk for nobody.
  if (begun.thread === 'first') throw new Refusal('rejected', 422);
  const { mailboxId } = begun;
  if (mailboxId !== null && (await server.store.mailbox(mailboxId)).state === null)
    throw new Refusal('mailbox-unknown', 404);
  return { ...begun, refusalBeside: await refusals(server, counts, begun, size) };
}

/**
 * Makes a place for an upload. Others give way only if it begins: a refused one changes nothing. @throws Refusal.
 */
export async function makePlace(
  { store }: Pick<PublicServer, 'store'>,
  { refusalBeside, ...sender }: Begun,
  upload: { readonly id: string; readonly size: number; readonly begunDay: string },
): Promise<void> {
  let refusal: Refusal | null = null;
  const places: Places = {
    hasPlace(others) {
      refusal = refusalBeside(others);
      return refusal === null;
    },
    mostInMailbox: maxSentToMailbox,
    // A place costs more than a request of no bytes.
    barelyBytes,
  };
  const beginning = await store.beginUpload({ ...upload, ...sender }, places);
  if (beginning === 'mailbox-unknown') throw new Refusal('mailbox-unknown', 404);
  if (beginning === 'no-place') throw refusal ?? new Refusal('busy', 503);
}

/** Tells why there is no place for an upload beside others, or `null`, by what room the disk has now. */
async function refusals(
  server: PublicServer,
  counts: readonly number[],
  { thread }: Sender,
  size: number,
): Promise<(others: UploadsUnderWay) => Refusal | null> {
  const isCarried = thread === 'carried';
  // However many are carried, the largest upload that somebody sends still finds room.
  const left = isCarried ? maxUploadBytes(server.maxFileBytes, counts) : 0;
  const space = await server.diskSpace();
  return ({ missingBytes, sent, carried }) => {
    if (isCarried ? carried >= maxCarried : sent >= maxSent) return new Refusal('busy', 503);
    const hasIt = leavesRoom(space, size + missingBytes + left, false, server.diskReserveBytes);
    return hasIt ? null : new Refusal('storage-full', 507);
  };
}
