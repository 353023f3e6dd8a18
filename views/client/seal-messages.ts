import type { KeyringErrorCode } from '../../crypto/keyring.ts';
import type { FullAnswers } from '../../report/answers.ts';

/** What the page asks of the worker: first to start, then to seal as often as answers change. */
export type ToWorker =
  | {
      readonly type: 'start';
      /** The exact bytes of `keyring.json`. */
      readonly keyring: Uint8Array;
      readonly minisig: string;
      /** UTC day of the device. */
      readonly today: string;
    }
  | {
      readonly type: 'seal';
      readonly receipt: Uint8Array;
      readonly answers: FullAnswers;
      readonly origin: string;
      readonly formBuild: string;
      readonly uiLanguage: string;
      readonly today: string;
    };

export type WorkerFailure = KeyringErrorCode | 'engine-failed' | 'seal-failed';

export type FromWorker =
  | { readonly type: 'ready'; readonly engine: string; readonly serial: number }
  | { readonly type: 'sealed'; readonly envelope: Uint8Array; readonly mailboxId: string }
  | { readonly type: 'failed'; readonly code: WorkerFailure };
