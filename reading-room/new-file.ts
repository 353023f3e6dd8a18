import { link, lstat, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dropPartial, hold, partialName, partialPrefix } from './partial.ts';
import { fileError } from './room-error.ts';

/**
 * Writes a file that does not exist yet, to the disk and not only to the cache. It has its name only once it is whole,
 * whatever ends the program: a cut answer or note would stop every later command.
 * @param mode 0o600 for whatever is secret. @throws RoomError `already-exists`, `disk-full`, `write-failed`.
 */
export function writeNew(path: string, bytes: Uint8Array | string, mode: number): Promise<void> {
  return write(path, bytes, mode, async (partial) => {
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
export function replaceFile(path: string, bytes: Uint8Array | string, mode: number): Promise<void> {
  return write(path, bytes, mode, (partial) => rename(partial, path));
}

async function write(
  path: string,
  bytes: Uint8Array | string,
  mode: number,
  giveName: (partial: string) => Promise<void>,
): Promise<void> {
  const partial = partialName(join(dirname(path), partialPrefix));
  hold(partial);
  try {
    const handle = await open(partial, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await giveName(partial);
    await syncFolder(dirname(path));
  } catch (error) {
    throw fileError(error, path, 'write-failed');
  } finally {
    await dropPartial(partial);
  }
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
