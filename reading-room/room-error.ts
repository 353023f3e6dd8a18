import { KeyFileError, type KeyFileErrorCode } from '../crypto/key-file.ts';
import { KeyringError, type KeyringErrorCode } from '../crypto/keyring.ts';
import { OpenError, type OpenErrorCode } from '../crypto/open.ts';
import { SealError, type SealErrorCode } from '../crypto/seal-error.ts';
import { PayloadError, type PayloadErrorCode } from '../crypto/unpack.ts';

type RoomErrorCode =
  | 'usage'
  | 'option-value'
  | 'already-exists'
  | 'no-terminal'
  | 'interrupted'
  | 'passphrase-missing'
  | 'passphrase-unreadable'
  | 'passphrase-count'
  | 'path-missing'
  | 'path-denied'
  | 'path-unreadable'
  | 'input-changed'
  | 'path-is-link'
  | 'path-is-folder'
  | 'path-is-device'
  | 'path-not-folder'
  | 'file-too-large'
  | 'folder-empty'
  | 'disk-full'
  | 'write-failed'
  | 'committee-malformed'
  | 'root-differs'
  | 'self-test-failed'
  | 'bundle-entry'
  | 'bundle-index'
  | 'bundle-index-too-long'
  | 'bundle-cut'
  | 'report-unknown'
  | 'thread-unknown'
  | 'thread-ambiguous'
  | 'thread-erased'
  | 'answered-elsewhere'
  | 'message-unreadable'
  | 'message-empty'
  | 'answer-too-long'
  | 'answer-kept-broken'
  | 'reply-key-unlisted'
  | 'reply-key-revoked'
  | 'reply-key-not-today'
  | 'nothing-outgoing'
  | 'erasure-not-asked'
  | 'erasure-taken-back'
  | 'erasure-not-noted'
  | 'erasure-too-early'
  | 'report-not-json'
  | 'report-invalid'
  | 'unexpected';

/** Every name that an error can have in the reading room. */
export type ErrorCode =
  | RoomErrorCode
  | KeyFileErrorCode
  | KeyringErrorCode
  | OpenErrorCode
  | PayloadErrorCode
  | SealErrorCode;

/** Why a command or one input fails. `detail` says which option, path or field; it may hold hostile text. */
export class RoomError extends Error {
  override readonly name = 'RoomError';
  readonly code: RoomErrorCode;
  readonly detail: string;
  constructor(code: RoomErrorCode, detail = '', cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.detail = detail;
  }
}

/** What is left of an error when it reaches a person. */
export interface Failure {
  readonly code: ErrorCode;
  readonly detail: string;
}

/** Most characters of the message of an unexpected error; it may hold a text from outside. */
const maxUnforeseen = 500;

/** Gives any thrown thing its name; what nobody foresaw is `unexpected`. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RoomError) return { code: error.code, detail: error.detail };
  if (
    error instanceof KeyFileError ||
    error instanceof KeyringError ||
    error instanceof OpenError ||
    error instanceof PayloadError ||
    error instanceof SealError
  )
    return { code: error.code, detail: '' };
  return {
    code: 'unexpected',
    detail: (error instanceof Error ? error.message : String(error)).slice(0, maxUnforeseen),
  };
}

/** Names an error of the file system. @param otherwise the code for what has no better name. */
export function fileError(error: unknown, path: string, otherwise: 'path-unreadable' | 'write-failed'): RoomError {
  if (error instanceof RoomError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  // Not the file system's, whose codes are in capitals: keeps its own name, or is unexpected.
  if (typeof code !== 'string' || !/^[A-Z]/.test(code)) throw error;
  switch (code) {
    case 'ENOENT':
      return new RoomError('path-missing', path, error);
    case 'ENOTDIR':
      return new RoomError('path-not-folder', path, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new RoomError('path-denied', path, error);
    case 'ELOOP':
      return new RoomError('path-is-link', path, error);
    case 'EEXIST':
    case 'ENOTEMPTY':
      return new RoomError('already-exists', path, error);
    case 'ENOSPC':
    case 'EDQUOT':
      return new RoomError('disk-full', path, error);
    default:
      return new RoomError(otherwise, path, error);
  }
}
