/**
 * Bytes of a file that can be read at any place; `read(start, end)` gives exactly `end - start` of them, a copy, which
 * is the asker's to overwrite.
 */
export interface Readable {
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Most bytes that are read and held at once. */
export const windowBytes = 65_536;
/** Most segments of one file, padding between them included: a picture of 800 MB in pieces of 8 KiB. */
export const maxSegments = 100_000;

/** The file says what cannot be: cut, a length that lies, no end. Told as `broken`, at the edge. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** A file read through one window, for whoever looks at it mostly in order. Errors of the file pass through. */
export class Scanner {
  readonly size: number;
  private readonly file: Readable;
  private window: Uint8Array = new Uint8Array(0);
  private windowStart = 0;
  private segments = 0;

  constructor(file: Readable) {
    this.file = file;
    this.size = file.size;
  }

  /** What the window holds from a place on, at least `least` bytes, until the next call. @throws Broken where the file has fewer. */
  async from(start: number, least: number): Promise<Uint8Array> {
    if (start < 0 || start + least > this.size) throw new Broken();
    const windowEnd = this.windowStart + this.window.length;
    if (start < this.windowStart || start + least > windowEnd) {
      const end = Math.min(this.size, start + windowBytes);
      this.wipe();
      this.window = await exactly(this.file, start, end);
      this.windowStart = start;
    }
    return this.window.subarray(start - this.windowStart);
  }

  /** Bytes of a place, at most a window. @throws Broken where the file has fewer. */
  async bytes(start: number, length: number): Promise<Uint8Array> {
    return (await this.from(start, length)).subarray(0, length);
  }

  /** The same, to read numbers of. @throws Broken where the file has fewer. */
  async view(start: number, length: number): Promise<DataView> {
    const bytes = await this.bytes(start, length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  /** A copy of a range that may be longer than a window, for what is small. @throws Broken where the file has less. */
  async copy(start: number, end: number): Promise<Uint8Array> {
    const out = new Uint8Array(end - start);
    for (let at = start; at < end; ) {
      const part = (await this.from(at, 1)).subarray(0, end - at);
      out.set(part, at - start);
      at += part.length;
    }
    return out;
  }

  /** Whether bytes (of code units below 256) stand at a place, before an end. */
  async has(start: number, text: string, end = this.size): Promise<boolean> {
    return start + text.length <= end && latin1(await this.bytes(start, text.length)) === text;
  }

  /** Overwrites what was read. */
  wipe(): void {
    this.window.fill(0);
    this.window = new Uint8Array(0);
  }

  /** Counts one segment more, so that work is bounded. @throws Broken beyond `maxSegments`. */
  countSegment(): void {
    this.segments += 1;
    if (this.segments > maxSegments) throw new Broken();
  }
}

/** Reads a range. @throws RangeError if the file gives another length: it has changed meanwhile. */
export async function exactly(file: Readable, start: number, end: number): Promise<Uint8Array> {
  const bytes = await file.read(start, end);
  if (bytes.length !== end - start) throw new RangeError('file has changed');
  return bytes;
}

/** Text of few bytes, a character each. */
export const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Bytes of a text of code units below 256. */
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
