import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { maxRowBytes } from '../../storage/bodies.ts';
import { openDatabase } from '../../storage/database.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import type { Beginning, Places, Store, Upload } from '../../storage/store.ts';
import { collectBytes, envelopeOf, link, sha256 } from './envelope.ts';
import { newFile } from './new-file.ts';

const day = '2026-03-08';
const nextDay = '2026-03-09';
const idOf = (name: string) => sha256(name).slice(0, 32);
const uploadOf = (name: string, size: number, changes: Partial<Upload> = {}): Upload => ({
  id: idOf(name),
  mailboxId: sha256(`mailbox of ${name}`),
  thread: 'first',
  size,
  begunDay: day,
  ...changes,
});

/** Sends bytes in pieces of these lengths, then whatever is left in pieces of 1 MiB. */
async function send(store: Store, id: string, bytes: Uint8Array, ...lengths: number[]): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    const piece = bytes.subarray(at, at + (lengths.shift() ?? maxRowBytes));
    expect(await store.appendToUpload(id, at, piece)).toBe(at + piece.length);
    at += piece.length;
  }
}

const rowsOf = (file: string): number[] => {
  const db = openDatabase(file);
  const lengths = db.prepare('SELECT length(bytes) FROM body_rows ORDER BY body_id, position').pluck().all();
  db.close();
  return lengths as number[];
};

test.each([
  [[]],
  [[1, 1, 1, maxRowBytes, 5]],
  [[maxRowBytes - 1, maxRowBytes, 2]],
  [[100_000, 0, maxRowBytes, 948_576]],
])('fills rows of 1 MiB whatever pieces of %j come, and hands them to the envelope unmoved', async (lengths) => {
  const file = newFile();
  const store = openSqliteStore(file);
  const bytes = randomBytes(2 * maxRowBytes + 7_777);
  const upload = uploadOf('a', bytes.length);
  await store.beginUpload(upload);
  await send(store, upload.id, bytes, ...lengths);
  expect(rowsOf(file)).toEqual([maxRowBytes, maxRowBytes, 7_777]);
  expect(Buffer.concat(await collectBytes(store.readUpload(upload.id))).equals(bytes)).toBe(true);
  expect(await store.counts()).toEqual({ waiting: 0, collected: 0 });
  expect(await store.finishUpload(upload.id, sha256(bytes), nextDay, link)).toBe('stored');
  expect(rowsOf(file)).toEqual([maxRowBytes, maxRowBytes, 7_777]);
  expect(Buffer.concat(await collectBytes(store.readEnvelope(sha256(bytes)))).equals(bytes)).toBe(true);
  expect(await store.newEnvelopes()).toEqual([
    {
      position: 1,
      sha256: sha256(bytes),
      size: bytes.length,
      mailboxId: upload.mailboxId,
      receivedDay: nextDay,
      sealedBy: 'browser',
      thread: 'first',
    },
  ]);
  expect((await store.chainSegment(1)).entries).toEqual([{ sha256: sha256(bytes), day: nextDay }]);
  expect(await store.openBatch(() => 'a'.repeat(32))).toMatchObject({ threads: 1, updates: 0 });
  await store.close();
});

test('notes who sealed what came in pieces', async () => {
  const store = await openSqliteStore(newFile());
  for (const sealedBy of ['browser', 'server'] as const) {
    const upload = uploadOf(sealedBy, sealedBy.length);
    await store.beginUpload(upload);
    await send(store, upload.id, Buffer.from(sealedBy));
    expect(await store.finishUpload(upload.id, sha256(sealedBy), day, link, sealedBy)).toBe('stored');
  }
  expect((await store.newEnvelopes()).map(({ sealedBy }) => sealedBy)).toEqual(['browser', 'server']);
  await store.close();
});

