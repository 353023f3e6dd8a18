export type SealErrorCode =
  | 'no-recipient'
  | 'too-many-recipients'
  | 'not-a-hybrid-recipient'
  | 'empty-payload'
  | 'source-changed';

/** Why something cannot be sealed; `source-changed` means that a file was altered or cut after its first reading. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly code: SealErrorCode;
  constructor(code: SealErrorCode) {
    super(code);
    this.code = code;
  }
}
