import { expect, test } from 'vitest';
import { sealedAnswerBytes } from '../../crypto/mailbox-shape.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import type { PublishedAnswer } from '../../storage/store.ts';
import { collectBytes, envelopeOf, link, sha256 } from './envelope.ts';
import { newFile } from './new-file.ts';

const day = '2026-03-08';

function answerOf(text: string, mailbox: string, number: number, changes: Partial<PublishedAnswer> = {}) {
  const bytes = new Uint8Array(sealedAnswerBytes).fill(7);
  bytes.set(new TextEncoder().encode(text));
  return { mailboxId: sha256(mailbox), number, sha256: sha256(bytes), bytes, publishedDay: day, ...changes };
}

test('keeps the last answer of a mailbox, whatever comes after it', async () => {
  const store = openSqliteStore(newFile());
  await store.acceptEnvelope(envelopeOf('report', 'm'), link);
  await store.acceptEnvelope(envelopeOf('another', 'n'), link);
  expect(await store.mailbox(sha256('m'))).toEqual({ state: 'received', answer: null });
  const second = answerOf('two', 'm', 2);
  expect(await store.publishAnswer(second)).toBe('published');
  expect(await store.publishAnswer(second)).toBe('already-here');
  expect(await store.publishAnswer(answerOf('one', 'm', 1))).toBe('older');
  expect(await store.publishAnswer(answerOf('another two', 'm', 2))).toBe('number-taken');
  expect(Buffer.from((await store.mailbox(sha256('m'))).answer ?? []).equals(second.bytes)).toBe(true);
  const third = answerOf('three', 'm', 3);
  expect(await store.publishAnswer(third)).toBe('published');
  expect(Buffer.from((await store.mailbox(sha256('m'))).answer ?? []).equals(third.bytes)).toBe(true);
  expect((await store.mailbox(sha256('n'))).answer).toBeNull();
  await store.close();
});

test('takes an answer of its one size alone', async () => {
  const store = openSqliteStore(newFile());
  for (const length of [0, sealedAnswerBytes - 1, sealedAnswerBytes + 1])
    await expect(store.publishAnswer(answerOf('', 'm', 1, { bytes: new Uint8Array(length) }))).rejects.toMatchObject({
      code: 'storage-broken',
    });
  await expect(store.publishAnswer(answerOf('', 'm', 0))).rejects.toMatchObject({ code: 'storage-broken' });
  expect((await store.mailbox(sha256('m'))).state).toBeNull();
  await store.close();
});

test('makes the mailbox of a carried report, which can be added to from then on', async () => {
  const store = openSqliteStore(newFile());
  const update = envelopeOf('more', 'm', { thread: 'update' });
  expect(await store.acceptEnvelope(update, link)).toBe('mailbox-unknown');
  await store.publishAnswer(answerOf('one', 'm', 1));
  expect((await store.mailbox(sha256('m'))).state).toBe('collected');
  expect(await store.acceptEnvelope(update, link)).toBe('stored');
  expect((await store.mailbox(sha256('m'))).state).toBe('added');
  expect(await store.acceptEnvelope(envelopeOf('first', 'm'), link)).toBe('mailbox-taken');
  await store.close();
});

test('erases what was collected, and nothing that was not', async () => {
  const store = openSqliteStore(newFile());
  await store.acceptEnvelope(envelopeOf('an envelope', 'm'), link);
  await store.acceptEnvelope(envelopeOf('of somebody else', 'n'), link);
  await store.publishAnswer(answerOf('an answer', 'm', 4));
  expect(await store.eraseMailbox(sha256('m'))).toBe('not-collected');
  expect((await store.newEnvelopes()).map(({ position }) => position)).toEqual([1, 2]);
  await store.markCollected([1, 2]);
  expect(await store.eraseMailbox(sha256('m'))).toBe('erased');
  expect(await store.eraseMailbox(sha256('m'))).toBe('not-here');
  expect(await store.mailbox(sha256('m'))).toEqual({ state: null, answer: null });
  expect((await store.mailbox(sha256('n'))).state).toBe('collected');
  expect(await collectBytes(store.readEnvelope(sha256('an envelope')))).toEqual([]);
  expect(await collectBytes(store.readEnvelope(sha256('of somebody else')))).toHaveLength(1);
  expect((await store.chainSegment(1)).entries).toHaveLength(2);
  await store.close();
});

