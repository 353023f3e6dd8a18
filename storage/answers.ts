import type Database from 'better-sqlite3';
import type { Attempt } from './attempt.ts';
import type { Clearing } from './clearing.ts';
import type { Erasure, Publication, PublishedAnswer, Store } from './store.ts';

export type Answers = Pick<Store, 'publishAnswer' | 'eraseMailbox' | 'dropExpired'>;

/** Prepares answers and the end of mailboxes; for `sqlite.ts`. */
export function openAnswers(db: Database.Database, attempt: Attempt, clearing: Pick<Clearing, 'begin'>): Answers {
  const find = db.prepare<[string], { number: number; sha256: string }>(
    'SELECT number, sha256 FROM answers WHERE mailbox_id = ?',
  );
  const put = db.prepare<[PublishedAnswer]>(`
    INSERT INTO answers (mailbox_id, number, sha256, bytes, published_day)
    VALUES (@mailboxId, @number, @sha256, @bytes, @publishedDay)
    ON CONFLICT (mailbox_id) DO UPDATE SET number = excluded.number, sha256 = excluded.sha256,
      bytes = excluded.bytes, published_day = excluded.published_day`);
  const removeAnswer = db.prepare<[string]>('DELETE FROM answers WHERE mailbox_id = ?');
  const removeEnvelopes = db.prepare<[string]>('DELETE FROM envelopes WHERE mailbox_id = ?');
  const removeUploads = db.prepare<[string]>('DELETE FROM uploads WHERE mailbox_id = ?');
  const isEnding = db.prepare<[string], number>('SELECT 1 FROM ending_mailboxes WHERE mailbox_id = ?').pluck();
  const beginToEnd = db.prepare<[string]>('INSERT OR IGNORE INTO ending_mailboxes (mailbox_id) VALUES (?)');
  const hasEnded = db.prepare<[string]>('DELETE FROM ending_mailboxes WHERE mailbox_id = ?');
  const waiting = db
    .prepare<[string], number>("SELECT 1 FROM envelopes WHERE mailbox_id = ? AND state = 'received' LIMIT 1")
    .pluck();
  // A newer envelope of the submitter keeps the mailbox, and so does one that waits to be collected. An upload that was
  // only begun does not.
  const expired = `published_day < @day AND NOT EXISTS (SELECT 1 FROM envelopes
    WHERE envelopes.mailbox_id = answers.mailbox_id AND (state = 'received' OR received_day >= @day))`;
  const everyExpired = db.prepare<[{ day: string }], string>(`SELECT mailbox_id FROM answers WHERE ${expired}`).pluck();
  const isExpired = db
    .prepare<[{ id: string; day: string }], number>(`SELECT 1 FROM answers WHERE mailbox_id = @id AND ${expired}`)
    .pluck();

  const publish = db.transaction((answer: PublishedAnswer): Publication => {
    if (isEnding.get(answer.mailboxId)) return 'ending';
    const found = find.get(answer.mailboxId);
    if (found?.number === answer.number) return found.sha256 === answer.sha256 ? 'already-here' : 'number-taken';
    if (found && found.number > answer.number) return 'older';
    put.run(answer);
    return 'published';
  });

  /** Short, however much it is: bytes are only marked. */
  function remove(mailboxId: string): boolean {
    hasEnded.run(mailboxId);
    const removed = [removeUploads, removeEnvelopes, removeAnswer].map((each) => each.run(mailboxId).changes);
    return removed.some((count) => count > 0);
  }

  const erase = db.transaction((mailboxId: string): Erasure => {
    if (!waiting.get(mailboxId)) return remove(mailboxId) ? 'erased' : 'not-here';
    removeUploads.run(mailboxId);
    beginToEnd.run(mailboxId);
    return 'not-collected';
  });

  // Asked again here: since the list was made a reply or an envelope may have come.
  const expire = db.transaction(
    (id: string, day: string): boolean => Boolean(isExpired.get({ id, day })) && remove(id),
  );

  return {
    async publishAnswer(answer) {
      return attempt(() => publish.immediate(answer));
    },

    async eraseMailbox(mailboxId) {
      const erasure = await attempt(() => erase.immediate(mailboxId));
      clearing.begin();
      return erasure;
    },

    async dropExpired(beforeDay) {
      let count = 0;
      for (const id of await attempt(() => everyExpired.all({ day: beforeDay }))) {
        if (await attempt(() => expire.immediate(id, beforeDay))) count += 1;
        await new Promise(setImmediate);
      }
      clearing.begin();
      return count;
    },
  };
}
