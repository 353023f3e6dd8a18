import { openEnvelope } from '../crypto/open.ts';
import { unpackPayload } from '../crypto/unpack.ts';
import { contradictionsIn } from '../report/contradictions.ts';
import { readBundle } from './bundle-file.ts';
import type { Segment } from './chain-review.ts';
import { contextAlarms, envelopeAlarms, type Hint, hashAlarms, type Known } from './context-alarms.ts';
import type { Input } from './inputs.ts';
import { maxEnvelopeBytes, openLocal, readAt, readLocal, sha256Of } from './local-file.ts';
import { readReport } from './read-report.ts';
import type { Result } from './result.ts';
import { type Failure, failureOf, RoomError } from './room-error.ts';
import { keep } from './shelf.ts';

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
      return [await openOne(input.path, () => readLocal(input.path, maxEnvelopeBytes, 'refuse'), null, desk)];
    case 'bundle':
      return openBundle(input.path, desk, segments);
  }
}

async function openBundle(path: string, desk: Desk, segments: Segment[]): Promise<Result[]> {
  const results: Result[] = [];
  try {
    const file = await openLocal(path, 'refuse');
    try {
      const { index, members, fault } = await readBundle(file);
      segments.push({ path, index });
      // One envelope in memory at a time.
      for (const { envelope, start } of members) {
        const read = () => {
          if (envelope.size > maxEnvelopeBytes) throw new RoomError('file-too-large');
          return readAt(file, start, envelope.size);
        };
        results.push(await openOne(`${path}/${envelope.name}`, read, { index, envelope }, desk));
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
  read: () => Promise<Uint8Array> | never,
  hint: Hint | null,
  { identities, known, out }: Desk,
): Promise<Result> {
  let result: Result = { path, sha256: null, opened: false, files: [], contradictions: [], alarms: [] };
  try {
    const envelope = await read();
    const sha256 = sha256Of(envelope);
    result = { ...result, sha256, alarms: hint ? envelopeAlarms(sha256, hint) : [] };
    const payload = await openEnvelope(envelope, identities);
    const unpacked = unpackPayload(payload);
    const report = readReport(unpacked.report.bytes);
    result.opened = true;
    result.report = report;
    if (report.kind !== 'update') result.contradictions = contradictionsIn(report);
    const payloadSha256 = sha256Of(payload);
    result.payloadSha256 = payloadSha256;
    result.files = unpacked.files.map(({ name, bytes, sha256: digest, intact }) => ({
      name,
      size: bytes.length,
      sha256: digest,
      intact,
    }));
    result.alarms.push(...contextAlarms(report, hint, known), ...hashAlarms(unpacked.report, unpacked.files));
    if (out !== undefined) result.kept = await keep(out, report.reportId, payloadSha256, unpacked);
  } catch (error) {
    Object.assign(result, failureOf(error));
  }
  return result;
}

const failed = (path: string, { code, detail }: Failure): Result => ({
  path,
  sha256: null,
  opened: false,
  code,
  detail,
  files: [],
  contradictions: [],
  alarms: [],
});