test('goes on from what is on disk, after the file was opened anew', async () => {
  const file = newFile();
  const first = openSqliteStore(file);
  const bytes = randomBytes(maxRowBytes + 500);
  const upload = uploadOf('a', bytes.length);
  await first.beginUpload(upload);
  await first.appendToUpload(upload.id, 0, bytes.subarray(0, 300_000));
  await first.close();
  const store = openSqliteStore(file);
  expect(await store.upload(upload.id)).toEqual({ ...upload, received: 300_000, isFinished: false });
  expect(await store.appendToUpload(upload.id, 300_000, bytes.subarray(300_000))).toBe(bytes.length);
  expect(await store.finishUpload(upload.id, sha256(bytes), day, link)).toBe('stored');
  expect(await store.upload(upload.id)).toEqual({ ...upload, received: bytes.length, isFinished: true });
  await store.close();
});

test('takes no byte anywhere else than behind those it has, and none beyond the declared length', async () => {
  const store = await openSqliteStore(newFile());
  const upload = uploadOf('a', 10);
  await store.beginUpload(upload);
  const append = (from: number, text: string) => store.appendToUpload(upload.id, from, Buffer.from(text));
  expect(await append(0, '01234')).toBe(5);
  for (const [from, text] of [
    [0, '01234'],
    [4, 'x'],
    [6, 'x'],
    [5, '567890'],
    [-1, 'x'],
    [10, 'x'],
  ] as const)
    expect([from, await append(from, text)]).toEqual([from, null]);
  expect(await store.appendToUpload(idOf('unknown'), 0, Buffer.from('x'))).toBeNull();
  expect(Buffer.concat(await collectBytes(store.readUpload(upload.id))).toString()).toBe('01234');
  await expect(store.appendToUpload(upload.id, 5, new Uint8Array(maxRowBytes + 1))).rejects.toThrow(RangeError);
  await store.close();
});

test('asks whether there is place where it makes one', async () => {
  const store = await openSqliteStore(newFile());
  const asked: unknown[] = [];
  const one = (others: { readonly sent: number }) => {
    asked.push(others);
    return others.sent < 1;
  };
  const beginnings = ['a', 'b', 'c'].map((name) =>
    store.beginUpload(uploadOf(name, 10), { hasPlace: one, mostInMailbox: 8, barelyBytes: 10 }),
  );
  expect(await Promise.all(beginnings)).toEqual(['begun', 'no-place', 'no-place']);
  expect(asked.at(-1)).toEqual({ missingBytes: 10, sent: 1, carried: 0, inMailbox: 0 });
  await store.close();
});

test('makes no envelope of half an upload, nor of none', async () => {
  const store = await openSqliteStore(newFile());
  const upload = uploadOf('a', 10);
  await store.beginUpload(upload);
  await store.appendToUpload(upload.id, 0, Buffer.from('012345678'));
  await expect(store.finishUpload(upload.id, sha256('x'), day, link)).rejects.toThrow(RangeError);
  await expect(store.finishUpload(idOf('none'), sha256('x'), day, link)).rejects.toThrow(RangeError);
  expect(await store.counts()).toEqual({ waiting: 0, collected: 0 });
  await store.close();
});

test('is one envelope however often it is finished, and takes no byte afterwards', async () => {
  const store = await openSqliteStore(newFile());
  const upload = uploadOf('a', 4);
  await store.beginUpload(upload);
  await send(store, upload.id, Buffer.from('seal'));
  expect(await store.finishUpload(upload.id, sha256('seal'), day, link)).toBe('stored');
  expect(await store.finishUpload(upload.id, sha256('seal'), day, link)).toBe('already-here');
  expect(await store.appendToUpload(upload.id, 4, new Uint8Array(0))).toBeNull();
  expect(await collectBytes(store.readUpload(upload.id))).toEqual([]);
  expect((await store.chainSegment(1)).end.length).toBe(1);
  await store.close();
});

