import type { KeyringErrorCode } from '../../crypto/keyring.ts';
import type { ContradictionId } from '../../report/contradictions.ts';
import type { FieldError } from '../../report/field-errors.ts';
import type { FormId } from '../../report/form.ts';
import type { FormFields } from '../../report/read-form.ts';
import type { EngineUrls } from './engine-scripts.ts';

/** What the page asks: first to start, then to judge and to seal as often as answers change. */
export type ToSealing =
  | {
      readonly type: 'start';
      readonly engines: EngineUrls;
      /** The exact bytes of `keyring.json`. */
      readonly keyring: Uint8Array;
      readonly minisig: string;
      /** UTC day of the device. */
      readonly today: string;
    }
  | {
      /** Makes what a seal needs of the receipt, before anybody waits for it. */
      readonly type: 'prepare';
      readonly receipt: Uint8Array;
    }
  | { readonly type: 'check'; readonly form: FormId; readonly fields: FormFields }
  | {
      readonly type: 'seal';
      readonly form: FormId;
      readonly fields: FormFields;
      readonly origin: string;
      readonly formBuild: string;
      readonly uiLanguage: string;
      readonly today: string;
    };

export type SealingFailure = KeyringErrorCode | 'engine-failed' | 'seal-failed' | 'too-large';

export type FromSealing =
  | { readonly type: 'ready'; readonly engine: string; readonly serial: number }
  | { readonly type: 'prepared' }
  | {
      readonly type: 'checked';
      readonly errors: readonly FieldError[];
      readonly contradictions: readonly ContradictionId[];
    }
  | { readonly type: 'sealed'; readonly envelope: Uint8Array; readonly mailboxId: string }
  | { readonly type: 'failed'; readonly code: SealingFailure };

/** Told to the page by the sealing script when it runs there and not in a worker. */
export const sealingInPage = 'sealing-in-page';
export interface SealingInPage {
  readonly ask: (ask: ToSealing) => Promise<FromSealing>;
}
