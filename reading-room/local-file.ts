import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, stat } from 'node:fs/promises';
import { fileError, RoomError } from './room-error.ts';

/** Longest single envelope that is read, 1 GiB. */
export const maxEnvelopeBytes = 1_073_741_824;

/** An open regular file. Whoever opens it closes the handle. */
export interface LocalFile {
  readonly path: string;
  readonly handle: FileHandle;
  /** Bytes, when it was opened. */
  readonly size: number;
}

/** Links of people's own (keys on a stick) are followed, links among what came from outside are not. */
type Links = 'follow' | 'refuse';

/**
 * Opens a regular file for reading.
 * @throws RoomError `path-…` for anything else: links, folders, devices, pipes (which would block).
 */
export async function openLocal(path: string, links: Links): Promise<LocalFile> {
  let handle: FileHandle | undefined;
  try {
    const facts = links === 'follow' ? await stat(path) : await lstat(path);
    if (facts.isSymbolicLink()) throw new RoomError('path-is-link', path);
    if (facts.isDirectory()) throw new RoomError('path-is-folder', path);
    if (!facts.isFile()) throw new RoomError('path-is-device', path);
    // What stood there a moment ago may have been exchanged: the flags and the second look are for that.
    const noFollow = links === 'refuse' ? constants.O_NOFOLLOW : 0;
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | noFollow);
    const now = await handle.stat();
    if (!now.isFile()) throw new RoomError('path-is-device', path);
    return { path, handle, size: now.size };
  } catch (error) {
    await handle?.close();
    throw fileError(error, path, 'path-unreadable');
  }
}

/** Reads exactly `length` bytes at a place. @throws RoomError `path-unreadable` if they are not there. */
export async function readAt({ path, handle }: LocalFile, start: number, length: number): Promise<Uint8Array> {
  try {
    const bytes = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const { bytesRead } = await handle.read(bytes, at, length - at, start + at);
      if (bytesRead === 0) throw new RoomError('path-unreadable', path);
      at += bytesRead;
    }
    return bytes;
  } catch (error) {
    throw fileError(error, path, 'path-unreadable');
  }
}

/** Reads a whole file. @throws RoomError `file-too-large` before anything is read. */
export async function readLocal(path: string, maxBytes: number, links: Links): Promise<Uint8Array> {
  const file = await openLocal(path, links);
  try {
    if (file.size > maxBytes) throw new RoomError('file-too-large', path);
    return await readAt(file, 0, file.size);
  } finally {
    await file.handle.close();
  }
}

/** SHA-256 of bytes, hexadecimal, by the platform: envelopes may be large. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * SHA-256 of a file piece by piece, hexadecimal; `null` if it is not a readable regular file of so many bytes, which
 * is known before any of it is read.
 */
export async function sha256OfFile(path: string, size: number): Promise<string | null> {
  let file: LocalFile | undefined;
  try {
    file = await openLocal(path, 'refuse');
    if (file.size !== size) return null;
    const hash = createHash('sha256');
    for (let at = 0; at < file.size; at += pieceBytes)
      hash.update(await readAt(file, at, Math.min(pieceBytes, file.size - at)));
    return hash.digest('hex');
  } catch {
    return null;
  } finally {
    await file?.handle.close();
  }
}

const pieceBytes = 1_048_576;
