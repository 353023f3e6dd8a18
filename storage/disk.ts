import { promises } from 'node:fs';
import { translated } from './storage-error.ts';

/** Room on the file system under a folder. */
export interface DiskSpace {
  /** Bytes that an unprivileged process may still write. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/**
 * Tells how much room the disk under a folder has; whoever keeps a budget decides what that means.
 * @throws StorageError `storage-broken` when the folder is not there or cannot be asked.
 */
export async function diskSpace(folder: string): Promise<DiskSpace> {
  try {
    const { bavail, blocks, bsize } = await promises.statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch (error) {
    throw translated(error);
  }
}
