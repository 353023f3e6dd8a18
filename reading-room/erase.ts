import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clearAnswers, isErased, markErased, notedErasure, noteErasure } from './answers-kept.ts';
import { needed, readArguments } from './arguments.ts';
import { dayAfter } from './day.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';
import { partialName, partialPrefix } from './partial.ts';
import { fileError, RoomError } from './room-error.ts';
import { findThread, type KeptReport, type KeptThread } from './threads-kept.ts';

/** Days in which whoever holds the code can take a request for erasure back. */
export const graceDays = 7;

/**
 * `erase`: notes that a submitter has asked for it, and a week later carries it out. The week begins with the note: the
 * day inside a request is its sender's word, and whoever has found the paper must not be able to make it short.
 */
export async function erase(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, {
    reports: { type: 'string' },
    thread: { type: 'string' },
    'carry-out': { type: 'boolean', default: false },
    anew: { type: 'boolean', default: false },
  });
  if (positionals.length > 0) throw new RoomError('usage', `nothing is done with ${inert(positionals[0] ?? '')}`);
  const reports = needed(values.reports, '--reports');
  const thread = await findThread(reports, needed(values.thread, '--thread'));
  const { mailboxId } = thread.first.report;
  // Begun before, and ended in the middle.
  if (await isErased(reports, mailboxId)) return carryOut(reports, thread, io);
  const today = io.today();
  const noted = await notedErasure(reports, mailboxId);
  if (noted === null) {
    requireRequest(thread, today);
    if (values['carry-out']) throw new RoomError('erasure-not-noted', mailboxId);
    return note(reports, thread, io);
  }
  // Any that came since the note counts, whatever day its sender gave it.
  const back = wishes(thread, 'take_back').find((each) => !noted.takenBack.includes(idOf(each)));
  const isAskedAgain = wishes(thread, 'ask').some((each) => !noted.asked.includes(idOf(each)));
  // Which of the two came last only somebody who reads them can say.
  if (back && isAskedAgain && values.anew && !values['carry-out']) return note(reports, thread, io);
  if (back) throw new RoomError('erasure-taken-back', back.report.createdDay);
  const free = dayAfter(noted.day, graceDays);
  if (!values['carry-out']) {
    await io.out(
      `It was noted on ${noted.day}: thread ${mailboxId} can be erased from ${free} on, with --carry-out.\n`,
    );
    return 0;
  }
  if (today < free) throw new RoomError('erasure-too-early', `from ${free} on`);
  // First, so that the server is told even if this ends in the middle.
  await markErased(reports, mailboxId, today);
  return carryOut(reports, thread, io);
}

/** From today on there is a week in which all that is known now can be taken back. */
async function note(reports: string, thread: KeptThread, io: Io): Promise<number> {
  const { mailboxId } = thread.first.report;
  const today = io.today();
  const [asked, takenBack] = [wishes(thread, 'ask').map(idOf), wishes(thread, 'take_back').map(idOf)];
  await noteErasure(reports, mailboxId, { day: today, asked, takenBack });
  await io.out(
    `Noted: thread ${mailboxId} can be erased from ${dayAfter(today, graceDays)} on, unless the request is taken back.\n`,
  );
  return 0;
}

/** The first report last: without it nobody finds the thread again. */
async function carryOut(reports: string, { first, again, updates }: KeptThread, io: Io): Promise<number> {
  await clearAnswers(reports, first.report.mailboxId);
  const folders = [...updates, ...again, first].map(({ folder }) => folder);
  for (const folder of folders) {
    // Away under a name that is no report's: one that is deleted in part could else be read by nobody, and stop everything.
    const away = partialName(join(reports, partialPrefix));
    try {
      await rename(folder, away);
      await rm(away, { recursive: true });
    } catch (error) {
      throw fileError(error, folder, 'write-failed');
    }
  }
  await io.out(
    `Erased here: ${folders.length} reports. The server forgets them with the next bundle: npm run room -- outgoing.\n` +
      'What is left: copies of this folder, in plain text: delete them, or make them anew. Files of messages too.\n' +
      'And bundles that were collected, on sticks or elsewhere: only destroying the identity erases those.\n',
  );
  return 0;
}

const idOf = ({ report }: KeptReport): string => report.reportId;

const wishes = ({ updates }: KeptThread, wish: 'ask' | 'take_back'): KeptReport[] =>
  updates.filter(({ report }) => report.erasure === wish);

/** @throws RoomError `erasure-not-asked`, `erasure-taken-back`. */
function requireRequest(thread: KeptThread, today: string): void {
  // A day that has not come yet is no later than today.
  const days = (wish: 'ask' | 'take_back') =>
    wishes(thread, wish).map(({ report }) => (report.createdDay > today ? today : report.createdDay));
  const asked = days('ask').sort().at(-1);
  if (asked === undefined) throw new RoomError('erasure-not-asked');
  // Of the same day nobody can say which came later: then nothing is lost.
  const back = days('take_back').find((day) => day >= asked);
  if (back !== undefined) throw new RoomError('erasure-taken-back', back);
}
