import { expect, test } from 'vitest';
import { openDatabase } from '../../storage/database.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import { genesisHead } from '../../storage/store.ts';
import { envelopeOf, link, sha256 } from './envelope.ts';
import { newFile } from './new-file.ts';

const days = ['2026-03-08', '2026-03-08', '2026-03-09', '2026-03-11'];

async function storeOfFour() {
  const file = newFile();
  const store = openSqliteStore(file);
  for (const [index, receivedDay] of days.entries()) {
    await store.acceptEnvelope(envelopeOf(`sealed ${index}`, `mailbox ${index}`, { receivedDay }), link);
  }
  return { file, store };
}

test('begins as an empty chain at 64 zeros', async () => {
  const store = openSqliteStore(newFile());
  const empty = { length: 0, head: '0'.repeat(64) };
  expect(await store.chainSegment(1)).toEqual({ start: empty, entries: [], end: empty });
  await store.close();
});

test.each([1, 2, 3, 4, 5])('links from its start to its end when cut at position %i', async (from) => {
  const { store } = await storeOfFour();
  const { start, entries, end } = await store.chainSegment(from);
  expect(start.length).toBe(from - 1);
  expect(end.length).toBe(4);
  expect(entries).toEqual(days.map((day, index) => ({ sha256: sha256(`sealed ${index}`), day })).slice(from - 1));
  expect(entries.reduce((head, entry) => link(head, entry.sha256, entry.day), start.head)).toBe(end.head);
  expect(start.head === genesisHead).toBe(from === 1);
  await store.close();
});

test('shows by a shorter start that a position lies past the end', async () => {
  const { store } = await storeOfFour();
  const { start, entries, end } = await store.chainSegment(9);
  expect(start).toEqual(end);
  expect(start.length).toBe(4);
  expect(entries).toEqual([]);
  await store.close();
});

test('refuses positions that cannot be', async () => {
  const { store } = await storeOfFour();
  for (const position of [0, -1, 1.5, Number.NaN]) {
    await expect(store.chainSegment(position)).rejects.toBeInstanceOf(RangeError);
  }
  await store.close();
});

test('keeps the entry of an envelope that was deleted, and counts on from it', async () => {
  const { file, store } = await storeOfFour();
  const before = await store.chainSegment(1);
  const db = openDatabase(file);
  expect(db.prepare('DELETE FROM envelopes WHERE position = 4').run().changes).toBe(1);
  expect(db.prepare('SELECT count(*) FROM bodies WHERE is_deleted = 1').pluck().get()).toBe(1);
  expect(() => db.prepare('DELETE FROM chain').run()).toThrow('never deleted');
  expect(() => db.prepare("UPDATE chain SET day = '2026-01-01'").run()).toThrow('never changed');
  db.close();
  expect(await store.chainSegment(1)).toEqual(before);
  await store.acceptEnvelope(envelopeOf('another', 'another'), link);
  expect((await store.newEnvelopes()).map(({ position }) => position)).toEqual([1, 2, 3, 5]);
  await store.close();
});
