import type { ContradictionId } from '../report/contradictions.ts';
import type { FieldError } from '../report/field-errors.ts';
import type { FormId } from '../report/form.ts';
import type { Pasted } from '../report/pasted-mps.ts';
import type { Question } from '../report/questions.ts';
import type { Direction, Language, Messages } from './messages.ts';
import type { Later } from './render.ts';

/** Addresses of the built files, such as `/assets/report-HASH.js`. */
export interface Assets {
  readonly style: string;
  readonly noscriptStyle: string;
  readonly reportScript: string;
  /** Helps to type into lists of countries. */
  readonly countriesScript: string;
  readonly receiptScript: string;
  readonly sealedScript: string;
  readonly quickExitScript: string;
  readonly sealWorker: string;
  /** libsodium, fetched by the worker where WebAssembly works. */
  readonly sodiumScript: string;
  /** The light engine, fetched where it does not. */
  readonly lightScript: string;
  /** Locks a copy for the submitter; fetched when somebody asks for one. */
  readonly copyWorker: string;
  /** Reads a pasted list; fetched when somebody has one. */
  readonly pasteWorker: string;
  /** Files that follow a report: what the page needs of it, and what seals them. */
  readonly evidenceScript: string;
  readonly fileScript: string;
  /** Opens answers, where reports are sealed; fetched by whoever comes back. */
  readonly answerScript: string;
  readonly favicon: string;
}

/** What pages show of the settings; of those that exist once a language, the one of the page. */
export interface PageSettings {
  /** An everyday website where "Leave now" goes. */
  readonly exitUrl: string;
  /** When people read reports, in the language of the page. */
  readonly readingHours: string;
  /** By what right personal data are handled, in the language of the page. */
  readonly legalBasis: string;
  /** Name and postal address of who is responsible for personal data. */
  readonly controller: string;
  /** An address or URL to write to about personal data. */
  readonly privacyContact: string;
  /** Days for which the team keeps reports that it has opened. */
  readonly retentionDays: number;
  /** Days for which a mailbox stays here after the last thing that happened in it. */
  readonly threadDays: number;
  readonly demo: boolean;
  /** Whether the server may seal what a browser without scripts sends. */
  readonly noscript: 'seal' | 'refuse';
  /** Digits of the committee's root key, in groups divided by spaces. */
  readonly rootFingerprint: string;
  /** Offers the invented countries XA to XZ, without XK. */
  readonly fictionalCountries: boolean;
  /** Largest file, in bytes, and most files of one sitting. */
  readonly maxFileBytes: number;
  readonly maxFiles: number;
  readonly formBuild: string;
  /** Bytes that the take-away form is sent in, at most. */
  readonly takeAwayBytes: number;
  /** Where its SHA-256 is published, apart from this site; empty if nobody has said so. */
  readonly takeAwayCheck: string;
}

/** A language that this site speaks. */
export interface OfferedLanguage {
  readonly code: Language;
  /** The language's own name. */
  readonly name: string;
  readonly direction: Direction;
}

/** What every page needs besides its own props. */
export interface PageContext {
  readonly messages: Messages;
  /** All of them, that of the page too. */
  readonly languages: readonly OfferedLanguage[];
  readonly assets: Assets;
  readonly settings: PageSettings;
  /** Path of this page, `/en/report`. */
  readonly path: string;
}

/** Sealed in the browser; posted openly and sealed by the server; sealed in the browser, in a file without a network. */
export type Way = 'sealed' | 'plain' | 'take-away';

/** Values to show again, by the name of the control. */
export type FieldValues = Readonly<Record<string, string | readonly string[]>>;

/** What every piece of a form needs. */
export interface FormProps {
  readonly context: PageContext;
  readonly form: FormId;
  readonly questions: readonly Question[];
  readonly way: Way;
  readonly values: FieldValues;
  readonly errors: readonly FieldError[];
  readonly lookAgain?: LookAgain;
  /** Where a page may be large: leaves its pieces to be made one after another. */
  readonly later?: Later;
}

/** What an open post shows before it counts. */
export interface LookAgain {
  readonly contradictions: readonly ContradictionId[];
  readonly pasted?: Pasted;
  /** Whether room was asked for, and made. */
  readonly isMore?: boolean;
  /** Whether the answers were to be checked, and are good. */
  readonly isChecked?: boolean;
  /** Whether the browser did not say that the post came from here, so that nothing else was looked at. */
  readonly isUnnamed?: boolean;
  /** Why nothing was stored. */
  readonly problem?: PlainProblem;
}

/** What can stop a report of which nothing is wrong. */
export type PlainProblem = 'keyring-expired' | 'too-large' | 'busy' | 'storage-full' | 'server-error';
