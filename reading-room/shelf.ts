import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { reportName, sumsName } from '../crypto/payload.ts';
import type { Unpacked } from '../crypto/unpack.ts';
import { sha256Of, sha256OfFile } from './local-file.ts';
import { isThere, writeNew } from './new-file.ts';
import type { Kept } from './result.ts';
import { fileError } from './room-error.ts';

/**
 * Puts an opened report into a folder of its own, named by its id, so that `sha256sum -c SHA256SUMS` works there.
 * All names are ours: nothing in a report decides where a byte goes. Nothing is overwritten; the same content is left
 * as it is, other content under the same id goes beside it as `ID-2`, `ID-3`, ….
 * @param reportId 32 hexadecimal digits, as the schema requires. @throws RoomError `disk-full`, `write-failed`, ….
 */
export async function keep(out: string, reportId: string, unpacked: Unpacked): Promise<Kept> {
  const beside: string[] = [];
  for (let number = 1; ; number++) {
    const folder = join(out, number === 1 ? reportId : `${reportId}-${number}`);
    if (!(await isThere(folder))) {
      await write(out, folder, unpacked);
      return { folder, state: 'written', beside };
    }
    if (await holds(folder, unpacked)) return { folder, state: 'already-here', beside };
    beside.push(folder);
  }
}

async function holds(folder: string, { report, files, sums }: Unpacked): Promise<boolean> {
  if ((await sha256OfFile(join(folder, sumsName))) !== sha256Of(sums)) return false;
  for (const { name, sha256 } of [report, ...files])
    if ((await sha256OfFile(join(folder, name))) !== sha256) return false;
  return true;
}

async function write(out: string, folder: string, { report, files, sums }: Unpacked): Promise<void> {
  let partial: string | undefined;
  try {
    await mkdir(out, { recursive: true, mode: 0o700 });
    // mkdtemp gives mode 0700.
    partial = await mkdtemp(join(out, '.partial-'));
    await writeNew(join(partial, reportName), report.bytes, 0o600);
    if (files.length > 0) await mkdir(join(partial, 'files'), { mode: 0o700 });
    for (const { name, bytes } of files) await writeNew(join(partial, name), bytes, 0o600);
    await writeNew(join(partial, sumsName), sums, 0o600);
    await rename(partial, folder);
  } catch (error) {
    if (partial !== undefined) await rm(partial, { recursive: true, force: true });
    throw fileError(error, folder, 'write-failed');
  }
}
