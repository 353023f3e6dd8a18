import Database from 'better-sqlite3';

/**
 * Newer: written by a later version of the code. Full: disk or quota. Busy: another program kept its lock for too long.
 * Broken: all else, and `cause` knows more.
 */
export type StorageErrorCode = 'storage-newer' | 'storage-full' | 'storage-busy' | 'storage-broken';

const messages: Record<StorageErrorCode, string> = {
  'storage-newer': 'The database was written by a newer version of this program.',
  'storage-full': 'The disk has no room left for the database.',
  'storage-busy': 'Another program has locked the database.',
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

/** Turns an error of SQLite or the file system into a `StorageError`, and leaves any other as it is. */
export function translated(error: unknown): unknown {
  const isEngine = error instanceof Database.SqliteError;
  const isSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  if (!isEngine && !isSystem) return error;
  return new StorageError(codeOf(String(error.code)), error);
}

function codeOf(code: string): StorageErrorCode {
  if (fullCodes.has(code)) return 'storage-full';
  // The last one is a lock of the write-ahead log's index that others took too often in a row.
  const isBusy = code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'SQLITE_PROTOCOL';
  return isBusy ? 'storage-busy' : 'storage-broken';
}
