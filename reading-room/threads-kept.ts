import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { maxReportBytes, reportName } from '../crypto/payload.ts';
import type { UpdateAnswers } from '../report/answers.ts';
import type { Report } from '../report/report.ts';
import { readLocal } from './local-file.ts';
import { readReport } from './read-report.ts';
import { fileError, RoomError } from './room-error.ts';

/** What is held of a kept report, of which there may be any number, and each as long as it likes. */
interface KeptFacts
  extends Pick<Report, 'kind' | 'reportId' | 'mailboxId' | 'threadKey' | 'replyRecipient' | 'createdDay'> {
  /** What an update says of erasure. */
  readonly erasure: UpdateAnswers['erasure'] | null;
  /** The sender keeps no code, and reads no answer. */
  readonly hasNoReceipt: boolean;
}

/** A report as `open --out` has kept it. */
export interface KeptReport {
  readonly folder: string;
  readonly report: KeptFacts;
}

/** A thread as it stands in a folder of kept reports. */
export interface KeptThread {
  /** What began it: answers are sealed to the recipient that it names, and to no other. */
  readonly first: KeptReport;
  /** The same report, as it came another time under another id; from the same hand. */
  readonly again: readonly KeptReport[];
  /** Updates that prove the same receipt code. */
  readonly updates: readonly KeptReport[];
}

/** How the folder of a report is called: its id, and part of its hash where two had one id. */
const reportFolder = /^[0-9a-f]{32}(?:-[0-9a-f]{16})?$/;

/** Every report kept in a folder, in the order of their names; what cannot be read as one is named, not skipped. */
async function keptReports(folder: string): Promise<KeptReport[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw fileError(error, folder, 'path-unreadable');
  }
  const names = entries.filter((entry) => entry.isDirectory() && reportFolder.test(entry.name)).map(({ name }) => name);
  const kept: KeptReport[] = [];
  for (const name of names.sort()) {
    const path = join(folder, name);
    const report = readReport(await readLocal(join(path, reportName), maxReportBytes, 'refuse'));
    kept.push({ folder: path, report: factsIn(report) });
  }
  return kept;
}

function factsIn(report: Report): KeptFacts {
  const { kind, reportId, mailboxId, threadKey, replyRecipient, createdDay } = report;
  return {
    ...{ kind, reportId, mailboxId, threadKey, replyRecipient, createdDay },
    erasure: (kind === 'update' && report.answers.erasure) || null,
    hasNoReceipt: kind !== 'update' && report.answers.receipt?.none === true,
  };
}

/**
 * Finds a thread among kept reports.
 * @param typed its mailbox id (64 digits), or the id of its first report (32).
 * @throws RoomError `thread-unknown`; `thread-ambiguous` where several first reports claim one mailbox: then only the id
 * of one of them says which is meant.
 */
export async function findThread(folder: string, typed: string): Promise<KeptThread> {
  const id = typed.trim().toLowerCase();
  const reports = await keptReports(folder);
  const firsts = reports.filter(
    ({ report }) => report.kind !== 'update' && (report.mailboxId === id || report.reportId === id),
  );
  const [first, ...others] = firsts;
  if (!first) throw new RoomError('thread-unknown', `${typed} in ${folder}`);
  // Named by its own id, one is meant: of those of a mailbox all must want their answers at the same place.
  const isUnclear = ({ report }: KeptReport) =>
    report.threadKey !== first.report.threadKey || report.replyRecipient !== first.report.replyRecipient;
  if (others.some(isUnclear))
    throw new RoomError('thread-ambiguous', firsts.map(({ report }) => report.reportId).join(', '));
  const { mailboxId, threadKey } = first.report;
  const updates = reports.filter(
    ({ report }) => report.kind === 'update' && report.mailboxId === mailboxId && report.threadKey === threadKey,
  );
  const again = reports.filter(
    (each) =>
      each !== first && each.report.kind !== 'update' && each.report.mailboxId === mailboxId && !isUnclear(each),
  );
  return { first, again, updates };
}
