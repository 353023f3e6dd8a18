import type Database from 'better-sqlite3';
import type { Attempt } from './attempt.ts';
import { type Bodies, maxRowBytes } from './bodies.ts';
import type { Clearing } from './clearing.ts';
import type { Envelopes } from './envelopes.ts';
import { givingWay, type Leaving } from './giving-way.ts';
import type {
  Acceptance,
  Beginning,
  LinkChain,
  MailboxId,
  Places,
  SealedBy,
  Store,
  Thread,
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
  clearing: Pick<Clearing, 'begin'>,
  bodies: Bodies,
  { accept, isOpen }: Pick<Envelopes, 'accept' | 'isOpen'>,
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
  const ofMailbox = db.prepare<[MailboxId], Leaving>(`
    SELECT id, mailbox_id AS mailboxId, size - received AS missing FROM uploads
    WHERE mailbox_id = ? AND thread <> 'first' AND body_id IS NOT NULL AND received < size ORDER BY body_id`);
  // A first report in pieces is being written by this server itself, and never gives way.
  const barelyBegun = db.prepare<[Thread, number], Leaving>(`
    SELECT id, mailbox_id AS mailboxId, size - received AS missing FROM uploads
    WHERE thread = ? AND thread <> 'first' AND body_id IS NOT NULL AND received < min(size, ?)
    ORDER BY received > 0, body_id`);
  const leaveBody = db.prepare<[number]>('UPDATE bodies SET is_deleted = 1 WHERE id = ?');
  const removeOlder = db.prepare<[string]>('DELETE FROM uploads WHERE begun_day < ?');
  const underWay = db.prepare<[MailboxId], UploadsUnderWay>(`
    SELECT coalesce(sum(size - received), 0) AS missingBytes, count(mailbox_id) AS sent,
      count(*) - count(mailbox_id) AS carried, count(*) FILTER (WHERE mailbox_id = ?) AS inMailbox
    FROM uploads WHERE body_id IS NOT NULL`);

  const countUnderWay = (mailboxId: MailboxId): UploadsUnderWay =>
    underWay.get(mailboxId) ?? { missingBytes: 0, sent: 0, carried: 0, inMailbox: 0 };

  const begin = db.transaction((upload: Upload, places: Places | undefined): Beginning => {
    const { mailboxId, thread } = upload;
    if (thread === 'update' && mailboxId !== null && !isOpen(mailboxId)) return 'mailbox-unknown';
    if (places) {
      const candidates = {
        ofMailbox: ofMailbox.all(mailboxId),
        barelyBegun: barelyBegun.all(thread, places.barelyBytes),
      };
      const leaving = givingWay(mailboxId, countUnderWay(mailboxId), candidates, places);
      if (leaving === null) return 'no-place';
      for (const { id } of leaving) remove.run(id);
    }
    insert.run({ ...upload, bodyId: bodies.make() });
    return 'begun';
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
        if (acceptance === 'already-here') leaveBody.run(bodyId);
      } else remove.run(id);
      return acceptance;
    },
  );

  return {
    async beginUpload(upload, places) {
      const beginning = await attempt(() => begin.immediate(upload, places));
      if (places) clearing.begin();
      return beginning;
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
      const acceptance = await attempt(() => finish.immediate(id, sha256, receivedDay, link, sealedBy));
      if (acceptance !== 'stored') clearing.begin();
      return acceptance;
    },

    async dropUpload(id) {
      await attempt(() => remove.run(id));
      clearing.begin();
    },

    async dropUploads(beforeDay) {
      const { changes } = await attempt(() => removeOlder.run(beforeDay));
      clearing.begin();
      return changes;
    },

    async uploadsUnderWay(mailboxId) {
      return attempt(() => countUnderWay(mailboxId));
    },
  };
}
