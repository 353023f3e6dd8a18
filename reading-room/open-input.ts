import type { Unpacked } from '../crypto/unpack.ts';
import { contradictionsIn } from '../report/contradictions.ts';
import { isErased } from './answers-kept.ts';
import { readBundle } from './bundle-file.ts';
import type { Segment } from './chain-review.ts';
import { contextAlarms, contextNotices, envelopeAlarms, type Hint, hashAlarms, type Known } from './context-alarms.ts';
import { EnvelopePieces } from './envelope-pieces.ts';
import { fileAlarms, fileFacts } from './file-facts.ts';
import type { Input } from './inputs.ts';
import { openLocal } from './local-file.ts';
import { readReport } from './read-report.ts';
import type { Result } from './result.ts';
import { type Failure, failureOf } from './room-error.ts';
import { Draft } from './shelf.ts';
import { unpackEnvelope } from './unpack-envelope.ts';

/** What opening needs: keys, what is known, and where to put reports, if anywhere. */
export interface Desk {
  readonly identities: readonly string[];
  readonly known: Known;
  readonly out: string | undefined;
}

/** Opens one input; a bundle gives a result for each envelope, and one more if it is not whole. */
export async function openInput(input: Input, desk: Desk, segments: Segment[]): Promise<Result[]> {
  switch (input.kind) {
    case 'refused':
      return [failed(input.path, input.failure)];
    case 'envelope':
      return [await openAlone(input.path, desk)];
    case 'bundle':
      return openBundle(input.path, desk, segments);
  }
}

async function openAlone(path: string, desk: Desk): Promise<Result> {
  try {
    const file = await openLocal(path, 'refuse');
    try {
      return await openOne(path, () => new EnvelopePieces(file), null, desk);
    } finally {
      await file.handle.close();
    }
  } catch (error) {
    return failed(path, failureOf(error));
  }
}

async function openBundle(path: string, desk: Desk, segments: Segment[]): Promise<Result[]> {
  const results: Result[] = [];
  try {
    const file = await openLocal(path, 'refuse');
    try {
      const { index, members, fault } = await readBundle(file);
      segments.push({ path, index });
      for (const { envelope, start } of members) {
        const find = () => new EnvelopePieces(file, start, envelope.size);
        results.push(await openOne(`${path}/${envelope.name}`, find, { index, envelope }, desk));
      }
      if (fault) {
        const rest = index.envelopes.length - members.length;
        const detail = rest > 0 ? `${rest} of ${index.envelopes.length} envelopes could not be reached` : '';
        results.push(failed(path, { code: fault.code, detail: [fault.detail, detail].filter(Boolean).join('; ') }));
      }
    } finally {
      await file.handle.close();
    }
  } catch (error) {
    results.push(failed(path, failureOf(error)));
  }
  return results;
}

async function openOne(
  path: string,
  find: () => EnvelopePieces,
  hint: Hint | null,
  { identities, known, out }: Desk,
): Promise<Result> {
  const result = emptyResult(path);
  const draft = out === undefined ? null : new Draft(out);
  try {
    const envelope = find();
    let unpacked: Unpacked;
    try {
      unpacked = await unpackEnvelope(envelope, identities, draft);
    } finally {
      result.sha256 = await envelope.sha256();
      if (hint) result.alarms.push(...envelopeAlarms(result.sha256, hint));
    }
    const report = readReport(unpacked.report.bytes);
    result.opened = true;
    result.report = report;
    result.contentSha256 = unpacked.contentSha256;
    result.files = fileFacts(unpacked.files, report.files ?? []);
    if (report.kind !== 'update')
      result.contradictions = contradictionsIn(
        report,
        report.files?.map(({ use }) => use),
      );
    result.alarms.push(
      ...contextAlarms(report, hint, known),
      ...hashAlarms(unpacked.report, unpacked.files),
      ...fileAlarms(result.files),
    );
    result.notices.push(...contextNotices(report));
    if (draft && out !== undefined) {
      if (await isErased(out, report.mailboxId)) result.notices.push({ code: 'erased-here', detail: '' });
      else result.kept = await draft.settle(report.reportId, unpacked);
    }
  } catch (error) {
    Object.assign(result, failureOf(error));
  } finally {
    await draft?.drop();
  }
  return result;
}

const emptyResult = (path: string): Result => ({
  path,
  sha256: null,
  opened: false,
  files: [],
  contradictions: [],
  alarms: [],
  notices: [],
});

const failed = (path: string, { code, detail }: Failure): Result => ({ ...emptyResult(path), code, detail });
