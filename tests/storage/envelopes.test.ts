import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { serverAttempt } from '../../storage/attempt.ts';
import { maxRowBytes, openBodies } from '../../storage/bodies.ts';
import { openChain } from '../../storage/chain.ts';
import { openClearing } from '../../storage/clearing.ts';
import { openDatabase } from '../../storage/database.ts';
import { openEnvelopes } from '../../storage/envelopes.ts';
import { openOutbox } from '../../storage/outbox.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import { collectBytes, envelopeOf, link, sha256 } from './envelope.ts';
import { newFile } from './new-file.ts';

const newId = () => 'a'.repeat(32);

test('gives back the bytes it took, one row of at most 1 MiB at a time', async () => {
  const store = openSqliteStore(newFile());
  const sizes = [1, maxRowBytes, maxRowBytes + 1, 2 * maxRowBytes + 70_000];
  for (const size of sizes) {
    const envelope = envelopeOf(randomBytes(size), `mailbox ${size}`);
    expect(await store.acceptEnvelope(envelope, link)).toBe('stored');
    const chunks = await collectBytes(store.readEnvelope(envelope.sha256));
    expect(chunks).toHaveLength(Math.ceil(size / maxRowBytes));
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(maxRowBytes);
    expect(sha256(...chunks)).toBe(envelope.sha256);
  }
  await store.close();
});

test('takes a view of a larger buffer for what it shows', async () => {
  const store = openSqliteStore(newFile());
  const view = new Uint8Array([9, 9, 1, 2, 3, 9]).subarray(2, 5);
  await store.acceptEnvelope(envelopeOf(view, 'm'), link);
  const [bytes] = await collectBytes(store.readEnvelope(sha256(view)));
  expect([...(bytes ?? [])]).toEqual([1, 2, 3]);
  await store.close();
});

test('accepts while an envelope is being read', async () => {
  const store = openSqliteStore(newFile());
  const large = envelopeOf(randomBytes(2 * maxRowBytes), 'm');
  await store.acceptEnvelope(large, link);
  const reading = store.readEnvelope(large.sha256)[Symbol.asyncIterator]();
  await reading.next();
  expect(await store.acceptEnvelope(envelopeOf('small', 'n'), link)).toBe('stored');
  expect((await reading.next()).done).toBe(false);
  expect((await reading.next()).done).toBe(true);
  await store.close();
});

test('gives no bytes for an unknown hash', async () => {
  const store = openSqliteStore(newFile());
  expect(await collectBytes(store.readEnvelope(sha256('never came')))).toEqual([]);
  await store.close();
});

test('says storage-broken when a row of an envelope is missing', async () => {
  const file = newFile();
  const store = openSqliteStore(file);
  const envelope = envelopeOf(randomBytes(maxRowBytes + 1), 'm');
  await store.acceptEnvelope(envelope, link);
  const db = openDatabase(file);
  expect(db.prepare('DELETE FROM body_rows WHERE position = 1').run().changes).toBe(1);
  db.close();
  await expect(collectBytes(store.readEnvelope(envelope.sha256))).rejects.toMatchObject({ code: 'storage-broken' });
  await store.close();
});

test('keeps the same envelope once: one row, one chain entry, one notice', async () => {
  const store = openSqliteStore(newFile());
  const envelope = envelopeOf('sealed', 'm');
  expect(await store.acceptEnvelope(envelope, link)).toBe('stored');
  expect(await store.acceptEnvelope(envelope, link)).toBe('already-here');
  expect(await store.acceptEnvelope({ ...envelope, thread: 'update' }, link)).toBe('already-here');
  expect(await store.newEnvelopes()).toHaveLength(1);
  expect((await store.chainSegment(1)).entries).toHaveLength(1);
  expect(await store.openBatch(newId)).toMatchObject({ threads: 1, updates: 0, waiting: 1 });
  await store.close();
});

test('refuses a second first report for a mailbox, and an update for none', async () => {
  const store = openSqliteStore(newFile());
  expect(await store.acceptEnvelope(envelopeOf('one', 'm'), link)).toBe('stored');
  expect(await store.acceptEnvelope(envelopeOf('two', 'm'), link)).toBe('mailbox-taken');
  expect(await store.acceptEnvelope(envelopeOf('two', 'm', { thread: 'update' }), link)).toBe('stored');
  expect(await store.acceptEnvelope(envelopeOf('three', 'n', { thread: 'update' }), link)).toBe('mailbox-unknown');
  expect(await store.counts()).toEqual({ waiting: 2, collected: 0 });
  expect((await store.chainSegment(1)).end.length).toBe(2);
  await store.close();
});

test('keeps a carried envelope once, and nothing of it where a mailbox has it already', async () => {
  const store = openSqliteStore(newFile());
  const carried = (text: string) => envelopeOf(text, '', { mailboxId: null, thread: 'carried' });
  expect(await store.acceptEnvelope(carried('one'), link)).toBe('stored');
  expect(await store.acceptEnvelope(carried('one'), link)).toBe('already-here');
  // Its owner comes later all the same.
  expect(await store.acceptEnvelope(envelopeOf('one', 'm'), link)).toBe('stored');
  expect(await store.acceptEnvelope(envelopeOf('one', 'm'), link)).toBe('already-here');
  expect(await store.acceptEnvelope(envelopeOf('two', 'n'), link)).toBe('stored');
  expect(await store.acceptEnvelope(carried('two'), link)).toBe('already-here');
  expect((await store.newEnvelopes()).map(({ thread, mailboxId }) => [thread, mailboxId])).toEqual([
    ['carried', null],
    ['first', sha256('m')],
    ['first', sha256('n')],
  ]);
  expect(Buffer.concat(await collectBytes(store.readEnvelope(sha256('one')))).toString()).toBe('one');
  await store.markCollected([1]);
  expect((await store.mailbox(sha256('m'))).state).toBe('received');
  expect(await store.openBatch(newId)).toMatchObject({ threads: 2, updates: 0, carried: 1, waiting: 2 });
  await store.close();
});

