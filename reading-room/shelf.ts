import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sumsName } from '../crypto/payload.ts';
import type { Piece, Unpacked } from '../crypto/unpack.ts';
import { sha256Of, sha256OfFile } from './local-file.ts';
import { isThere } from './new-file.ts';
import { dropPartial, finishPartial, newPartial, partialPrefix } from './partial.ts';
import type { Kept } from './result.ts';
import { fileError, RoomError } from './room-error.ts';

/** Hexadecimal digits of the content's hash in a folder's name. */
const hashDigits = 16;

/**
 * A report that is written while it is read, into a held folder under a random name; `settle` gives it its place once
 * all of it proved good, and `drop` removes it. Modes are 0700 and 0600. All names are ours: nothing in a report decides
 * where a byte goes.
 */
export class Draft {
  private readonly out: string;
  private partial: string | null = null;
  private file: FileHandle | null = null;
  private failure: { readonly error: unknown } | null = null;

  constructor(out: string) {
    this.out = out;
  }

  /** Writes a piece. Never throws: what the disk refuses is for `settle` to say, since the report is shown anyway. */
  async take(piece: Piece): Promise<void> {
    if (this.failure) return;
    try {
      await this.write(piece);
    } catch (error) {
      this.failure = { error };
      await this.drop();
    }
  }

  /**
   * Gives the report a folder of its own, named by its id, so that `sha256sum -c SHA256SUMS` works there. Nothing is
   * overwritten; the same content is left as it is, other content under the same id goes beside it as `ID-HASH`: at
   * most two places are looked at, however often an id was copied.
   * @param reportId 32 hexadecimal digits, as the schema requires.
   * @throws RoomError `already-exists` if both places hold something else; `disk-full`, `write-failed`, ….
   */
  async settle(reportId: string, unpacked: Unpacked): Promise<Kept> {
    const first = join(this.out, reportId);
    const state = await this.settleAt(first, unpacked);
    if (state) return { folder: first, state, beside: [] };
    const folder = `${first}-${unpacked.contentSha256.slice(0, hashDigits)}`;
    const stateBeside = await this.settleAt(folder, unpacked);
    if (!stateBeside) throw new RoomError('already-exists', folder);
    return { folder, state: stateBeside, beside: [first] };
  }

  /** Removes whatever has no place yet; does nothing once it has one. */
  async drop(): Promise<void> {
    const { file, partial } = this;
    this.file = null;
    this.partial = null;
    await file?.close().catch(() => undefined);
    if (partial !== null) await dropPartial(partial);
  }

  private async write(piece: Piece): Promise<void> {
    switch (piece.kind) {
      case 'begin': {
        this.partial ??= await this.begin();
        const path = join(this.partial, piece.name);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        this.file = await open(path, 'wx', 0o600);
        return;
      }
      case 'bytes':
        await this.file?.writeFile(piece.bytes);
        return;
      case 'end':
        // To the disk and not only to the cache.
        await this.file?.sync();
        await this.file?.close();
        this.file = null;
    }
  }

  private async begin(): Promise<string> {
    await mkdir(this.out, { recursive: true, mode: 0o700 });
    return newPartial(join(this.out, partialPrefix));
  }

  /** `null` if the folder holds something else. */
  private async settleAt(folder: string, unpacked: Unpacked): Promise<Kept['state'] | null> {
    try {
      if (await isThere(folder)) {
        if (!(await holds(folder, unpacked))) return null;
        await this.drop();
        return 'already-here';
      }
      if (this.failure || this.partial === null) throw this.failure?.error ?? new RoomError('write-failed', folder);
      // What is called written was read back: a disk may take bytes and keep others.
      if (!(await holds(this.partial, unpacked))) throw new RoomError('write-failed', folder);
      finishPartial(this.partial, folder);
      this.partial = null;
      return 'written';
    } catch (error) {
      throw fileError(error, folder, 'write-failed');
    }
  }
}

async function holds(folder: string, { report, files, sums }: Unpacked): Promise<boolean> {
  if ((await sha256OfFile(join(folder, sumsName), sums.length)) !== sha256Of(sums)) return false;
  for (const { name, size, sha256 } of [report, ...files])
    if ((await sha256OfFile(join(folder, name), size)) !== sha256) return false;
  return true;
}
