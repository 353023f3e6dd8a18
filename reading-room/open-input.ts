import { isErased } from './answers-kept.ts';
import { readBundle } from './bundle-file.ts';
import type { Segment } from './chain-review.ts';
import { contextAlarms, contextNotices, envelopeAlarms, type Hint, hashAlarms, type Known } from './context-alarms.ts';
import { EnvelopePieces } from './envelope-pieces.ts';
import { fileAlarms } from './file-facts.ts';
import type { Input } from './inputs.ts';
import { type LocalFile, openLocal } from './local-file.ts';
import { factsOf, readEnvelope } from './read-envelope.ts';
import type { Opened, Result } from './result.ts';
import { type Failure, failureOf, RoomError } from './room-error.ts';
import { Draft } from './shelf.ts';
import type { Shortcut } from './shortcut.ts';

/** What opening needs: keys, what is known, where to put reports, if anywhere, and what may stay in memory. */
export interface Desk {
  readonly identities: readonly string[];
  readonly known: Known;
  readonly out: string | undefined;
  readonly shortcut: Shortcut;
}

/** An input that was judged. */
export interface Found {
  readonly result: Result;
  /** What stands in it, read again unless it is still here; only for what was opened. @throws as the first time. */
  readonly open: () => Promise<Opened>;
}

/** Where an envelope stands: a file, or a range of one. */
interface Place {
  readonly file: LocalFile;
  readonly start: number;
  readonly size: number;
}

/** Judges one input; a bundle gives a result for each envelope, and one more if it is not whole. */
export async function* openInput(input: Input, desk: Desk, segments: Segment[]): AsyncGenerator<Found> {
  if (input.kind === 'refused') {
    yield failed(input.path, input.failure);
    return;
  }
  try {
    const file = await openLocal(input.path, 'refuse');
    try {
      if (input.kind === 'bundle') yield* openBundle(file, desk, segments);
      else yield await openOne(input.path, { file, start: 0, size: file.size }, null, desk);
    } finally {
      await file.handle.close();
    }
  } catch (error) {
    yield failed(input.path, failureOf(error));
  }
}

async function* openBundle(file: LocalFile, desk: Desk, segments: Segment[]): AsyncGenerator<Found> {
  const { path } = file;
  const { index, members, fault } = await readBundle(file);
  segments.push({ path, index });
  for (const { envelope, start } of members)
    yield await openOne(`${path}/${envelope.name}`, { file, start, size: envelope.size }, { index, envelope }, desk);
  if (!fault) return;
  const rest = index.envelopes.length - members.length;
  const detail = rest > 0 ? `${rest} of ${index.envelopes.length} envelopes could not be reached` : '';
  yield failed(path, { code: fault.code, detail: [fault.detail, detail].filter(Boolean).join('; ') });
}

async function openOne(path: string, place: Place, hint: Hint | null, desk: Desk): Promise<Found> {
  const { identities, known, out, shortcut } = desk;
  const result: Result = { path, sha256: null, opened: false, alarms: [], notices: [] };
  const draft = out === undefined ? null : new Draft(out);
  let held: Opened | null = null;
  try {
    const envelope = new EnvelopePieces(place.file, place.start, place.size);
    let read: Awaited<ReturnType<typeof readEnvelope>>;
    try {
      read = await readEnvelope(envelope, identities, draft);
    } finally {
      result.sha256 = await envelope.sha256();
      if (hint) result.alarms.push(...envelopeAlarms(result.sha256, hint));
    }
    const { unpacked, opened } = read;
    const { report, files } = opened;
    result.opened = true;
    result.facts = factsOf(opened);
    result.contentSha256 = unpacked.contentSha256;
    result.alarms.push(
      ...contextAlarms(report, hint, known),
      ...hashAlarms(unpacked.report, unpacked.files),
      ...fileAlarms(files),
    );
    result.notices.push(...contextNotices(report));
    held = shortcut.take(opened, unpacked.report.size);
    if (draft && out !== undefined) {
      if (await isErased(out, report.mailboxId)) result.notices.push({ code: 'erased-here', detail: '' });
      else result.kept = await draft.settle(report.reportId, unpacked);
    }
  } catch (error) {
    Object.assign(result, failureOf(error));
  } finally {
    await draft?.drop();
  }
  const { start, size } = place;
  const again = { path: place.file.path, start, size, sha256: result.sha256 };
  return { result, open: held ? givenBy(held) : () => openAgain(again, identities) };
}

/** Opens what was opened before, if it is still the same. @throws RoomError `input-changed`, and as the first time. */
async function openAgain(
  { path, start, size, sha256 }: { path: string; start: number; size: number; sha256: string | null },
  identities: readonly string[],
): Promise<Opened> {
  const file = await openLocal(path, 'refuse');
  try {
    const envelope = new EnvelopePieces(file, start, size);
    const { opened } = await readEnvelope(envelope, identities, null);
    if ((await envelope.sha256()) !== sha256) throw new RoomError('input-changed', path);
    return opened;
  } finally {
    await file.handle.close();
  }
}

const givenBy = (opened: Opened) => async (): Promise<Opened> => opened;

const failed = (path: string, { code, detail }: Failure): Found => ({
  result: { path, sha256: null, opened: false, alarms: [], notices: [], code, detail },
  open: () => Promise.reject(new RoomError('input-changed', path)),
});
