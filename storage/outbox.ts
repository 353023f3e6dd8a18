import type Database from 'better-sqlite3';
import type { Attempt } from './attempt.ts';
import type { Clearing } from './clearing.ts';
import type { MailBatch, Store, Thread } from './store.ts';

export interface Outbox extends Pick<Store, 'openBatch' | 'closeBatch'> {
  /** Notes that something arrived; only inside the caller's transaction. */
  add(thread: Thread): void;
}

/** Prepares what the team has not been told yet; for `sqlite.ts`. */
export function openOutbox(db: Database.Database, attempt: Attempt, clearing: Pick<Clearing, 'cutLog'>): Outbox {
  const insert = db.prepare<[Thread]>('INSERT INTO outbox (thread) VALUES (?)');
  const pending = db.prepare<[], MailBatch>('SELECT id, threads, updates, carried, waiting FROM mail_batches LIMIT 1');
  const tally = db.prepare<[], Omit<MailBatch, 'id'>>(`
    SELECT count(*) FILTER (WHERE thread = 'first') AS threads,
      count(*) FILTER (WHERE thread = 'update') AS updates,
      count(*) FILTER (WHERE thread = 'carried') AS carried,
      (SELECT count(*) FROM envelopes WHERE state = 'received') AS waiting
    FROM outbox WHERE batch_id IS NULL`);
  const make = db.prepare<[MailBatch]>(
    `INSERT INTO mail_batches (id, threads, updates, carried, waiting)
    VALUES (@id, @threads, @updates, @carried, @waiting)`,
  );
  const take = db.prepare<[string]>('UPDATE outbox SET batch_id = ? WHERE batch_id IS NULL');
  // Its outbox rows go with it, by the foreign key.
  const remove = db.prepare<[string]>('DELETE FROM mail_batches WHERE id = ?');

  const open = db.transaction((newId: () => string): MailBatch | null => {
    const unsent = pending.get();
    if (unsent) return unsent;
    const counts = tally.get();
    if (!counts || counts.threads + counts.updates + counts.carried === 0) return null;
    const batch = { id: newId(), ...counts };
    make.run(batch);
    take.run(batch.id);
    return batch;
  });

  return {
    add(thread) {
      insert.run(thread);
    },

    async openBatch(newId) {
      return attempt(() => open.immediate(newId));
    },

    async closeBatch(id) {
      await attempt(() => remove.run(id));
      await clearing.cutLog();
    },
  };
}
