import type { Opened } from './result.ts';

/** What a report takes in memory, at most: of a byte of its text, of a file, and besides. */
const bytesOfOne = 4;
const bytesOfFile = 1024;
const bytesBesides = 2048;

/** Memory for reports between being judged and being shown, in bytes: some thousand of the usual ones. */
export const shortcutBytes = 67_108_864;

/**
 * Keeps reports that were read, as long as there is room: what is not kept is read a second time when it is shown. So
 * the usual bundle is opened once, and the memory of any bundle is bounded.
 */
export class Shortcut {
  private leftBytes: number;

  constructor(bytes: number) {
    this.leftBytes = bytes;
  }

  /** Gives back what may be kept; `null` for what is too large by now. @param textBytes of `report.json`. */
  take(opened: Opened, textBytes: number): Opened | null {
    const bytes = bytesOfOne * textBytes + bytesOfFile * opened.files.length + bytesBesides;
    if (bytes > this.leftBytes) return null;
    this.leftBytes -= bytes;
    return opened;
  }
}
