import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../storage/sqlite.ts';
import { envelopeOf, link } from './envelope.ts';
import { newFile } from './new-file.ts';

const newId = () => randomBytes(16).toString('hex');

test('makes no notice of an empty outbox', async () => {
  const store = openSqliteStore(newFile());
  expect(await store.openBatch(newId)).toBeNull();
  await store.close();
});

test('gives the same notice until it is closed, whatever arrives or is collected meanwhile', async () => {
  const file = newFile();
  const store = openSqliteStore(file);
  await store.acceptEnvelope(envelopeOf('one', 'm'), link);
  await store.acceptEnvelope(envelopeOf('two', 'n'), link);
  await store.acceptEnvelope(envelopeOf('three', 'm', { thread: 'update' }), link);
  const batch = await store.openBatch(newId);
  expect(batch).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    threads: 2,
    updates: 1,
    carried: 0,
    waiting: 3,
  });

  await store.acceptEnvelope(envelopeOf('four', 'o'), link);
  await store.markCollected([1, 2]);
  expect(await store.openBatch(newId)).toEqual(batch);
  await store.close();

  const again = openSqliteStore(file);
  expect(await again.openBatch(newId)).toEqual(batch);
  await again.closeBatch(batch?.id ?? '');
  const next = await again.openBatch(newId);
  expect(next).toMatchObject({ threads: 1, updates: 0, waiting: 2 });
  expect(next?.id).not.toBe(batch?.id);
  await again.closeBatch(next?.id ?? '');
  expect(await again.openBatch(newId)).toBeNull();
  await again.close();
});

test('makes a notice of nothing but a carried envelope', async () => {
  const store = openSqliteStore(newFile());
  await store.acceptEnvelope(envelopeOf('one', '', { mailboxId: null, thread: 'carried' }), link);
  expect(await store.openBatch(newId)).toMatchObject({ threads: 0, updates: 0, carried: 1, waiting: 1 });
  await store.close();
});

test('leaves no trace of a closed notice in the file', async () => {
  const file = newFile();
  const traces = (text: string) =>
    [file, `${file}-wal`].filter((name) => existsSync(name) && readFileSync(name).includes(text)).length;
  const store = openSqliteStore(file);
  await store.acceptEnvelope(envelopeOf('one', 'm'), link);
  const id = (await store.openBatch(newId))?.id ?? '';
  await store.close();
  expect(traces(id)).toBe(1);

  const again = openSqliteStore(file);
  await again.closeBatch(id);
  await again.close();
  expect(traces(id)).toBe(0);
});
