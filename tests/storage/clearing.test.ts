import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { sealedAnswerBytes } from '../../crypto/mailbox-shape.ts';
import { type Attempt, attemptWith } from '../../storage/attempt.ts';
import { maxRowBytes } from '../../storage/bodies.ts';
import { envelopesMigration } from '../../storage/migrations/0001-envelopes.ts';
import { uploadsMigration } from '../../storage/migrations/0002-uploads.ts';
import { answersMigration } from '../../storage/migrations/0003-answers.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import type { Store } from '../../storage/store.ts';
import { envelopeOf, link, sha256 } from './envelope.ts';
import { newFile } from './new-file.ts';

const day = '2026-03-08';
const attempt = attemptWith([1, 1, 1]);

/** In which of the database's files a text can be read. */
const traces = (file: string, text: string) =>
  ['', '-wal'].filter((end) => existsSync(file + end) && readFileSync(file + end).includes(text));

/** A collected mailbox with a canary in all that it has. */
async function fill(store: Store): Promise<void> {
  await store.acceptEnvelope(envelopeOf('canary in an envelope '.repeat(4_000), 'm'), link);
  await store.acceptEnvelope(envelopeOf('of somebody else', 'n'), link);
  await store.markCollected([1, 2]);
  const bytes = Buffer.alloc(sealedAnswerBytes, 'canary in an answer ');
  await store.publishAnswer({ mailboxId: sha256('m'), number: 1, sha256: sha256(bytes), bytes, publishedDay: day });
  const upload = { id: 'a'.repeat(32), mailboxId: sha256('m'), thread: 'update' as const, size: 100, begunDay: day };
  await store.beginUpload(upload);
  await store.appendToUpload(upload.id, 0, Buffer.from('canary in an upload'));
}

const canaries = ['canary in an envelope', 'canary in an answer', 'canary in an upload', sha256('m')];

test('leaves nothing of an erased mailbox in the files, while the server has them open', async () => {
  const file = newFile();
  const store = openSqliteStore(file, attempt);
  // As the server beside the command that erases.
  const server = openSqliteStore(file, attempt);
  await fill(server);
  for (const canary of canaries) expect(traces(file, canary)).toContain('-wal');
  expect(await store.eraseMailbox(sha256('m'))).toBe('erased');
  expect(await store.clearAway()).toBe(true);
  for (const canary of canaries) expect([canary, traces(file, canary)]).toEqual([canary, []]);
  expect(traces(file, sha256('n'))).toEqual(['']);
  expect((await server.mailbox(sha256('n'))).state).toBe('collected');
  await store.close();
  await server.close();
});

test('says that a long reader keeps it in the log, and clears it once that has ended', async () => {
  const file = newFile();
  const store = openSqliteStore(file, attempt);
  await fill(store);
  const reader = new Database(file, { readonly: true });
  reader.exec('BEGIN');
  expect(reader.prepare('SELECT count(*) FROM envelopes').pluck().get()).toBe(2);
  expect(await store.eraseMailbox(sha256('m'))).toBe('erased');
  expect(await store.clearAway()).toBe(false);
  expect(traces(file, 'canary in an envelope')).toContain('-wal');
  // Others write and read meanwhile.
  expect(await store.acceptEnvelope(envelopeOf('another', 'o'), link)).toBe('stored');
  expect(await store.clearAway()).toBe(false);
  reader.exec('COMMIT');
  expect(await store.clearAway()).toBe(true);
  for (const canary of canaries) expect([canary, traces(file, canary)]).toEqual([canary, []]);
  reader.close();
  await store.close();
});

test('leaves nothing of a closed notice, and closes it in spite of a reader', async () => {
  const file = newFile();
  const store = openSqliteStore(file, attempt);
  await store.acceptEnvelope(envelopeOf('report', 'm'), link);
  const [first, second] = ['1'.repeat(32), '2'.repeat(32)] as const;
  await store.openBatch(() => first);
  expect(traces(file, first)).toContain('-wal');
  await store.closeBatch(first);
  expect(traces(file, first)).toEqual([]);
  await store.acceptEnvelope(envelopeOf('another', 'n'), link);
  await store.openBatch(() => second);
  const reader = new Database(file, { readonly: true });
  reader.exec('BEGIN; SELECT count(*) FROM outbox;');
  await store.closeBatch(second);
  expect(traces(file, second)).not.toEqual([]);
  reader.close();
  // As each hour.
  expect(await store.clearAway()).toBe(true);
  expect(traces(file, second)).toEqual([]);
  await store.close();
});

