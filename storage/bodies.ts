import type Database from 'better-sqlite3';
import { attempt, StorageError } from './storage-error.ts';

/** Bytes in a row but the last: memory stays small whatever the envelope's size. The table refuses more. */
export const maxRowBytes = 1_048_576;

/** Sealed bytes in rows of 1 MiB. The first two only inside the caller's transaction. */
export interface Bodies {
  make(): number;
  /** Adds at most 1 MiB behind the bytes that are there, filling the last row first. */
  append(id: number, from: number, bytes: Uint8Array): void;
  /** @throws StorageError `storage-broken` when the rows come to another size. */
  read(id: number, size: number): Generator<Uint8Array>;
}

/** Prepares sealed bytes; for `sqlite.ts`. */
export function openBodies(db: Database.Database): Bodies {
  const insert = db.prepare<[]>('INSERT INTO bodies DEFAULT VALUES');
  const fill = db.prepare<[number, number, Uint8Array]>(
    'INSERT INTO body_rows (body_id, position, bytes) VALUES (?, ?, ?)',
  );
  const refill = db.prepare<[Uint8Array, number, number]>(
    'UPDATE body_rows SET bytes = ? WHERE body_id = ? AND position = ?',
  );
  const row = db
    .prepare<[number, number], Buffer>('SELECT bytes FROM body_rows WHERE body_id = ? AND position = ?')
    .pluck();

  return {
    make: () => Number(insert.run().lastInsertRowid),

    append(id, from, bytes) {
      const position = Math.floor(from / maxRowBytes);
      const started = from % maxRowBytes;
      const rest = Math.min(started === 0 ? 0 : maxRowBytes - started, bytes.length);
      if (rest > 0) {
        const before = row.get(id, position);
        if (before?.length !== started) throw new StorageError('storage-broken');
        refill.run(Buffer.concat([before, bytes.subarray(0, rest)]), id, position);
      }
      if (rest < bytes.length) fill.run(id, position + (started === 0 ? 0 : 1), bytes.subarray(rest));
    },

    *read(id, size) {
      let read = 0;
      // One statement a row: an open cursor would block every write while a slow reader thinks.
      for (let at = 0; read < size; at += 1) {
        const bytes = attempt(() => row.get(id, at));
        if (!bytes) break;
        read += bytes.length;
        yield bytes;
      }
      if (read !== size) throw new StorageError('storage-broken');
    },
  };
}
