import type Database from 'better-sqlite3';
import type { Attempt } from './attempt.ts';
import type { Erasure, Publication, PublishedAnswer, Store } from './store.ts';

export type Answers = Pick<Store, 'publishAnswer' | 'eraseMailbox' | 'dropExpired'>;

/** Prepares answers and the end of mailboxes; for `sqlite.ts`. */
export function openAnswers(db: Database.Database, attempt: Attempt): Answers {
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
  const waiting = db
    .prepare<[{ id: string }], number>(`
    SELECT (SELECT count(*) FROM envelopes WHERE mailbox_id = @id AND state = 'received')
      + (SELECT count(*) FROM uploads WHERE mailbox_id = @id AND body_id IS NOT NULL)`)
    .pluck();
  // Whoever has written again is not forgotten by the day of an older answer, nor is what nobody has collected yet.
  const expired = db
    .prepare<[{ day: string }], string>(`
    SELECT mailbox_id FROM answers WHERE published_day < @day AND NOT EXISTS (
      SELECT 1 FROM envelopes WHERE envelopes.mailbox_id = answers.mailbox_id
        AND (state = 'received' OR received_day >= @day))`)
    .pluck();

  const publish = db.transaction((answer: PublishedAnswer): Publication => {
    const found = find.get(answer.mailboxId);
    if (found?.number === answer.number) return found.sha256 === answer.sha256 ? 'already-here' : 'number-taken';
    if (found && found.number > answer.number) return 'older';
    put.run(answer);
    return 'published';
  });

  const erase = db.transaction((mailboxId: string): Erasure => {
    // What is on its way counts too.
    if ((waiting.get({ id: mailboxId }) ?? 0) > 0) return 'not-collected';
    const removed = [removeUploads, removeEnvelopes, removeAnswer].map((each) => each.run(mailboxId).changes);
    return removed.some((count) => count > 0) ? 'erased' : 'not-here';
  });

  return {
    async publishAnswer(answer) {
      return attempt(() => publish.immediate(answer));
    },

    async eraseMailbox(mailboxId) {
      return attempt(() => erase.immediate(mailboxId));
    },

    async dropExpired(beforeDay) {
      const ids = await attempt(() => expired.all({ day: beforeDay }));
      // One at a time: deleted bytes are overwritten, which takes long, and others wait meanwhile.
      for (const id of ids) {
        await attempt(() => erase.immediate(id));
        await new Promise(setImmediate);
      }
      return ids.length;
    },
  };
}
