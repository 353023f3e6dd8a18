import { lstat, open, unlink } from 'node:fs/promises';
import { hold, release } from './partial.ts';
import { fileError } from './room-error.ts';

/**
 * Writes a file that does not exist yet, to the disk and not only to the cache; takes it away again if that fails or a
 * signal ends the program.
 * @param mode 0o600 for whatever is secret. @throws RoomError `already-exists`, `disk-full`, `write-failed`.
 */
export async function writeNew(path: string, bytes: Uint8Array | string, mode: number): Promise<void> {
  let isOurs = false;
  try {
    const handle = await open(path, 'wx', mode);
    isOurs = true;
    hold(path);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isOurs) await unlink(path).catch(() => undefined);
    throw fileError(error, path, 'write-failed');
  } finally {
    release(path);
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