const upload = { id: 'a'.repeat(32), mailboxId: sha256('m'), thread: 'update' as const, size: 100, begunDay: day };

test('erases in spite of uploads that were begun, and takes none for the mailbox from then on', async () => {
  const store = openSqliteStore(newFile());
  await store.acceptEnvelope(envelopeOf('report', 'm'), link);
  await store.markCollected([1]);
  expect(await store.beginUpload(upload)).toBe('begun');
  await store.beginUpload({ ...upload, id: 'b'.repeat(32) });
  await store.appendToUpload(upload.id, 0, new Uint8Array(10));
  expect(await store.eraseMailbox(sha256('m'))).toBe('erased');
  expect(await store.upload(upload.id)).toBeNull();
  expect(await store.appendToUpload(upload.id, 10, new Uint8Array(10))).toBeNull();
  expect(await store.beginUpload(upload)).toBe('mailbox-unknown');
  await store.close();
});

test('takes nothing new for a mailbox whose erasure waits for what is to be collected', async () => {
  const store = openSqliteStore(newFile());
  await store.acceptEnvelope(envelopeOf('report', 'm'), link);
  await store.publishAnswer(answerOf('one', 'm', 1));
  await store.beginUpload(upload);
  expect(await store.eraseMailbox(sha256('m'))).toBe('not-collected');
  // It looks as it will, once it is gone.
  expect(await store.mailbox(sha256('m'))).toEqual({ state: null, answer: null });
  expect(await store.upload(upload.id)).toBeNull();
  expect(await store.beginUpload(upload)).toBe('mailbox-unknown');
  expect(await store.acceptEnvelope(envelopeOf('more', 'm', { thread: 'update' }), link)).toBe('mailbox-unknown');
  expect(await store.acceptEnvelope(envelopeOf('another', 'm'), link)).toBe('mailbox-taken');
  expect(await store.acceptEnvelope(envelopeOf('report', 'm'), link)).toBe('already-here');
  expect(await store.publishAnswer(answerOf('two', 'm', 2))).toBe('ending');
  await store.markCollected([1]);
  expect(await store.eraseMailbox(sha256('m'))).toBe('erased');
  // Nothing is left that would tell it from one that never was.
  expect(await store.acceptEnvelope(envelopeOf('another', 'm'), link)).toBe('stored');
  expect((await store.mailbox(sha256('m'))).state).toBe('received');
  await store.close();
});

test('lets a mailbox go once its time after the last thing that happened is over', async () => {
  const store = openSqliteStore(newFile());
  const accept = (text: string, mailbox: string, receivedDay: string, thread: 'first' | 'update' = 'first') =>
    store.acceptEnvelope(envelopeOf(text, mailbox, { receivedDay, thread }), link);
  await accept('old and answered', 'old', '2026-01-01');
  await accept('old and never answered', 'silent', '2026-01-01');
  await accept('old, and written to again', 'again', '2026-01-01');
  await accept('more', 'again', '2026-03-01', 'update');
  await store.markCollected([1, 2, 3, 4]);
  await accept('old, answered, waiting', 'waiting', '2026-01-01');
  for (const mailbox of ['old', 'again', 'waiting', 'carried'])
    await store.publishAnswer(answerOf('answer', mailbox, 1, { publishedDay: '2026-02-01' }));
  await store.publishAnswer(answerOf('answer', 'new', 1, { publishedDay: '2026-03-01' }));
  // Whoever begins an upload and brings nothing keeps no mailbox.
  expect(await store.beginUpload({ ...upload, mailboxId: sha256('old') })).toBe('begun');
  expect(await store.dropExpired('2026-02-01')).toBe(0);
  expect(await store.dropExpired('2026-03-01')).toBe(2);
  const states = await Promise.all(
    ['old', 'carried', 'silent', 'again', 'waiting', 'new'].map(
      async (each) => (await store.mailbox(sha256(each))).state,
    ),
  );
  expect(states).toEqual([null, null, 'collected', 'collected', 'added', 'collected']);
  await store.close();
});
