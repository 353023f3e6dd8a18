import type { Scanner } from './scanner.ts';

/** Entropy-coded data cannot be followed: a code that is none, or a restart that is not where it must be. */
export class Lost extends Error {
  override readonly name = 'Lost';
}
/** The data ends, by a marker or with the file, before the image does. */
export class Short extends Error {
  override readonly name = 'Short';
}

const shortBits = 9;
const longestCode = 16;

/** Huffman codes of a table. */
export interface Codes {
  /** By the nine bits that come next, for codes of no more: symbol, and in the lowest five bits how many bits it has. */
  readonly short: Uint16Array;
  /** For each length the code behind its last one, and what is added to a code of it to find its symbol. */
  readonly behind: Int32Array;
  readonly toSymbol: Int32Array;
  readonly symbols: Uint8Array;
}

/** More bytes than the largest unit of an image can have: 10 blocks of 64 values of 16 + 15 bits, each byte stuffed. */
const unitBytes = 8_192;
/** Ends of bytes that are remembered: more than are held as bits. */
const remembered = 8;

/** Bits of one scan, in their order, from windows of the file. Source: T.81, F.2.2.5. */
export class ScanBits {
  private readonly file: Scanner;
  private bytes: Uint8Array = new Uint8Array(0);
  /** Place of the first of `bytes` in the file, and of the next byte in `bytes`. */
  private start: number;
  private at = 0;
  private hold = 0;
  private bits = 0;
  /** How many of the bits are none of the file's. */
  private missing = 0;
  private count = 0;
  private readonly ends = new Float64Array(remembered);

  constructor(file: Scanner, start: number) {
    this.file = file;
    this.start = start;
  }

  /** Whether the window holds all of the next unit, or of the file. */
  get isReady(): boolean {
    return this.bytes.length - this.at >= unitBytes || this.start + this.bytes.length >= this.file.size;
  }

  /** Makes it so. */
  async prepare(): Promise<void> {
    const place = this.start + this.at;
    this.bytes =
      place < this.file.size
        ? await this.file.from(place, Math.min(unitBytes, this.file.size - place))
        : new Uint8Array(0);
    this.start = place;
    this.at = 0;
  }

  /** Place of the next byte, or of the marker that ends the data. */
  get place(): number {
    return this.start + this.at;
  }

  /** Whether the file ends there, but for half a marker. */
  get isAtEnd(): boolean {
    return this.place + 1 >= this.file.size;
  }

  /** Place behind the last byte of which a bit was used. */
  get end(): number {
    const unused = (this.bits - this.missing) >> 3;
    return this.count === 0 ? this.start + this.at : (this.ends[(this.count - 1 - unused) % remembered] as number);
  }

  /** @throws Lost @throws Short */
  symbol(codes: Codes): number {
    if (this.bits < 16) this.fill();
    const next = (this.hold >>> (this.bits - longestCode)) & 0xffff;
    const entry = codes.short[next >>> (longestCode - shortBits)] as number;
    if (entry !== 0) {
      this.drop(entry & 31);
      return entry >>> 5;
    }
    for (let length = shortBits + 1; length <= longestCode; length += 1) {
      const code = next >>> (longestCode - length);
      if (code >= (codes.behind[length] as number)) continue;
      this.drop(length);
      return codes.symbols[code + (codes.toSymbol[length] as number)] ?? 0;
    }
    throw this.missing > 0 ? new Short() : new Lost();
  }

  /** @throws Short */
  take(count: number): number {
    if (count === 0) return 0;
    if (this.bits < 16) this.fill();
    const value = (this.hold >>> (this.bits - count)) & ((1 << count) - 1);
    this.drop(count);
    return value;
  }

  /** Passes over a restart marker, and whatever fills the byte before it. @throws Lost @throws Short */
  restart(): void {
    // A whole byte that is left over is data that no viewer reads.
    if (this.bits - this.missing >= 8) throw new Lost();
    this.bits = 0;
    this.missing = 0;
    while (this.bytes[this.at] === 0xff && this.bytes[this.at + 1] === 0xff) this.at += 1;
    const code = this.bytes[this.at + 1];
    if (code === undefined) throw new Short();
    if (this.bytes[this.at] !== 0xff || code < 0xd0 || code > 0xd7) throw new Lost();
    this.at += 2;
    this.remember();
  }

  private drop(count: number): void {
    this.bits -= count;
    if (this.bits < this.missing) throw new Short();
  }

  private fill(): void {
    while (this.bits <= 24) {
      const byte = this.bytes[this.at];
      const length = byte === 0xff ? this.stuffed() : 1;
      if (byte === undefined || length === 0) {
        this.missing += 8;
        this.hold <<= 8;
      } else {
        this.at += length;
        this.remember();
        this.hold = (this.hold << 8) | byte;
      }
      this.bits += 8;
    }
  }

  /** Bytes of a 0xFF of data with the zero that follows it and fill before it; 0 for a marker. */
  private stuffed(): number {
    let length = 1;
    while (this.bytes[this.at + length] === 0xff) length += 1;
    return this.bytes[this.at + length] === 0 ? length + 1 : 0;
  }

  private remember(): void {
    this.ends[this.count % remembered] = this.start + this.at;
    this.count += 1;
  }
}

/** Codes of a table: how many there are of each of 16 lengths, then their symbols. `null` for more than there can be. */
export function codesOf(lengths: Uint8Array, symbols: Uint8Array): Codes | null {
  const short = new Uint16Array(1 << shortBits);
  const behind = new Int32Array(longestCode + 1);
  const toSymbol = new Int32Array(longestCode + 1);
  let code = 0;
  let symbol = 0;
  for (let length = 1; length <= longestCode; length += 1) {
    const count = lengths[length - 1] ?? 0;
    if (code + count > 1 << length) return null;
    toSymbol[length] = symbol - code;
    for (let at = 0; length <= shortBits && at < count; at += 1) {
      const entry = ((symbols[symbol + at] ?? 0) << 5) | length;
      short.fill(entry, (code + at) << (shortBits - length), (code + at + 1) << (shortBits - length));
    }
    symbol += count;
    code += count;
    behind[length] = count > 0 ? code : 0;
    code <<= 1;
  }
  return { short, behind, toSymbol, symbols };
}
