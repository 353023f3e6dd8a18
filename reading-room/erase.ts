import { rm } from 'node:fs/promises';
import { erasureNotedOn, isErased, markErased, noteErasure } from './answers-kept.ts';
import { needed, readArguments } from './arguments.ts';
import { dayAfter } from './day.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';
import { fileError, RoomError } from './room-error.ts';
import { findThread, type KeptThread } from './threads-kept.ts';

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
  });
  if (positionals.length > 0) throw new RoomError('usage', `nothing is done with ${inert(positionals[0] ?? '')}`);
  const reports = needed(values.reports, '--reports');
  const thread = await findThread(reports, needed(values.thread, '--thread'));
  requireRequest(thread);
  const { mailboxId } = thread.first.report;
  // Begun before, and ended in the middle.
  if (await isErased(reports, mailboxId)) return carryOut(thread, io);
  const noted = await erasureNotedOn(reports, mailboxId);
  const today = io.today();
  const free = dayAfter(noted ?? today, graceDays);
  if (noted === null) {
    if (values['carry-out']) throw new RoomError('erasure-not-noted', mailboxId);
    await noteErasure(reports, mailboxId, today);
    io.out(`Noted: thread ${mailboxId} can be erased from ${free} on, unless the request is taken back until then.\n`);
    return 0;
  }
  if (!values['carry-out']) {
    io.out(`It was noted on ${noted}: thread ${mailboxId} can be erased from ${free} on, with --carry-out.\n`);
    return 0;
  }
  if (today < free) throw new RoomError('erasure-too-early', `from ${free} on`);
  // First, so that the server is told even if this ends in the middle.
  await markErased(reports, mailboxId, today);
  return carryOut(thread, io);
}

/** The first report last: without it nobody finds the thread again. */
async function carryOut({ first, updates }: KeptThread, io: Io): Promise<number> {
  const folders = [...updates, first].map(({ folder }) => folder);
  for (const folder of folders)
    try {
      await rm(folder, { recursive: true });
    } catch (error) {
      throw fileError(error, folder, 'write-failed');
    }
  io.out(
    `Erased here: ${folders.length} reports. The server forgets them with the next bundle: npm run room -- outgoing.\n` +
      'What is left: bundles that were collected, on sticks or elsewhere. Only destroying the identity erases those.\n',
  );
  return 0;
}

/** @throws RoomError `erasure-not-asked`, `erasure-taken-back`. */
function requireRequest({ updates }: KeptThread): void {
  const days = (wish: 'ask' | 'take_back') =>
    updates.flatMap(({ report }) =>
      report.kind === 'update' && report.answers.erasure === wish ? [report.createdDay] : [],
    );
  const asked = days('ask').sort().at(-1);
  if (asked === undefined) throw new RoomError('erasure-not-asked');
  // Of the same day nobody can say which came later: then nothing is lost.
  const back = days('take_back').find((day) => day >= asked);
  if (back !== undefined) throw new RoomError('erasure-taken-back', back);
}
