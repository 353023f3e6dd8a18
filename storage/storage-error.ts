import Database from 'better-sqlite3';

/** Newer: written by a later version of the code. Full: disk or quota. Broken: all else, and `cause` knows more. */
export type StorageErrorCode = 'storage-newer' | 'storage-full' | 'storage-broken';

const messages: Record<StorageErrorCode, string> = {
  'storage-newer': 'The database was written by a newer version of this program.',
  'storage-full': 'The disk has no room left for the database.',
  'storage-broken': 'The database could not be read or written.',
};

/** A failure of the engine or of the disk below it; never what a caller may expect, which is a value. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, cause?: unknown) {
    super(messages[code], { cause });
    this.code = code;
  }
}

/** SQLite names a full disk so, also when it is the shared-memory file that cannot grow. */
const fullCodes = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT']);

/**
 * Does one piece of storage work; for `storage/` alone.
 * @throws StorageError in place of what SQLite or the file system throws; a caller's own error passes unchanged.
 */
export function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(error);
  }
}

/** Turns an error of SQLite or the file system into a `StorageError`, and leaves any other as it is. */
export function translated(error: unknown): unknown {
  const isEngine = error instanceof Database.SqliteError;
  const isSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  if (!isEngine && !isSystem) return error;
  return new StorageError(fullCodes.has(String(error.code)) ? 'storage-full' : 'storage-broken', error);
}
