import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { envelopesMigration } from './migrations/0001-envelopes.ts';
import { uploadsMigration } from './migrations/0002-uploads.ts';
import { answersMigration } from './migrations/0003-answers.ts';
import { attempt, StorageError } from './storage-error.ts';

/** In order of their numbers; never edited once released, only added to. */
const migrations: readonly string[] = [envelopesMigration, uploadsMigration, answersMigration];

/** Longer than any transaction of ours, shorter than a browser's patience. */
const busyTimeoutMs = 5_000;

/**
 * Opens the SQLite file behind a store, making file and folder where missing; for `storage/` and its tests.
 * The file is 0600 and so are the WAL files beside it; a folder made here is 0700, an existing one is left alone.
 * @throws StorageError `storage-newer` before anything in the file was changed; `storage-full`; `storage-broken`.
 */
export function openDatabase(file: string): Database.Database {
  return attempt(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Made before SQLite would make it with the umask's mode.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    // The collect command opens the file while the server writes: wait for a lock instead of failing.
    const db = new Database(file, { timeout: busyTimeoutMs });
    try {
      refuseNewer(db);
      configure(db);
      migrate(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function configure(db: Database.Database): void {
  // Readers and the one writer do not wait for each other.
  useWal(db);
  // A receipt is shown only when the report is on disk; WAL with NORMAL may lose the last commits with the power.
  db.pragma('synchronous = FULL');
  // What was deleted is overwritten with zeros, not left in free pages for whoever seizes the disk.
  db.pragma('secure_delete = ON');
  // Bytes without an envelope, or an envelope without a chain entry, must not be possible.
  db.pragma('foreign_keys = ON');
  // A tampered schema may not call functions with side effects.
  db.pragma('trusted_schema = OFF');
}

/** SQLite does not wait for a lock when two processes turn a new file to WAL at once: wait here. */
function useWal(db: Database.Database): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedMs = 0; ; waitedMs += 20) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!isBusy || waitedMs >= busyTimeoutMs) throw error;
      Atomics.wait(pause, 0, 0, 20);
    }
  }
}

function versionOf(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

function refuseNewer(db: Database.Database): void {
  if (versionOf(db) > migrations.length) throw new StorageError('storage-newer');
}

function migrate(db: Database.Database): void {
  if (versionOf(db) === migrations.length) return;
  const apply = db.transaction(() => {
    // Asked again under the lock: another process may have migrated meanwhile.
    refuseNewer(db);
    for (const migration of migrations.slice(versionOf(db))) db.exec(migration);
    db.pragma(`user_version = ${migrations.length}`);
  });
  apply.immediate();
}