test('leaves nothing when linking the chain fails, and lets that error through', async () => {
  const file = newFile();
  const store = openSqliteStore(file);
  const failure = new Error('no link');
  const failing = () => {
    throw failure;
  };
  await expect(store.acceptEnvelope(envelopeOf('sealed', 'm'), failing)).rejects.toBe(failure);
  await expect(store.acceptEnvelope(envelopeOf('sealed', 'm'), () => 'not hex')).rejects.toMatchObject({
    code: 'storage-broken',
  });
  expect(await store.counts()).toEqual({ waiting: 0, collected: 0 });
  expect((await store.mailbox(sha256('m'))).state).toBeNull();
  expect((await store.chainSegment(1)).end.length).toBe(0);
  expect(await store.openBatch(newId)).toBeNull();
  expect(await store.acceptEnvelope(envelopeOf('sealed', 'm'), link)).toBe('stored');
  await store.close();
});

test('says storage-full on a full disk, keeps nothing of that envelope and all of the one before', async () => {
  const db = openDatabase(newFile());
  const chain = openChain(db, serverAttempt);
  const outbox = openOutbox(db, serverAttempt, openClearing(db, serverAttempt));
  const store = openEnvelopes(db, serverAttempt, chain, outbox, openBodies(db, serverAttempt));
  await store.acceptEnvelope(envelopeOf('small', 'm'), link);
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 20}`);
  const large = envelopeOf(randomBytes(maxRowBytes), 'n');
  await expect(store.acceptEnvelope(large, link)).rejects.toMatchObject({ name: 'StorageError', code: 'storage-full' });
  expect(await store.counts()).toEqual({ waiting: 1, collected: 0 });
  expect((await chain.chainSegment(1)).end.length).toBe(1);
  expect(await store.acceptEnvelope(envelopeOf('small too', 'n'), link)).toBe('stored');
  db.close();
});

test.each([
  ['a short hash', { sha256: 'ab' }],
  ['an upper-case hash', { sha256: sha256('x').toUpperCase() }],
  ['a mailbox id that is not hex', { mailboxId: 'z'.repeat(64) }],
  ['a time in place of a day', { receivedDay: '2026-03-08T10:00:00Z' }],
  ['a day that does not exist', { receivedDay: '2026-02-30' }],
  ['the word now', { receivedDay: 'now' }],
  ['an unknown sealer', { sealedBy: 'proxy' as 'server' }],
  ['no bytes', { bytes: new Uint8Array() }],
  ['a carried one with a mailbox', { thread: 'carried' as const }],
  ['a first report without a mailbox', { mailboxId: null }],
])('refuses %s and keeps nothing', async (_what, changes) => {
  const store = openSqliteStore(newFile());
  await expect(store.acceptEnvelope(envelopeOf('sealed', 'm', changes), link)).rejects.toMatchObject({
    code: 'storage-broken',
  });
  expect(await store.counts()).toEqual({ waiting: 0, collected: 0 });
  expect((await store.chainSegment(1)).end.length).toBe(0);
  await store.close();
});

test('calls a mailbox received until something was collected, and says what was added later', async () => {
  const store = openSqliteStore(newFile());
  await store.acceptEnvelope(envelopeOf('one', 'm'), link);
  await store.acceptEnvelope(envelopeOf('other', 'n'), link);
  expect((await store.mailbox(sha256('m'))).state).toBe('received');
  await store.markCollected([1]);
  expect((await store.mailbox(sha256('m'))).state).toBe('collected');
  await store.acceptEnvelope(envelopeOf('two', 'm', { thread: 'update' }), link);
  expect((await store.mailbox(sha256('m'))).state).toBe('added');
  await store.markCollected([1, 3]);
  expect((await store.mailbox(sha256('m'))).state).toBe('collected');
  expect((await store.mailbox(sha256('n'))).state).toBe('received');
  expect((await store.mailbox(sha256('never came'))).state).toBeNull();
  await store.close();
});

test('lists what is not collected in chain order, and all of it again from a position', async () => {
  const store = openSqliteStore(newFile());
  for (const name of ['a', 'b', 'c']) await store.acceptEnvelope(envelopeOf(`sealed ${name}`, name), link);
  await store.acceptEnvelope(envelopeOf('later', 'b', { thread: 'update', sealedBy: 'server' }), link);
  const positions = async (from?: number) => (await store.newEnvelopes(from)).map(({ position }) => position);
  expect(await positions()).toEqual([1, 2, 3, 4]);
  await store.markCollected([3, 1, 99]);
  expect(await positions()).toEqual([2, 4]);
  expect(await positions(1)).toEqual([1, 2, 3, 4]);
  expect(await positions(3)).toEqual([3, 4]);
  expect(await positions(5)).toEqual([]);
  expect(await store.counts()).toEqual({ waiting: 2, collected: 2 });
  expect((await store.newEnvelopes(4))[0]).toEqual({
    position: 4,
    sha256: sha256('later'),
    mailboxId: sha256('b'),
    receivedDay: '2026-03-08',
    size: 5,
    sealedBy: 'server',
    thread: 'update',
  });
  await store.close();
});
