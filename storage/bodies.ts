import type Database from 'better-sqlite3';
import type { Attempt } from './attempt.ts';
import { StorageError } from './storage-error.ts';

/** Bytes in a row but the last: memory stays small whatever the envelope's size. The table refuses more. */
export const maxRowBytes = 1_048_576;

/**
 * How many times a row must grow before it is written again. A byte is written once when it comes, at most three times
 * more while the rows behind it grow from 1 byte to 64, 4,096 and 262,144 bytes, and once when its MiB is whole: five
 * times, whatever lengths the bytes come in. A MiB under way has at most 63 rows of each of these lengths and 3 of the
 * last: 192.
 */
const growth = 64;

/** Sealed bytes in rows of 1 MiB. The first two only inside the caller's transaction. */
export interface Bodies {
  make(): number;
  /**
   * Adds at most 1 MiB behind the bytes that are there. A MiB under way may be several rows, which become one once it is
   * whole.
   * @param isEnd no more bytes follow, so that the last row is whole however long it is.
   */
  append(id: number, from: number, bytes: Uint8Array, isEnd: boolean): void;
  /** @throws StorageError `storage-broken` when the rows come to another size. */
  read(id: number, size: number): AsyncGenerator<Uint8Array>;
}

/** Prepares sealed bytes; for `sqlite.ts`. */
export function openBodies(db: Database.Database, attempt: Attempt): Bodies {
  const insert = db.prepare<[]>('INSERT INTO bodies DEFAULT VALUES');
  const fill = db.prepare<[number, number, Uint8Array]>(
    'INSERT INTO body_rows (body_id, position, bytes) VALUES (?, ?, ?)',
  );
  const row = db
    .prepare<[number, number], Buffer>('SELECT bytes FROM body_rows WHERE body_id = ? AND position = ?')
    .pluck();
  // Newest first. A length is read without the bytes.
  const rowsFrom = db.prepare<[number, number], Row>(`
    SELECT position, length(bytes) AS length FROM body_rows WHERE body_id = ? AND position >= ? ORDER BY position DESC`);
  const cutRows = db.prepare<[number, number]>('DELETE FROM body_rows WHERE body_id = ? AND position >= ?');

  /** Adds bytes to the MiB that they belong to, and joins the rows that they complete. */
  function appendWithin(id: number, from: number, bytes: Uint8Array, isEnd: boolean): void {
    const started = from % maxRowBytes;
    // Every MiB before this one is a single row.
    const rows = started === 0 ? [] : rowsFrom.all(id, Math.floor(from / maxRowBytes));
    if (rows.reduce((sum, { length }) => sum + length, 0) !== started) throw new StorageError('storage-broken');
    const isWhole = isEnd || started + bytes.length === maxRowBytes;
    const joined = isWhole ? rows : rows.slice(0, countToJoin(rows, bytes.length));
    const position = joined.at(-1)?.position ?? (rows[0]?.position ?? Math.floor(from / maxRowBytes) - 1) + 1;
    const before = joined.map((each) => row.get(id, each.position) ?? new Uint8Array()).reverse();
    if (joined.length > 0) cutRows.run(id, position);
    fill.run(id, position, joined.length === 0 ? bytes : Buffer.concat([...before, bytes]));
  }

  return {
    make: () => Number(insert.run().lastInsertRowid),

    append(id, from, bytes, isEnd) {
      const room = maxRowBytes - (from % maxRowBytes);
      if (bytes.length > 0) appendWithin(id, from, bytes.subarray(0, room), isEnd && bytes.length <= room);
      if (bytes.length > room) appendWithin(id, from + room, bytes.subarray(room), isEnd);
    },

    async *read(id, size) {
      let read = 0;
      // One statement a row: an open cursor would block every write while a slow reader thinks.
      for (let at = 0; read < size; at += 1) {
        const bytes = await attempt(() => row.get(id, at));
        if (!bytes) break;
        read += bytes.length;
        yield bytes;
      }
      if (read !== size) throw new StorageError('storage-broken');
    },
  };
}

interface Row {
  readonly position: number;
  readonly length: number;
}

/** Whole powers of `growth` in a length: rows of one step are joined into one of the next. */
const stepOf = (length: number): number => (length < growth ? 0 : 1 + stepOf(Math.floor(length / growth)));

/**
 * How many of the newest rows are written again with so many new bytes: those of a smaller step, and those of the same
 * step once there are `growth` of them. Either way every row that is written again becomes part of one of a larger step.
 * @param rows newest first.
 */
function countToJoin(rows: readonly Row[], newBytes: number): number {
  let total = newBytes;
  let joined = 0;
  for (;;) {
    const step = stepOf(total);
    const reach = (isPart: (of: number) => boolean) => {
      const end = rows.findIndex(({ length }, at) => at >= joined && !isPart(stepOf(length)));
      return end === -1 ? rows.length : end;
    };
    const smaller = reach((of) => of < step);
    const same = reach((of) => of <= step);
    const next = same - smaller >= growth - 1 ? same : smaller;
    if (next === joined) return joined;
    for (const { length } of rows.slice(joined, next)) total += length;
    joined = next;
  }
}
