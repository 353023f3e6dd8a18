import type { Messages } from './messages.ts';

/** Addresses of the built files, such as `/assets/report-HASH.js`. */
export interface Assets {
  readonly style: string;
  readonly noscriptStyle: string;
  readonly reportScript: string;
  readonly receiptScript: string;
  readonly quickExitScript: string;
  readonly sealWorker: string;
  /** libsodium, fetched by the worker where WebAssembly works. */
  readonly sodiumScript: string;
  /** The light engine, fetched where it does not. */
  readonly lightScript: string;
  readonly favicon: string;
}

export interface PageSettings {
  /** An everyday website where "Leave now" goes. */
  readonly exitUrl: string;
  /** When people read reports, in the language of the page. */
  readonly readingHours: string;
  readonly demo: boolean;
  /** Whether the server may seal what a browser without scripts sends. */
  readonly noscript: 'seal' | 'refuse';
  /** Digits of the committee's root key, in groups divided by spaces. */
  readonly rootFingerprint: string;
  /** Offers the invented countries XA to XZ. */
  readonly fictionalCountries: boolean;
  readonly formBuild: string;
}

/** What every page needs besides its own props. */
export interface PageContext {
  readonly messages: Messages;
  readonly assets: Assets;
  readonly settings: PageSettings;
  /** Path of this page, `/en/report`. */
  readonly path: string;
}

/** Sealed in the browser, or posted openly and sealed by the server. */
export type Way = 'sealed' | 'plain';

/** Values to show again, by the name of the control. */
export type FieldValues = Readonly<Record<string, string | readonly string[]>>;
