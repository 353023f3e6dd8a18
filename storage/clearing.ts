import type Database from 'better-sqlite3';
import type { Attempt } from './attempt.ts';
import { StorageError } from './storage-error.ts';
import type { Store } from './store.ts';

/** Bytes that one transaction overwrites, unless a single row has more: some ten milliseconds of the lock. */
const bytesAtOnce = 1_048_576;
const rowsAtOnce = 64;
/** Between two transactions: long enough for another process to get the lock. */
const pauseMs = 25;

/** What is left of deleted envelopes and uploads: their bytes. */
export interface Clearing extends Pick<Store, 'clearAway'> {
  /** Begins to overwrite what is marked as deleted. What fails is taken up by the next `clearAway`. */
  begin(): void;
  /** Empties the write-ahead log of older pages; `false` where another program's reading keeps it for now. */
  cutLog(): Promise<boolean>;
  /** Ends at the next pause what is under way; what is marked stays so. */
  stop(): Promise<void>;
}

/** Prepares the clearing away of deleted bytes; for `sqlite.ts`. */
export function openClearing(db: Database.Database, attempt: Attempt): Clearing {
  const rows = db.prepare<[number], { id: number; length: number }>(`
    SELECT body_rows.rowid AS id, length(bytes) AS length
    FROM bodies JOIN body_rows ON body_id = bodies.id WHERE is_deleted = 1 LIMIT ?`);
  const removeRow = db.prepare<[number]>('DELETE FROM body_rows WHERE rowid = ?');
  const isLeft = db.prepare<[], number>('SELECT 1 FROM bodies WHERE is_deleted = 1 LIMIT 1').pluck();
  const removeEmpty = db.prepare<[]>(`DELETE FROM bodies WHERE is_deleted = 1
    AND NOT EXISTS (SELECT 1 FROM body_rows WHERE body_id = bodies.id)`);

  const removeSome = db.transaction(() => {
    let bytes = 0;
    for (const { id, length } of rows.all(rowsAtOnce)) {
      if (bytes > 0 && bytes + length > bytesAtOnce) return;
      removeRow.run(id);
      bytes += length;
    }
    removeEmpty.run();
  });

  let isStopped = false;
  async function overwrite(): Promise<void> {
    while (!isStopped && (await attempt(() => isLeft.get())) !== undefined) {
      await attempt(() => removeSome.immediate());
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  let last: Promise<void> = Promise.resolve();
  let isWaiting = false;
  /** One after another; one that has not begun yet will see all that is marked by now. */
  function overwriteNext(): Promise<void> {
    if (!isWaiting) {
      isWaiting = true;
      last = last
        .catch(() => {})
        .then(() => {
          isWaiting = false;
          return overwrite();
        });
    }
    return last;
  }

  async function cutLog(): Promise<boolean> {
    try {
      await attempt(() => {
        const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
        if (result?.busy !== 0) throw new StorageError('storage-busy');
      });
      return true;
    } catch (error) {
      if (error instanceof StorageError && error.code === 'storage-busy') return false;
      throw error;
    }
  }

  return {
    begin: () => void overwriteNext().catch(() => {}),
    cutLog,

    async clearAway() {
      await overwriteNext();
      return !isStopped && (await cutLog());
    },

    async stop() {
      isStopped = true;
      await last.catch(() => {});
    },
  };
}
