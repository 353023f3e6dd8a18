import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { envelopesMigration } from './migrations/0001-envelopes.ts';
import { uploadsMigration } from './migrations/0002-uploads.ts';
import { answersMigration } from './migrations/0003-answers.ts';
import { clearingMigration } from './migrations/0004-clearing.ts';
import { StorageError, translated } from './storage-error.ts';

/** In order of their numbers; never edited once released, only added to. */
const migrations: readonly string[] = [envelopesMigration, uploadsMigration, answersMigration, clearingMigration];

/** How long opening waits for a lock, in the thread, in which nothing else runs yet. Longer than any transaction of ours. */
const openingTimeoutMs = 5_000;

/**
 * Opens the SQLite file behind a store, making file and folder where missing; for `storage/` and its tests.
 * The file is 0600 and so are the WAL files beside it; a folder made here is 0700, an existing one is left alone.
 * Once it is open no statement waits for a lock in the thread: `Attempt` does, outside it.
 * @throws StorageError `storage-newer` before anything in the file was changed; `storage-busy`; `storage-full`;
 * `storage-broken`.
 */
export function openDatabase(file: string): Database.Database {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Made before SQLite would make it with the umask's mode.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    return configured(new Database(file, { timeout: openingTimeoutMs }));
  } catch (error) {
    throw translated(error);
  }
}

function configured(db: Database.Database): Database.Database {
  try {
    refuseNewer(db);
    configure(db);
    migrate(db);
    db.pragma('busy_timeout = 0');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
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
      if (!isBusy || waitedMs >= openingTimeoutMs) throw error;
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
