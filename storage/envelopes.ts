import type Database from 'better-sqlite3';
import type { Attempt } from './attempt.ts';
import { type Bodies, maxRowBytes } from './bodies.ts';
import type { Chain } from './chain.ts';
import type { Outbox } from './outbox.ts';
import type { Acceptance, LinkChain, Mailbox, NewEnvelope, Store, StoredEnvelope } from './store.ts';

export interface Envelopes
  extends Pick<Store, 'acceptEnvelope' | 'mailbox' | 'newEnvelopes' | 'readEnvelope' | 'markCollected' | 'counts'> {
  /** Makes an envelope of bytes that get a body, if it is to be taken; only inside the caller's transaction. */
  accept(facts: Facts, size: number, bodyOf: () => number, link: LinkChain): Acceptance;
  /** Whether updates of a mailbox are taken; inside the caller's transaction. */
  isOpen(mailboxId: string): boolean;
}
type Facts = Omit<NewEnvelope, 'bytes'>;

interface MailboxRow {
  readonly total: number;
  readonly waiting: number;
  readonly answer: Uint8Array | null;
  readonly isEnding: number;
}

const listed = `SELECT position, sha256, mailbox_id AS mailboxId, received_day AS receivedDay, size,
  sealed_by AS sealedBy, thread FROM envelopes`;

/** Prepares envelopes and their bytes; for `sqlite.ts`. */
export function openEnvelopes(
  db: Database.Database,
  attempt: Attempt,
  chain: Chain,
  outbox: Outbox,
  bodies: Bodies,
): Envelopes {
  const find = db.prepare<[string], { bodyId: number; size: number }>(
    'SELECT body_id AS bodyId, size FROM envelopes WHERE sha256 = ?',
  );
  const findIn = db.prepare<[string, string], { position: number }>(
    'SELECT position FROM envelopes WHERE sha256 = ? AND mailbox_id = ?',
  );
  const insert = db.prepare<[StoredEnvelope & { bodyId: number }]>(`
    INSERT INTO envelopes (position, body_id, sha256, mailbox_id, received_day, size, sealed_by, thread, state)
    VALUES (@position, @bodyId, @sha256, @mailboxId, @receivedDay, @size, @sealedBy, @thread, 'received')`);
  // One row comes back whether the mailbox is known or not, so that an answer costs the same.
  const mailbox = db.prepare<[{ id: string }], MailboxRow>(`
    SELECT total, waiting, answers.bytes AS answer,
      EXISTS (SELECT 1 FROM ending_mailboxes WHERE mailbox_id = @id) AS isEnding FROM (
      SELECT count(*) AS total, count(*) FILTER (WHERE state = 'received') AS waiting
      FROM envelopes WHERE mailbox_id = @id) LEFT JOIN answers ON answers.mailbox_id = @id`);
  const waiting = db.prepare<[], StoredEnvelope>(`${listed} WHERE state = 'received' ORDER BY position`);
  const from = db.prepare<[number], StoredEnvelope>(`${listed} WHERE position >= ? ORDER BY position`);
  const collect = db.prepare<[string]>(`
    UPDATE envelopes SET state = 'collected' WHERE position IN (SELECT value FROM json_each(?))`);
  const count = db.prepare<[], { waiting: number; collected: number }>(`
    SELECT count(*) FILTER (WHERE state = 'received') AS waiting,
      count(*) FILTER (WHERE state = 'collected') AS collected FROM envelopes`);

  const rowOf = (id: string): MailboxRow => mailbox.get({ id }) ?? { total: 0, waiting: 0, answer: null, isEnding: 0 };

  function mailboxOf(id: string): Mailbox {
    const { total, waiting, answer, isEnding } = rowOf(id);
    if (isEnding || (total === 0 && answer === null)) return { state: null, answer: null };
    // One that only its first answer has made belongs to a carried report, which was collected.
    if (waiting === 0) return { state: 'collected', answer };
    return { state: waiting === total && answer === null ? 'received' : 'added', answer };
  }

  function refusalOf({ sha256, mailboxId, thread }: Facts): Acceptance | null {
    // A carried copy of what is here adds nothing; but one that came first must not keep out what its owner sends.
    if (mailboxId === null) return find.get(sha256) ? 'already-here' : null;
    if (findIn.get(sha256, mailboxId)) return 'already-here';
    if (thread === 'update') return mailboxOf(mailboxId).state === null ? 'mailbox-unknown' : null;
    const { total, answer } = rowOf(mailboxId);
    return total > 0 || answer !== null ? 'mailbox-taken' : null;
  }

  function accept(facts: Facts, size: number, bodyOf: () => number, link: LinkChain): Acceptance {
    const refusal = refusalOf(facts);
    if (refusal) return refusal;
    const position = chain.append(facts.sha256, facts.receivedDay, link);
    insert.run({ ...facts, position, size, bodyId: bodyOf() });
    outbox.add(facts.thread);
    return 'stored';
  }

  const acceptWhole = db.transaction(({ bytes, ...facts }: NewEnvelope, link: LinkChain): Acceptance => {
    const bodyOf = () => {
      const id = bodies.make();
      for (let at = 0; at < bytes.length; at += maxRowBytes)
        bodies.append(id, at, bytes.subarray(at, at + maxRowBytes), at + maxRowBytes >= bytes.length);
      return id;
    };
    return accept(facts, bytes.length, bodyOf, link);
  });

  return {
    accept,
    isOpen: (mailboxId) => mailboxOf(mailboxId).state !== null,

    async acceptEnvelope(envelope, link) {
      return attempt(() => acceptWhole.immediate(envelope, link));
    },

    async mailbox(mailboxId) {
      return attempt(() => mailboxOf(mailboxId));
    },

    async newEnvelopes(fromPosition) {
      return attempt(() => (fromPosition === undefined ? waiting.all() : from.all(fromPosition)));
    },

    async *readEnvelope(sha256) {
      const found = await attempt(() => find.get(sha256));
      if (found) yield* bodies.read(found.bodyId, found.size);
    },

    async markCollected(positions) {
      await attempt(() => collect.run(JSON.stringify(positions)));
    },

    async counts() {
      return attempt(() => count.get() ?? { waiting: 0, collected: 0 });
    },
  };
}
