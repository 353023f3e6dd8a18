import type Database from 'better-sqlite3';
import type { Attempt } from './attempt.ts';
import { type Bodies, maxRowBytes } from './bodies.ts';
import type { Envelopes } from './envelopes.ts';
import type {
  Acceptance,
  LinkChain,
  MailboxId,
  SealedBy,
  Store,
  Upload,
  UploadState,
  UploadsUnderWay,
} from './store.ts';

export type Uploads = Pick<
  Store,
  | 'beginUpload'
  | 'upload'
  | 'appendToUpload'
  | 'readUpload'
  | 'finishUpload'
  | 'dropUpload'
  | 'dropOldestUpload'
  | 'dropBarelyBegun'
  | 'dropUploads'
  | 'uploadsUnderWay'
>;

interface Row extends Upload {
  readonly received: number;
  readonly bodyId: number | null;
}

/** Prepares envelopes that arrive in pieces; for `sqlite.ts`. */
export function openUploads(
  db: Database.Database,
  attempt: Attempt,
  bodies: Bodies,
  accept: Envelopes['accept'],
): Uploads {
  const find = db.prepare<[string], Row>(`SELECT id, mailbox_id AS mailboxId, thread, size, received,
    begun_day AS begunDay, body_id AS bodyId FROM uploads WHERE id = ?`);
  const insert = db.prepare<[Upload & { bodyId: number }]>(`
    INSERT INTO uploads (id, mailbox_id, thread, size, received, begun_day, body_id)
    VALUES (@id, @mailboxId, @thread, @size, 0, @begunDay, @bodyId)`);
  const advance = db.prepare<[number, string]>('UPDATE uploads SET received = ? WHERE id = ?');
  const release = db.prepare<[string]>('UPDATE uploads SET body_id = NULL WHERE id = ?');
  const remove = db.prepare<[string]>('DELETE FROM uploads WHERE id = ?');
  // A new body has a higher number than all that are there.
  const removeOldest = db.prepare<[string]>(`DELETE FROM uploads WHERE id = (
    SELECT id FROM uploads WHERE mailbox_id = ? AND body_id IS NOT NULL ORDER BY body_id LIMIT 1)`);
  const removeBarelyBegun = db.prepare<[number, number]>(`DELETE FROM uploads WHERE id = (
    SELECT id FROM uploads WHERE body_id IS NOT NULL AND (mailbox_id IS NULL) = ? AND received < ?
    ORDER BY received > 0, body_id LIMIT 1)`);
  const dropBody = db.prepare<[number]>('DELETE FROM bodies WHERE id = ?');
  const older = db.prepare<[string], string>('SELECT id FROM uploads WHERE begun_day < ?').pluck();
  const underWay = db.prepare<[MailboxId], UploadsUnderWay>(`
    SELECT coalesce(sum(size - received), 0) AS missingBytes, count(mailbox_id) AS sent,
      count(*) - count(mailbox_id) AS carried, count(*) FILTER (WHERE mailbox_id = ?) AS inMailbox
    FROM uploads WHERE body_id IS NOT NULL`);

  const begin = db.transaction((upload: Upload) => {
    insert.run({ ...upload, bodyId: bodies.make() });
  });

  const append = db.transaction((id: string, from: number, bytes: Uint8Array): number | null => {
    const found = find.get(id);
    if (!found || found.bodyId === null || found.received !== from || from + bytes.length > found.size) return null;
    if (bytes.length > 0) {
      bodies.append(found.bodyId, from, bytes, from + bytes.length === found.size);
      advance.run(from + bytes.length, id);
    }
    return from + bytes.length;
  });

  const finish = db.transaction(
    (id: string, sha256: string, receivedDay: string, link: LinkChain, sealedBy: SealedBy): Acceptance => {
      const found = find.get(id);
      if (!found || found.received !== found.size) throw new RangeError('An upload is finished once it is whole.');
      const { mailboxId, thread, size, bodyId } = found;
      if (bodyId === null) return 'already-here';
      const facts = { sha256, mailboxId, thread, receivedDay, sealedBy };
      const acceptance = accept(facts, size, () => bodyId, link);
      if (acceptance === 'stored' || acceptance === 'already-here') {
        release.run(id);
        if (acceptance === 'already-here') dropBody.run(bodyId);
      } else remove.run(id);
      return acceptance;
    },
  );

  return {
    async beginUpload(upload) {
      await attempt(() => begin.immediate(upload));
    },

    async upload(id) {
      const found = await attempt(() => find.get(id));
      if (!found) return null;
      const { bodyId, ...state } = found;
      return { ...state, isFinished: bodyId === null } satisfies UploadState;
    },

    async appendToUpload(id, from, bytes) {
      if (bytes.length > maxRowBytes) throw new RangeError('An upload grows by at most 1 MiB at a time.');
      return attempt(() => append.immediate(id, from, bytes));
    },

    async *readUpload(id) {
      const found = await attempt(() => find.get(id));
      if (found && found.bodyId !== null) yield* bodies.read(found.bodyId, found.received);
    },

    async finishUpload(id, sha256, receivedDay, link, sealedBy = 'browser') {
      return attempt(() => finish.immediate(id, sha256, receivedDay, link, sealedBy));
    },

    async dropUpload(id) {
      await attempt(() => remove.run(id));
    },

    async dropOldestUpload(mailboxId) {
      await attempt(() => removeOldest.run(mailboxId));
    },

    async dropBarelyBegun(isCarried, fewerThan) {
      return attempt(() => removeBarelyBegun.run(Number(isCarried), fewerThan).changes > 0);
    },

    async dropUploads(beforeDay) {
      const ids = await attempt(() => older.all(beforeDay));
      // One at a time: deleted bytes are overwritten, which takes long, and others wait meanwhile.
      for (const id of ids) {
        await attempt(() => remove.run(id));
        await new Promise(setImmediate);
      }
      return ids.length;
    },

    async uploadsUnderWay(mailboxId) {
      return attempt(() => underWay.get(mailboxId) ?? { missingBytes: 0, sent: 0, carried: 0, inMailbox: 0 });
    },
  };
}