/** Tells after each transaction how many bytes the rows have by then. */
function watched(file: string): { attempt: Attempt; sizes: number[] } {
  const sizes: number[] = [];
  let watcher: Database.Database | null = null;
  return {
    sizes,
    async attempt(work) {
      const result = await attempt(work);
      watcher ??= new Database(file, { readonly: true });
      sizes.push(watcher.prepare<[], number>('SELECT total(length(bytes)) FROM body_rows').pluck().get() ?? 0);
      return result;
    },
  };
}

test('overwrites a MiB at most in one transaction, however much is erased', async () => {
  const file = newFile();
  const { attempt: watching, sizes } = watched(file);
  const store = openSqliteStore(file, watching);
  await store.acceptEnvelope(envelopeOf(new Uint8Array(3 * maxRowBytes + 5), 'm'), link);
  await store.acceptEnvelope(envelopeOf(new Uint8Array(70_000), 'm', { thread: 'update' }), link);
  await store.markCollected([1, 2]);
  const [before] = sizes.splice(0).slice(-1);
  expect(before).toBe(3 * maxRowBytes + 70_005);
  expect(await store.eraseMailbox(sha256('m'))).toBe('erased');
  await store.clearAway();
  expect(sizes.at(-1)).toBe(0);
  const steps = sizes.map((size, at) => (at === 0 ? (before ?? 0) : (sizes[at - 1] ?? 0)) - size);
  expect(Math.max(...steps)).toBe(maxRowBytes);
  // What is marked is gone for everybody before the first byte is.
  expect(sizes[0]).toBe(before);
  await store.close();
});

test('goes on after the process has ended, with what was marked', async () => {
  const file = newFile();
  const store = openSqliteStore(file, attempt);
  await fill(store);
  await store.acceptEnvelope(
    envelopeOf(Buffer.alloc(3 * maxRowBytes, 'canary in rows '), 'm', { thread: 'update' }),
    link,
  );
  await store.markCollected([3]);
  await store.eraseMailbox(sha256('m'));
  await store.close();
  expect(traces(file, 'canary in rows')).toEqual(['']);
  const again = openSqliteStore(file, attempt);
  expect((await again.mailbox(sha256('m'))).state).toBeNull();
  expect(await again.clearAway()).toBe(true);
  for (const canary of [...canaries, 'canary in rows']) expect([canary, traces(file, canary)]).toEqual([canary, []]);
  await again.close();
});

test('clears what an earlier version has left behind as it clears its own', async () => {
  const file = newFile();
  await openSqliteStore(file, attempt).close();
  const old = `${file}.old`;
  const db = new Database(old);
  for (const migration of [envelopesMigration, uploadsMigration, answersMigration]) db.exec(migration);
  db.exec(
    `PRAGMA user_version = 3;
    INSERT INTO chain VALUES (1, '${sha256('x')}', '${day}', '${sha256('y')}');
    INSERT INTO bodies VALUES (1);
    INSERT INTO body_rows VALUES (1, 0, 'canary'), (1, 1, 'canary');
    INSERT INTO envelopes VALUES (1, 1, '${sha256('x')}', '${sha256('m')}', '${day}', 12, 'browser', 'first', 'collected');`.replaceAll(
      "'canary'",
      "CAST('canary' AS BLOB)",
    ),
  );
  db.close();
  const store = openSqliteStore(old, attempt);
  expect((await store.mailbox(sha256('m'))).state).toBe('collected');
  expect(await store.eraseMailbox(sha256('m'))).toBe('erased');
  expect(await store.clearAway()).toBe(true);
  expect(traces(old, 'canary')).toEqual([]);
  await store.close();
});
