import { createHash } from 'node:crypto';
import { link, lstat, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { utf8 } from '../crypto/bytes.ts';
import { sha256OfFile } from './local-file.ts';
import { dropPartial, hold, partialName, partialPrefix } from './partial.ts';
import { fileError, RoomError } from './room-error.ts';

/** All of a file, or its pieces in order, so that a large one need not be in memory. */
type Content = Uint8Array | string | AsyncIterable<Uint8Array>;

/**
 * Writes a file that does not exist yet, to the disk and not only to the cache. It has its name only once it is whole
 * and was read back, whatever ends the program: a cut answer or note would stop every later command.
 * @param mode 0o600 for whatever is secret. @throws RoomError `already-exists`, `disk-full`, `write-failed`.
 */
export function writeNew(path: string, content: Content, mode: number): Promise<void> {
  return write(path, content, mode, async (partial) => {
    try {
      await link(partial, path);
    } catch (error) {
      // Sticks formatted for other systems know no second names.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' || (await isThere(path))) throw error;
      await rename(partial, path);
    }
  });
}

/** The same in the place of a file that may be there: whatever ends the program, one of the two is there, and whole. */
export function replaceFile(path: string, content: Content, mode: number): Promise<void> {
  return write(path, content, mode, (partial) => rename(partial, path));
}

async function write(
  path: string,
  content: Content,
  mode: number,
  giveName: (partial: string) => Promise<void>,
): Promise<void> {
  const partial = partialName(join(dirname(path), partialPrefix));
  hold(partial);
  const hash = createHash('sha256');
  let size = 0;
  try {
    const handle = await open(partial, 'wx', mode);
    try {
      for await (const bytes of piecesOf(content)) {
        // All of it: a bare write may stop half-way.
        await handle.writeFile(bytes);
        hash.update(bytes);
        size += bytes.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    if ((await sha256OfFile(partial, size)) !== hash.digest('hex')) throw new RoomError('write-failed', path);
    await giveName(partial);
    await syncFolder(dirname(path));
  } catch (error) {
    throw fileError(error, path, 'write-failed');
  } finally {
    await dropPartial(partial);
  }
}

async function* piecesOf(content: Content): AsyncGenerator<Uint8Array> {
  if (typeof content === 'string') yield utf8(content);
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}

/** So that the name is on the disk too, where a system lets folders be opened for that. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file itself is whole by now.
  }
}

/** Whether anything stands at a path, a dangling link too. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fileError(error, path, 'path-unreadable');
  }
}
