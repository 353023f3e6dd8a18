import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../storage/database.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import { collectBytes, envelopeOf, link, sha256 } from './envelope.ts';
import { newFile } from './new-file.ts';

const writer = fileURLToPath(new URL('writer.ts', import.meta.url));

/** Starts `writer.ts` on a database; it ends after `count` envelopes. */
function startWriter(file: string, name: string, count: number): ChildProcess {
  return spawn(process.execPath, [writer, file, name, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('has these tables and columns, and no other place to put anything', () => {
  const db = openDatabase(newFile());
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  const columns = tables.map((table) => [
    table,
    db.prepare('SELECT name FROM pragma_table_xinfo(?)').pluck().all(table),
  ]);
  expect(Object.fromEntries(columns)).toEqual({
    chain: ['position', 'sha256', 'day', 'head'],
    answers: ['mailbox_id', 'number', 'sha256', 'bytes', 'published_day'],
    bodies: ['id', 'is_deleted'],
    body_rows: ['body_id', 'position', 'bytes'],
    ending_mailboxes: ['mailbox_id'],
    envelopes: ['position', 'body_id', 'sha256', 'mailbox_id', 'received_day', 'size', 'sealed_by', 'thread', 'state'],
    mail_batches: ['id', 'threads', 'updates', 'carried', 'waiting'],
    outbox: ['id', 'thread', 'batch_id'],
    uploads: ['id', 'mailbox_id', 'thread', 'size', 'received', 'begun_day', 'body_id'],
  });
  expect(db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0").pluck().all()).toEqual([
    'sqlite_schema',
  ]);
  db.close();
});

test('stores the day, not the time', async () => {
  const file = newFile();
  const store = openSqliteStore(file);
  await store.acceptEnvelope(envelopeOf('sealed', 'm'), link);
  await store.openBatch(() => 'a'.repeat(32));
  await store.close();
  const db = openDatabase(file);
  const words = ['chain', 'envelopes', 'mail_batches', 'outbox']
    .flatMap((table) => db.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][])
    .flat()
    .map(String);
  db.close();
  expect(words.filter((word) => word.includes('2026'))).toEqual(['2026-03-08', '2026-03-08']);
  expect(words.filter((word) => /\d\d:\d\d|^\d{9,}$/.test(word))).toEqual([]);
});

test('opens with the settings that its promises need', () => {
  const db = openDatabase(newFile());
  const setting = (name: string) => db.pragma(name, { simple: true });
  expect(setting('journal_mode')).toBe('wal');
  expect(setting('synchronous')).toBe(2);
  expect(setting('secure_delete')).toBe(1);
  expect(setting('foreign_keys')).toBe(1);
  expect(setting('trusted_schema')).toBe(0);
  // Whoever waits for a lock waits outside the thread.
  expect(setting('busy_timeout')).toBe(0);
  expect(setting('user_version')).toBe(4);
  db.close();
});

test('keeps folder and files to their owner', async () => {
  const file = newFile();
  const store = openSqliteStore(file);
  await store.acceptEnvelope(envelopeOf('sealed', 'm'), link);
  const modes = [dirname(file), file, `${file}-wal`, `${file}-shm`].map((name) => statSync(name).mode & 0o777);
  expect(modes).toEqual([0o700, 0o600, 0o600, 0o600]);
  await store.close();
  chmodSync(file, 0o644);
  await openSqliteStore(file).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('opens an existing file again without migrating twice', async () => {
  const file = newFile();
  const store = openSqliteStore(file);
  await store.acceptEnvelope(envelopeOf('sealed', 'm'), link);
  await store.close();
  const again = openSqliteStore(file);
  expect(await again.counts()).toEqual({ waiting: 1, collected: 0 });
  await again.close();
});

test('refuses a database newer than the code, and leaves it as it was', () => {
  const file = newFile();
  mkdirSync(dirname(file));
  const db = new Database(file);
  db.exec('CREATE TABLE tomorrow (x); PRAGMA user_version = 99');
  db.close();
  const before = readFileSync(file);
  expect(() => openSqliteStore(file)).toThrow(expect.objectContaining({ code: 'storage-newer' }));
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('says storage-broken of a file that is no database', () => {
  const file = newFile();
  mkdirSync(dirname(file));
  writeFileSync(file, 'this is a text file, and longer than the header of a database. '.repeat(4));
  expect(() => openSqliteStore(file)).toThrow(expect.objectContaining({ code: 'storage-broken' }));
});

test('says storage-broken of a path that cannot be made', () => {
  const file = newFile();
  openDatabase(file).close();
  expect(() => openSqliteStore(`${file}/below/a.db`)).toThrow(expect.objectContaining({ code: 'storage-broken' }));
});

test('serves two connections at once, each seeing what the other wrote', async () => {
  const file = newFile();
  const [server, collect] = [openSqliteStore(file), openSqliteStore(file)];
  await server.acceptEnvelope(envelopeOf('one', 'm'), link);
  expect(await collect.newEnvelopes()).toHaveLength(1);
  await collect.markCollected([1]);
  expect((await server.mailbox(sha256('m'))).state).toBe('collected');
  await Promise.all([
    server.acceptEnvelope(envelopeOf('two', 'n'), link),
    collect.acceptEnvelope(envelopeOf('three', 'o'), link),
  ]);
  expect((await server.chainSegment(1)).entries).toHaveLength(3);
  await server.close();
  await collect.close();
});

test('opens a new file from several threads at the same moment', async () => {
  const file = newFile();
  const files = Array.from({ length: 60 }, (_, index) => `${file}.${index}`);
  const workerData = { arrived: new SharedArrayBuffer(4), threads: 4, files };
  const openers = Array.from({ length: 4 }, () => new Worker(new URL('opener.ts', import.meta.url), { workerData }));
  const outcomes = await Promise.all(openers.map(async (each) => (await once(each, 'message'))[0]));
  expect(outcomes.flat()).toEqual(Array.from({ length: 240 }, () => 'opened'));
});

test('makes one chain of what four processes write into a new file at once', async () => {
  const file = newFile();
  const writers = ['a', 'b', 'c', 'd'].map((name) => startWriter(file, name, 25));
  const codes = await Promise.all(writers.map(async (each) => (await once(each, 'exit'))[0]));
  expect(codes).toEqual([0, 0, 0, 0]);
  const store = openSqliteStore(file);
  const { entries, start, end } = await store.chainSegment(1);
  expect(end.length).toBe(100);
  expect(entries.reduce((head, entry) => link(head, entry.sha256, entry.day), start.head)).toBe(end.head);
  await store.close();
});

test('has every envelope it acknowledged, whole, after its process was killed', async () => {
  const file = newFile();
  const child = startWriter(file, 'killed', 1_000_000);
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    acknowledged.push(line);
    if (acknowledged.length === 5) child.kill('SIGKILL');
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(5);
  const store = openSqliteStore(file);
  const stored = await store.newEnvelopes();
  for (const { sha256: hash } of stored) expect(sha256(...(await collectBytes(store.readEnvelope(hash))))).toBe(hash);
  expect(stored.map((each) => each.sha256)).toEqual(expect.arrayContaining(acknowledged));
  expect((await store.chainSegment(1)).end.length).toBe(stored.length);
  expect((await store.openBatch(() => 'b'.repeat(32)))?.threads).toBe(stored.length);
  await store.close();
});
