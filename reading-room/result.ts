import type { FullAnswers, UpdateAnswers } from '../report/answers.ts';
import type { Contradiction } from '../report/contradictions.ts';
import type { ReportFile } from '../report/evidence.ts';
import type { Report } from '../report/report.ts';
import type { ErrorCode } from './room-error.ts';

/** A file as it came, without its bytes. */
export interface PackedFile {
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the bytes that are here, hexadecimal. */
  readonly sha256: string;
  /** SHA-256 as it was written down at sealing. */
  readonly listedSha256: string;
  readonly intact: boolean;
}

/** Both sides of a file: what came, and what the report says of it. One of them may be missing, which is an alarm. */
export interface FileFacts {
  /** Counted from 1. */
  readonly number: number;
  /** `files/001`: ours, never the sender's. */
  readonly name: string;
  readonly packed: PackedFile | null;
  readonly described: ReportFile | null;
  /** Who may see it: as the sender says, the secretariat alone where nothing is said. */
  readonly mayBeSeenBy: NonNullable<ReportFile['use']>;
  /** What whoever opens it is to know first. */
  readonly warnings: readonly FileWarning[];
}

export type FileWarning = 'distressing' | 'people-visible';

export type AlarmCode =
  | 'mailbox-differs'
  | 'sealed-by-differs'
  | 'day-differs'
  | 'committee-differs'
  | 'keyring-serial-unknown'
  | 'origin-unknown'
  | 'envelope-differs'
  | 'not-in-chain'
  | 'report-altered'
  | 'file-altered'
  | 'files-differ'
  | 'file-size-differs'
  | 'report-id-conflict'
  | 'two-first-reports'
  | 'update-unproven'
  | 'chain-start'
  | 'chain-broken'
  | 'chain-disagrees';

export type NoticeCode =
  | 'report-twice'
  | 'from-take-away'
  | 'keyring-expired-then'
  | 'not-collected'
  | 'chain-hole'
  | 'no-receipt'
  | 'erased-here'
  | 'consent-lowered'
  | 'consent-change-asked'
  | 'contact-change-asked'
  | 'erasure-asked'
  | 'erasure-taken-back';

/** Something that does not fit. `detail` may hold hostile text. */
export interface Alarm {
  readonly code: AlarmCode;
  readonly detail: string;
}

export interface Notice {
  readonly code: NoticeCode;
  readonly detail: string;
}

/** Whether a report is the first of its thread or an update, and whether whoever wrote it held the receipt code. */
export type Thread = 'first' | 'proven' | 'unproven' | 'first-not-here';

/** Where `--out` put a report. */
export interface Kept {
  readonly folder: string;
  readonly state: 'written' | 'already-here';
  /** The folder that holds other content under the same report id, if there is one. */
  readonly beside: readonly string[];
}

/**
 * What is held of each report until all are judged: some hundred bytes, whatever stands in it. All else is read again
 * when it is shown.
 */
export interface Facts {
  readonly kind: Report['kind'];
  readonly reportId: string;
  readonly mailboxId: string;
  readonly threadKey: string;
  /** SHA-256 of the recipient, hexadecimal. */
  readonly replyRecipient: string;
  readonly createdDay: string;
  /** How far the report may go, or is to go from now on. */
  readonly caseUse: NonNullable<UpdateAnswers['consent']>['caseUse'] | null;
  /** Whether an update names another way to be reached, and what it says of erasure. */
  readonly asksContact: boolean;
  readonly erasure: UpdateAnswers['erasure'] | null;
  /** As the sender says; `null` for an alert, which says so by its kind, and for updates. */
  readonly urgency: FullAnswers['urgency']['self'] | null;
  /** SHA-256 of the answers, hexadecimal: of many reports that say one thing all but one can wait. */
  readonly answers: string;
  /** Country and name of the first MP, inert and short; the country is the sender's word too. */
  readonly about: string;
  /** How many files are here. */
  readonly files: number;
}

/** What stands in an envelope. */
export interface Opened {
  readonly report: Report;
  readonly files: readonly FileFacts[];
  /** Answers that do not fit together; the submitter was told, and could leave them so. */
  readonly contradictions: readonly Contradiction[];
}

/** What became of one envelope, or of an input that was none; short, so that there may be any number of them. */
export interface Result {
  /** As given; a bundle's member as `BUNDLE.tar/envelopes/000001.age`. */
  readonly path: string;
  /** Hexadecimal, of the envelope's bytes; `null` if they could not be read. */
  sha256: string | null;
  opened: boolean;
  code?: ErrorCode;
  detail?: string;
  facts?: Facts;
  /** SHA-256 of the payload without its fill, hexadecimal: one report has one, however it was filled up and carried. */
  contentSha256?: string;
  /** Path of the first input with this very content, if it is not this one. */
  copyOf?: string;
  thread?: Thread;
  alarms: Alarm[];
  readonly notices: Notice[];
  kept?: Kept;
}

/** What a bundle's piece of the chain says. */
export interface ChainReview {
  readonly path: string;
  readonly committee: string;
  readonly start: { readonly length: number; readonly head: string };
  readonly end: { readonly length: number; readonly head: string };
  readonly envelopes: number;
  readonly alarms: Alarm[];
  readonly notices: Notice[];
}
