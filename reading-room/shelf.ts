import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reportName, sumsName } from '../crypto/payload.ts';
import type { Unpacked } from '../crypto/unpack.ts';
import { sha256Of, sha256OfFile } from './local-file.ts';
import { isThere, writeNew } from './new-file.ts';
import { dropPartial, finishPartial, newPartial } from './partial.ts';
import type { Kept } from './result.ts';
import { fileError, RoomError } from './room-error.ts';

/** How the name of a folder begins while it is written. */
export const partialPrefix = '.partial-';
/** Hexadecimal digits of the payload's hash in a folder's name. */
const hashDigits = 16;

/**
 * Puts an opened report into a folder of its own, named by its id, so that `sha256sum -c SHA256SUMS` works there.
 * All names are ours: nothing in a report decides where a byte goes. Nothing is overwritten; the same content is left
 * as it is, other content under the same id goes beside it as `ID-HASH`: at most two places are looked at, however
 * often an id was copied.
 * @param reportId 32 hexadecimal digits, as the schema requires. @param payloadSha256 hexadecimal.
 * @throws RoomError `already-exists` if both places hold something else; `disk-full`, `write-failed`, ….
 */
export async function keep(out: string, reportId: string, payloadSha256: string, unpacked: Unpacked): Promise<Kept> {
  const first = join(out, reportId);
  const state = await settle(out, first, unpacked);
  if (state) return { folder: first, state, beside: [] };
  const folder = join(out, `${reportId}-${payloadSha256.slice(0, hashDigits)}`);
  const stateBeside = await settle(out, folder, unpacked);
  if (!stateBeside) throw new RoomError('already-exists', folder);
  return { folder, state: stateBeside, beside: [first] };
}

/** `null` if the folder holds something else. */
async function settle(out: string, folder: string, unpacked: Unpacked): Promise<Kept['state'] | null> {
  if (await isThere(folder)) return (await holds(folder, unpacked)) ? 'already-here' : null;
  await write(out, folder, unpacked);
  return 'written';
}

async function holds(folder: string, { report, files, sums }: Unpacked): Promise<boolean> {
  if ((await sha256OfFile(join(folder, sumsName), sums.length)) !== sha256Of(sums)) return false;
  for (const { name, bytes, sha256 } of [report, ...files])
    if ((await sha256OfFile(join(folder, name), bytes.length)) !== sha256) return false;
  return true;
}

async function write(out: string, folder: string, { report, files, sums }: Unpacked): Promise<void> {
  let partial: string | undefined;
  try {
    await mkdir(out, { recursive: true, mode: 0o700 });
    partial = newPartial(join(out, partialPrefix));
    await writeNew(join(partial, reportName), report.bytes, 0o600);
    if (files.length > 0) await mkdir(join(partial, 'files'), { mode: 0o700 });
    for (const { name, bytes } of files) await writeNew(join(partial, name), bytes, 0o600);
    await writeNew(join(partial, sumsName), sums, 0o600);
    finishPartial(partial, folder);
  } catch (error) {
    if (partial !== undefined) await dropPartial(partial);
    throw fileError(error, folder, 'write-failed');
  }
}
