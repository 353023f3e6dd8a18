import { createHash } from 'node:crypto';
import { type LocalFile, maxEnvelopeBytes, readAt } from './local-file.ts';
import { RoomError } from './room-error.ts';

/** Bytes that are read at once. */
const pieceBytes = 262_144;

/** An envelope on the disk, a file or a range of one, read once from its first byte to its last and never held. */
export class EnvelopePieces {
  /** Bytes. */
  readonly size: number;
  /** Serves one reader after the other; nobody closes it. */
  readonly pieces: AsyncIterator<Uint8Array>;
  private readonly hash = createHash('sha256');
  /** Bytes that were given out. */
  private at = 0;

  /** @throws RoomError `file-too-large`. */
  constructor(file: LocalFile, start = 0, size = file.size) {
    if (size > maxEnvelopeBytes) throw new RoomError('file-too-large');
    this.size = size;
    this.pieces = this.read(file, start);
  }

  /**
   * SHA-256, hexadecimal, of exactly the bytes that were given out and of whatever nobody has asked for.
   * @throws RoomError `path-unreadable`.
   */
  async sha256(): Promise<string> {
    while (!(await this.pieces.next()).done);
    // Reading failed before, and whoever read was told.
    if (this.at < this.size) throw new RoomError('path-unreadable');
    return this.hash.digest('hex');
  }

  private async *read(file: LocalFile, start: number): AsyncGenerator<Uint8Array> {
    while (this.at < this.size) {
      const piece = await readAt(file, start + this.at, Math.min(pieceBytes, this.size - this.at));
      this.hash.update(piece);
      this.at += piece.length;
      yield piece;
    }
  }
}
