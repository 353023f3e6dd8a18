import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { serverAttempt } from '../../storage/attempt.ts';
import { maxRowBytes, openBodies } from '../../storage/bodies.ts';
import { openDatabase } from '../../storage/database.ts';
import { collectBytes } from './envelope.ts';
import { newFile } from './new-file.ts';

/** Appends bytes in pieces of these lengths, and counts what is bound to rows for it. */
async function written(bytes: Uint8Array, next: () => number) {
  const db = openDatabase(newFile());
  const bodies = openBodies(db, serverAttempt);
  db.exec(`CREATE TEMP TABLE written (bytes INTEGER);
    CREATE TEMP TRIGGER count_new AFTER INSERT ON body_rows
    BEGIN INSERT INTO written VALUES (length(NEW.bytes)); END;
    CREATE TEMP TRIGGER count_changed AFTER UPDATE ON body_rows
    BEGIN INSERT INTO written VALUES (length(NEW.bytes)); END;`);
  const rows = db.prepare<[], number>('SELECT length(bytes) FROM body_rows ORDER BY position').pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM body_rows').pluck();
  let mostRows = 0;
  const id = db.transaction(() => {
    const made = bodies.make();
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + next());
      bodies.append(made, at, piece, at + piece.length === bytes.length);
      at += piece.length;
      mostRows = Math.max(mostRows, (count.get() ?? 0) - Math.floor(at / maxRowBytes));
    }
    return made;
  })();
  const isSame = Buffer.concat(await collectBytes(bodies.read(id, bytes.length))).equals(bytes);
  const total = db.prepare<[], number>('SELECT sum(bytes) FROM written').pluck().get() ?? 0;
  const lengths = rows.all();
  db.close();
  return { total, mostRows, lengths, isSame };
}

/** The same lengths each time, from 1 byte to 70,000, small ones more often. */
function anyLength() {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return 1 + Math.floor((state / 2_147_483_647) ** 6 * 70_000);
  };
}

/** One large piece, then many small ones, again and again: a large row is no reason to write the next large one anew. */
function alternating(large: number, small: number, smallOnes: number) {
  let turn = -1;
  return () => {
    turn = (turn + 1) % (smallOnes + 1);
    return turn === 0 ? large : small;
  };
}

describe('a byte is written five times at most, and waits in few rows', () => {
  test.each<[string, number, () => number]>([
    ['1 byte', 6_000, () => 1],
    ['100 bytes', 500_000, () => 100],
    ['4,095 bytes', 2 * maxRowBytes, () => 4_095],
    ['a row but one byte', 5 * maxRowBytes, () => maxRowBytes - 1],
    ['a row', 2 * maxRowBytes + 1, () => maxRowBytes],
    ['any length', 2 * maxRowBytes + 17, anyLength()],
    ['4,096 bytes and 62 of 1', 200_000, alternating(4_096, 1, 62)],
    ['64 bytes and 63 of 63', 100_000, alternating(64, 63, 63)],
  ])('in pieces of %s', async (_what, size, next) => {
    const { total, mostRows, lengths, isSame } = await written(randomBytes(size), next);
    expect(isSame).toBe(true);
    expect(total).toBeGreaterThanOrEqual(size);
    expect(total).toBeLessThanOrEqual(5 * size);
    expect(mostRows).toBeLessThanOrEqual(3 * 63 + 3);
    const whole = Math.floor(size / maxRowBytes);
    expect(lengths).toEqual([
      ...Array.from({ length: whole }, () => maxRowBytes),
      ...(size % maxRowBytes === 0 ? [] : [size % maxRowBytes]),
    ]);
  });
});