test('keeps one of two copies of an envelope, and no bytes of one that is refused', async () => {
  const file = newFile();
  const store = openSqliteStore(file);
  const whole = envelopeOf('sealed', 'm');
  await store.acceptEnvelope(whole, link);
  const sent = async (name: string, changes: Partial<Upload>, text = 'sealed') => {
    const upload = uploadOf(name, text.length, { mailboxId: whole.mailboxId, ...changes });
    expect(await store.beginUpload(upload)).toBe('begun');
    await send(store, upload.id, Buffer.from(text));
    return [await store.finishUpload(upload.id, sha256(text), day, link), (await store.upload(upload.id))?.isFinished];
  };
  expect(await sent('copy', {})).toEqual(['already-here', true]);
  expect(await sent('second', {}, 'another')).toEqual(['mailbox-taken', undefined]);
  const lost = uploadOf('lost', 4, { thread: 'update', mailboxId: sha256('unknown') });
  expect(await store.beginUpload(lost)).toBe('mailbox-unknown');
  expect(await store.upload(lost.id)).toBeNull();
  expect(await sent('update', { thread: 'update' }, 'more')).toEqual(['stored', true]);
  await store.clearAway();
  expect(rowsOf(file)).toEqual([6, 4]);
  await store.close();
});

test('forgets uploads begun before a day, with their bytes, and keeps the envelopes of finished ones', async () => {
  const file = newFile();
  const store = openSqliteStore(file);
  for (const [name, begunDay] of [
    ['done', day],
    ['half', day],
    ['today', nextDay],
  ] as const) {
    const upload = uploadOf(name, 4, { begunDay });
    await store.beginUpload(upload);
    await send(store, upload.id, Buffer.from(name === 'done' ? 'done' : 'ha'));
    if (name === 'done') await store.finishUpload(upload.id, sha256('done'), day, link);
  }
  expect(await store.uploadsUnderWay(sha256('mailbox of half'))).toEqual({
    missingBytes: 4,
    sent: 2,
    carried: 0,
    inMailbox: 1,
  });
  expect(await store.dropUploads(day)).toBe(0);
  expect(await store.dropUploads(nextDay)).toBe(2);
  expect(await store.upload(idOf('done'))).toBeNull();
  expect(await store.upload(idOf('half'))).toBeNull();
  expect(await store.upload(idOf('today'))).toMatchObject({ received: 2 });
  await store.clearAway();
  expect(rowsOf(file)).toEqual([4, 2]);
  await store.dropUpload(idOf('today'));
  await store.clearAway();
  expect(rowsOf(file)).toEqual([4]);
  expect(await store.uploadsUnderWay(sha256('none'))).toEqual({ missingBytes: 0, sent: 0, carried: 0, inMailbox: 0 });
  expect(Buffer.concat(await collectBytes(store.readEnvelope(sha256('done')))).toString()).toBe('done');
  await store.close();
});

test('counts carried uploads apart from those that are sent, and makes an envelope of one once', async () => {
  const store = await openSqliteStore(newFile());
  const carried = (name: string) => uploadOf(name, 4, { mailboxId: null, thread: 'carried' });
  for (const upload of [carried('a'), carried('b'), uploadOf('c', 4)]) await store.beginUpload(upload);
  expect(await store.uploadsUnderWay(null)).toEqual({ missingBytes: 12, sent: 1, carried: 2, inMailbox: 0 });
  for (const name of ['a', 'b']) await send(store, idOf(name), Buffer.from('seal'));
  expect(await store.finishUpload(idOf('a'), sha256('seal'), day, link)).toBe('stored');
  expect(await store.finishUpload(idOf('b'), sha256('seal'), day, link)).toBe('already-here');
  expect(await store.newEnvelopes()).toMatchObject([{ thread: 'carried', mailboxId: null }]);
  expect(await store.uploadsUnderWay(null)).toMatchObject({ sent: 1, carried: 0 });
  await store.close();
});

test('says storage-broken of an id that is taken, or is none', async () => {
  const store = await openSqliteStore(newFile());
  await store.beginUpload(uploadOf('a', 4));
  for (const upload of [
    uploadOf('a', 5),
    uploadOf('b', 4, { id: 'short' }),
    uploadOf('c', 0),
    uploadOf('d', 4, { mailboxId: null }),
  ])
    await expect(store.beginUpload(upload)).rejects.toMatchObject({ code: 'storage-broken' });
  await store.close();
});

test('leaves nothing of what a deleted upload held in the file', async () => {
  const file = newFile();
  const store = openSqliteStore(file);
  const upload = uploadOf('a', 40_000);
  const canary = Buffer.from('canary of a sealed byte '.repeat(1_000));
  await store.beginUpload(upload);
  await store.appendToUpload(upload.id, 0, canary);
  await store.dropUpload(upload.id);
  expect(await store.clearAway()).toBe(true);
  for (const name of [file, `${file}-wal`]) expect(readFileSync(name).includes('canary of a sealed byte')).toBe(false);
  await store.close();
});

