import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { attemptWith } from '../../storage/attempt.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import type { PublishedAnswer, Store } from '../../storage/store.ts';
import { envelopeOf, link, sha256 } from './envelope.ts';
import { newFile } from './new-file.ts';

/** Another program with unsaved changes, as a database browser has them. */
function lockOf(file: string): Database.Database {
  const db = new Database(file);
  db.exec('BEGIN IMMEDIATE');
  return db;
}

const upload = {
  id: 'a'.repeat(32),
  mailboxId: sha256('m'),
  thread: 'update' as const,
  size: 4,
  begunDay: '2026-03-08',
};
const answer: PublishedAnswer = {
  mailboxId: sha256('m'),
  number: 1,
  sha256: sha256('answer'),
  bytes: new Uint8Array(34_427),
  publishedDay: '2026-03-08',
};

const writes: [string, (store: Store) => Promise<unknown>][] = [
  ['an envelope', (store) => store.acceptEnvelope(envelopeOf('two', 'n'), link)],
  ['the begin of an upload', (store) => store.beginUpload({ ...upload, id: 'b'.repeat(32) })],
  ['a piece of an upload', (store) => store.appendToUpload(upload.id, 0, new Uint8Array(2))],
  ['the end of an upload', (store) => store.dropUpload(upload.id)],
  ['uploads whose time is over', (store) => store.dropUploads('2026-03-09')],
  ['a mark', (store) => store.markCollected([1])],
  ['a notice', (store) => store.openBatch(() => 'c'.repeat(32))],
  ['a closed notice', (store) => store.closeBatch('c'.repeat(32))],
  ['an answer', (store) => store.publishAnswer(answer)],
  ['an erasure', (store) => store.eraseMailbox(sha256('m'))],
];

test.each(writes)('says storage-busy of %s while another program keeps the lock', async (_what, write) => {
  const file = newFile();
  const store = openSqliteStore(file, attemptWith([1, 1]));
  await store.acceptEnvelope(envelopeOf('one', 'm'), link);
  await store.beginUpload(upload);
  const lock = lockOf(file);
  await expect(write(store)).rejects.toMatchObject({ name: 'StorageError', code: 'storage-busy' });
  lock.exec('ROLLBACK');
  await write(store);
  lock.close();
  await store.close();
});

test('waits for a lock outside the thread, in which everything else goes on', async () => {
  const file = newFile();
  const store = openSqliteStore(file);
  const lock = lockOf(file);
  let isDone = false;
  const accepting = store.acceptEnvelope(envelopeOf('one', 'm'), link).finally(() => {
    isDone = true;
  });
  // Looks need no lock, and whoever has it goes on in the meantime.
  expect((await store.mailbox(sha256('m'))).state).toBeNull();
  expect(await store.counts()).toEqual({ waiting: 0, collected: 0 });
  await new Promise(setImmediate);
  expect(isDone).toBe(false);
  lock.exec('COMMIT');
  expect(await accepting).toBe('stored');
  lock.close();
  await store.close();
});

test('lets the error of a caller through at once', async () => {
  let tries = 0;
  const failure = new Error('no');
  const work = () => {
    tries += 1;
    throw failure;
  };
  await expect(attemptWith([1, 1])(work)).rejects.toBe(failure);
  expect(tries).toBe(1);
});
