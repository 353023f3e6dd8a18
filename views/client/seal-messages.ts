import type { AnswerErrorCode } from '../../crypto/answer.ts';
import type { KeyringErrorCode } from '../../crypto/keyring.ts';
import type { Answer } from '../../report/answer.ts';
import type { ContradictionId } from '../../report/contradictions.ts';
import type { FieldError } from '../../report/field-errors.ts';
import type { FormId } from '../../report/form.ts';
import type { FormFields } from '../../report/read-form.ts';

/**
 * Addresses of scripts for where sealing happens: of the two engines one is fetched, that for files with the first file,
 * and that for answers with the first answer, on pages that have one.
 */
export interface EngineUrls {
  readonly sodium: string;
  readonly light: string;
  readonly files: string;
  readonly answers: string;
}

/** What the page asks: first to start, then to judge and to seal as often as answers change. */
export type ToSealing =
  | {
      readonly type: 'start';
      readonly engines: EngineUrls;
      /** The exact bytes of `keyring.json`. */
      readonly keyring: Uint8Array;
      readonly minisig: string;
      /** Whether somebody has chosen to go on with one that has expired; a served page takes none. */
      readonly mayBeExpired: boolean;
      /** UTC day of the device. */
      readonly today: string;
    }
  | {
      /** Makes what a seal needs of the receipt, before anybody waits for it. */
      readonly type: 'prepare';
      readonly receipt: Uint8Array;
    }
  | {
      /** Opens an answer, and believes it by the keyring. */
      readonly type: 'open-answer';
      readonly receipt: Uint8Array;
      readonly sealed: Uint8Array;
    }
  | {
      readonly type: 'check';
      readonly form: FormId;
      readonly fields: FormFields;
      /** Numbers of the files that the fields speak of too. */
      readonly files: readonly number[];
    }
  | {
      readonly type: 'seal';
      readonly form: FormId;
      readonly fields: FormFields;
      readonly origin: string;
      readonly formBuild: string;
      readonly uiLanguage: string;
      readonly today: string;
    }
  /** Makes an envelope of files, of which slices are asked for afterwards. */
  | ({ readonly type: 'seal-files' } & FilesToSeal)
  /** Makes one envelope of a report and its files, of which there may be none. */
  | ({ readonly type: 'seal-whole'; readonly form: FormId } & FilesToSeal)
  | { readonly type: 'slice'; readonly id: number; readonly start: number; readonly end: number }
  /** Forgets an envelope of files. */
  | { readonly type: 'drop'; readonly id: number };

export interface FilesToSeal {
  readonly files: readonly ChosenFile[];
  /** What is said of them, under the names of the controls; with a report, its answers too. */
  readonly fields: FormFields;
  readonly isWide: boolean;
  readonly origin: string;
  readonly formBuild: string;
  readonly uiLanguage: string;
  readonly today: string;
}

/** A file with its number in the names of its controls. */
export interface ChosenFile {
  readonly number: number;
  readonly file: File;
}

/** Why a file is not sealed: it changed or is gone, it is of a kind that cannot be cleaned, or not whole. */
export type FileFault = 'changed' | 'not-cleaned' | 'broken';

export type SealingFailure = KeyringErrorCode | 'engine-failed' | 'seal-failed' | 'too-large';

export type FromSealing =
  | { readonly type: 'ready'; readonly engine: string; readonly serial: number }
  /** With the receipt code in nine groups. */
  | { readonly type: 'prepared'; readonly code: string }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'bad-answer'; readonly code: AnswerErrorCode }
  | {
      readonly type: 'checked';
      readonly errors: readonly FieldError[];
      readonly contradictions: readonly ContradictionId[];
    }
  | { readonly type: 'sealed'; readonly envelope: Uint8Array; readonly mailboxId: string }
  | {
      readonly type: 'sealed-files';
      readonly id: number;
      /** Bytes of the envelope. */
      readonly size: number;
      /** Hexadecimal: shows that who sends may add to the thread. */
      readonly mailboxToken: string;
    }
  | { readonly type: 'slice'; readonly bytes: Uint8Array }
  | { readonly type: 'dropped' }
  | { readonly type: 'bad-file'; readonly number: number; readonly fault: FileFault }
  | { readonly type: 'failed'; readonly code: SealingFailure };

/** Told to the page by the sealing script when it runs there and not in a worker. */
export const sealingInPage = 'sealing-in-page';
export interface SealingInPage {
  readonly ask: (ask: ToSealing) => Promise<FromSealing>;
}