/** Twenty bytes each: three of a mailbox, of which five, fifteen and no bytes have come, one carried, one of ours. */
async function storeWithSome() {
  const store = openSqliteStore(newFile());
  const ids = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(32)) as [string, string, string, string, string];
  const mailboxId = sha256('mailbox');
  for (const name of ['mailbox', 'another']) await store.acceptEnvelope(envelopeOf(`report of ${name}`, name), link);
  for (const id of ids.slice(0, 3))
    await store.beginUpload({ id, mailboxId, thread: 'update', size: 20, begunDay: day });
  await store.beginUpload({ id: ids[3], mailboxId: null, thread: 'carried', size: 20, begunDay: day });
  await store.beginUpload(uploadOf('first', 20, { id: ids[4] }));
  await store.appendToUpload(ids[0], 0, new Uint8Array(5));
  await store.appendToUpload(ids[1], 0, new Uint8Array(15));
  const left = async () => {
    const found: string[] = [];
    for (const id of ids) if (await store.upload(id)) found.push(id[0] ?? '');
    return found.join('');
  };
  return { store, ids, left };
}
const roomFor = (most: number, kind: 'sent' | 'carried' | 'missingBytes' = 'sent', mostInMailbox = 8): Places => ({
  hasPlace: (others) => others[kind] < most,
  mostInMailbox,
  barelyBytes: 10,
});
const more = (mailbox: string | null, name = 'more') =>
  uploadOf(name, 20, {
    mailboxId: mailbox === null ? null : sha256(mailbox),
    thread: mailbox === null ? 'carried' : 'update',
  });

test.each<[string, Places, string | null, Beginning, string]>([
  ['no other where there is room', roomFor(9), 'another', 'begun', 'abcde'],
  ['one that has brought nothing', roomFor(4), 'another', 'begun', 'abde'],
  ['one that has brought nothing and one that has hardly begun', roomFor(3), 'another', 'begun', 'bde'],
  ['no other where all of them would not be enough', roomFor(2), 'another', 'no-place', 'abcde'],
  ['as few as hold enough bytes', roomFor(66, 'missingBytes'), 'another', 'begun', 'abde'],
  ['a carried one if it is carried itself', roomFor(1, 'carried'), null, 'begun', 'abce'],
  ['no update if it is carried', roomFor(40, 'missingBytes'), null, 'no-place', 'abcde'],
  ['the oldest of its mailbox', roomFor(9, 'sent', 3), 'mailbox', 'begun', 'bcde'],
  ['the oldest of its mailbox and one more', roomFor(3, 'sent', 3), 'mailbox', 'begun', 'bde'],
  ['none of its mailbox where there would be no room', roomFor(0, 'sent', 3), 'mailbox', 'no-place', 'abcde'],
])('an upload that begins takes the place of %s', async (_what, places, mailbox, beginning, expected) => {
  const { store, left } = await storeWithSome();
  expect(await store.beginUpload(more(mailbox), places)).toBe(beginning);
  expect(await left()).toBe(expected);
  await store.close();
});

test('an upload that begins takes the place of none of which every byte has come', async () => {
  const { store, ids, left } = await storeWithSome();
  const ofAll = { ...roomFor(4), barelyBytes: 100 };
  await store.appendToUpload(ids[0], 5, new Uint8Array(15));
  expect(await store.beginUpload(more('mailbox'), roomFor(9, 'sent', 3))).toBe('begun');
  expect(await left()).toBe('acde');
  for (const id of [ids[2], idOf('more')]) await store.appendToUpload(id, 0, new Uint8Array(20));
  expect(await store.beginUpload(more('mailbox', 'last'), roomFor(9, 'sent', 3))).toBe('no-place');
  expect(await store.beginUpload(more('another', 'last'), ofAll)).toBe('no-place');
  expect(await left()).toBe('acde');
  await store.close();
});
