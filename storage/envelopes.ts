import type Database from 'better-sqlite3';
import type { Chain } from './chain.ts';
import type { Outbox } from './outbox.ts';
import { attempt, StorageError } from './storage-error.ts';
import type { Acceptance, LinkChain, NewEnvelope, Store, StoredEnvelope } from './store.ts';

/** Bytes in a row but the last: memory stays small whatever the envelope's size. The table refuses more. */
export const maxRowBytes = 1_048_576;

export type Envelopes = Pick<
  Store,
  'acceptEnvelope' | 'mailboxState' | 'newEnvelopes' | 'readEnvelope' | 'markCollected' | 'counts'
>;

const listed = `SELECT position, sha256, mailbox_id AS mailboxId, received_day AS receivedDay, size,
  sealed_by AS sealedBy, thread FROM envelopes`;

/** Prepares envelopes and their bytes; for `sqlite.ts`. */
export function openEnvelopes(db: Database.Database, chain: Chain, outbox: Outbox): Envelopes {
  const find = db.prepare<[string], { id: number; size: number }>('SELECT id, size FROM envelopes WHERE sha256 = ?');
  const findIn = db.prepare<[string, string], { id: number }>(
    'SELECT id FROM envelopes WHERE sha256 = ? AND mailbox_id = ?',
  );
  const insert = db.prepare<[StoredEnvelope]>(`
    INSERT INTO envelopes (position, sha256, mailbox_id, received_day, size, sealed_by, thread, state)
    VALUES (@position, @sha256, @mailboxId, @receivedDay, @size, @sealedBy, @thread, 'received')`);
  const fill = db.prepare<[number | bigint, number, Uint8Array]>(
    'INSERT INTO envelope_rows (envelope_id, position, bytes) VALUES (?, ?, ?)',
  );
  const row = db
    .prepare<[number, number], Buffer>('SELECT bytes FROM envelope_rows WHERE envelope_id = ? AND position = ?')
    .pluck();
  // One row comes back whether the mailbox is known or not, so that an answer costs the same.
  const mailbox = db.prepare<[string], { total: number; waiting: number }>(`
    SELECT count(*) AS total, count(*) FILTER (WHERE state = 'received') AS waiting
    FROM envelopes WHERE mailbox_id = ?`);
  const waiting = db.prepare<[], StoredEnvelope>(`${listed} WHERE state = 'received' ORDER BY position`);
  const from = db.prepare<[number], StoredEnvelope>(`${listed} WHERE position >= ? ORDER BY position`);
  const collect = db.prepare<[string]>(`
    UPDATE envelopes SET state = 'collected' WHERE position IN (SELECT value FROM json_each(?))`);
  const count = db.prepare<[], { waiting: number; collected: number }>(`
    SELECT count(*) FILTER (WHERE state = 'received') AS waiting,
      count(*) FILTER (WHERE state = 'collected') AS collected FROM envelopes`);

  const stateOf = (mailboxId: string) => {
    const found = mailbox.get(mailboxId);
    if (!found || found.total === 0) return null;
    return found.waiting === 0 ? 'collected' : 'received';
  };

  const accept = db.transaction((envelope: NewEnvelope, link: LinkChain): Acceptance => {
    const { bytes, ...facts } = envelope;
    if (findIn.get(facts.sha256, facts.mailboxId)) return 'already-here';
    const isKnown = stateOf(facts.mailboxId) !== null;
    if (facts.thread === 'first' && isKnown) return 'mailbox-taken';
    if (facts.thread === 'update' && !isKnown) return 'mailbox-unknown';
    const position = chain.append(facts.sha256, facts.receivedDay, link);
    const id = insert.run({ ...facts, position, size: bytes.length }).lastInsertRowid;
    for (let at = 0; at * maxRowBytes < bytes.length; at += 1) {
      fill.run(id, at, bytes.subarray(at * maxRowBytes, (at + 1) * maxRowBytes));
    }
    outbox.add(facts.thread);
    return 'stored';
  });

  return {
    async acceptEnvelope(envelope, link) {
      return attempt(() => accept.immediate(envelope, link));
    },

    async mailboxState(mailboxId) {
      return attempt(() => stateOf(mailboxId));
    },

    async newEnvelopes(fromPosition) {
      return attempt(() => (fromPosition === undefined ? waiting.all() : from.all(fromPosition)));
    },

    async *readEnvelope(sha256) {
      const found = attempt(() => find.get(sha256));
      if (!found) return;
      let size = 0;
      // One statement a row: an open cursor would block every write while a slow reader thinks.
      for (let at = 0; size < found.size; at += 1) {
        const bytes = attempt(() => row.get(found.id, at));
        if (!bytes) break;
        size += bytes.length;
        yield bytes;
      }
      if (size !== found.size) throw new StorageError('storage-broken');
    },

    async markCollected(positions) {
      attempt(() => collect.run(JSON.stringify(positions)));
    },

    async counts() {
      return attempt(() => count.get() ?? { waiting: 0, collected: 0 });
    },
  };
}
