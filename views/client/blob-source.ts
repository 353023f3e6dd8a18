import { joined } from '../../crypto/bytes.ts';
import type { Source } from '../../crypto/source.ts';

/** Bytes that are read at once: browsers ask another process for each reading, which takes longer than what is read. */
const windowBytes = 4_194_304;
/** Windows of a large file that are held: the one that is read, and the next. */
const windows = 2;
/** Windows that are held of all files together: one that is held whole, and a large one. */
const windowsOfAll = 6;
/** Largest file that is held whole: most pictures. */
const wholeBytes = 16_777_216;

/** A file of the submitter could not be read as it was when it was chosen. */
export class FileChangedError extends Error {
  override readonly name = 'FileChangedError';
}

/**
 * A file as bytes that can be read at any place; the window behind the last one read is fetched ahead.
 * @throws FileChangedError, as browsers refuse a file that changed; they are asked at each reading, whatever is held.
 * What they say of one that found all held is waited for at the next, or at the end of the file.
 */
export function blobSource(file: Blob): Source {
  const held: Windows = new Map();
  const most = file.size <= wholeBytes ? wholeBytes / windowBytes : windows;
  const firstByte = file.slice(0, 1);
  let asked: Promise<unknown> | null = null;

  function windowAt(index: number): Promise<Uint8Array> {
    const found = held.get(index);
    if (found) return found;
    const window = bytesOf(file.slice(index * windowBytes, (index + 1) * windowBytes));
    window.catch(() => {});
    held.set(index, window);
    for (const oldest of held.keys()) if (held.size > most) held.delete(oldest);
    letGoBeyond(held);
    return window;
  }

  return withDigest({
    size: file.size,
    async read(start, end) {
      await asked;
      asked = held.has(Math.floor((end - 1) / windowBytes)) ? bytesOf(firstByte) : null;
      asked?.catch(() => {});
      const parts: Uint8Array[] = [];
      for (let index = Math.floor(start / windowBytes); index * windowBytes < end; index += 1) {
        const window = windowAt(index);
        if ((index + 1) * windowBytes < file.size) void windowAt(index + 1);
        const at = index * windowBytes;
        parts.push((await window).slice(Math.max(0, start - at), end - at));
      }
      if (end === file.size) await asked;
      if (parts.length === 1) return parts[0] as Uint8Array;
      const whole = joined(parts);
      for (const part of parts) part.fill(0);
      return whole;
    },
  });
}

type Windows = Map<number, Promise<Uint8Array>>;
/** Windows of every file of which any is held, the one that was read last at the end. */
const holders = new Set<Windows>();

/** Of many files in one envelope no more is held than of a few. */
function letGoBeyond(reading: Windows): void {
  holders.delete(reading);
  holders.add(reading);
  let count = 0;
  for (const { size } of holders) count += size;
  for (const holder of holders) {
    if (count <= windowsOfAll) return;
    if (holder === reading) continue;
    count -= holder.size;
    holder.clear();
    holders.delete(holder);
  }
}

/** Lets go of all that is held of any file. */
export function letGoOfFiles(): void {
  for (const holder of holders) holder.clear();
  holders.clear();
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new FileChangedError();
  }
}

/**
 * Has the browser itself hash a source that is small enough to be held whole, in a thread of its own: many times as
 * fast as a script, where there is no compiler above all. It cannot hash piece by piece.
 */
export function withDigest(source: Source): Source {
  // None where the page has no secure connection.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle || source.size > wholeBytes) return source;
  let made: Promise<Uint8Array> | null = null;
  const make = async () => {
    const bytes = await source.read(0, source.size);
    const digest = await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
    bytes.fill(0);
    return new Uint8Array(digest);
  };
  return {
    size: source.size,
    read: source.read,
    digest() {
      made ??= make();
      return made;
    },
  };
}
