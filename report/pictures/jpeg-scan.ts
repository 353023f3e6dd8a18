import { type Codes, codesOf, Lost, ScanBits, Short } from './jpeg-bits.ts';
import { type Component, type Frame, frameOf, type ScanHeader, scanOf } from './jpeg-frame.ts';
import type { Segment } from './jpeg-segment.ts';
import type { Scanner } from './scanner.ts';

/** Where the data of a scan ends that is read, and whether the image needs no other scan. */
export interface ScanEnd {
  readonly end: number;
  readonly isAll: boolean;
}

/** Most bytes that say which values of a progressive image are zero so far: enough for some 44 megapixels. */
const maxKnownBytes = 8_388_608;
/** A bit for each value of a block. */
const blockBytes = 8;
/** Most blocks of one file that are gone through for runs and refinements, which need no bit each. */
const maxBitless = 33_554_432;

const marker = { sof0: 0xc0, sof1: 0xc1, sof2: 0xc2, dht: 0xc4, dri: 0xdd } as const;
const noted: readonly number[] = Object.values(marker);

/** Of DC or AC, number 0 to 3. */
const isTableName = (name: number): boolean => (name & ~0x13) === 0;

interface Table {
  readonly lengths: Uint8Array;
  readonly symbols: Uint8Array;
}

/**
 * Follows Huffman-coded scans to their last block, as a decoder does, without making pixels of them: baseline, extended
 * and progressive. What comes behind that block is read by no viewer. Source: T.81, annexes F and G.
 */
export class JpegScans {
  private readonly file: Scanner;
  private frame: Frame | null = null;
  /** By class and number, 4 bits each. */
  private readonly tables = new Map<number, Table>();
  private readonly known = new Map<Component, Uint8Array>();
  /** Units between two restart markers; 0 where there are none. */
  interval = 0;
  private bitless = 0;

  constructor(file: Scanner) {
    this.file = file;
  }

  /** Takes note of a frame, Huffman tables or a restart interval. */
  async note({ code, start, end }: Segment): Promise<void> {
    if (!noted.includes(code)) return;
    const bytes = await this.file.copy(start + 4, end);
    if (code === marker.dri) this.interval = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    else if (code !== marker.dht) this.frame = frameOf(bytes, code === marker.sof2);
    else
      for (let at = 0; at + 17 <= bytes.length; ) {
        const lengths = bytes.subarray(at + 1, at + 17);
        const end = at + 17 + lengths.reduce((sum, each) => sum + each, 0);
        const name = bytes[at] as number;
        if (isTableName(name)) this.tables.set(name, { lengths, symbols: bytes.subarray(at + 17, end) });
        at = end;
      }
  }

  /**
   * Reads a scan once, whose parameters end at `headEnd`, and nothing behind it; `null` for data that cannot be followed. Data that a marker or the file
   * ends before the image is all there is.
   */
  async endOf({ start, end }: Segment, headEnd: number): Promise<ScanEnd | null> {
    const { frame } = this;
    const header = frame && scanOf(await this.file.bytes(start + 4, headEnd - start - 4), frame);
    if (!header) return null;
    const isAll = !frame.isProgressive && header.parts.length === frame.components.length;
    const bits = new ScanBits(this.file, end);
    try {
      await this.walk(bits, header, frame);
      return { end: bits.end, isAll };
    } catch (error) {
      // Behind a restart marker that comes too early a decoder may find its way again.
      if (error instanceof Short && (this.interval === 0 || bits.isAtEnd)) return { end: bits.place, isAll };
      if (error instanceof Short || error instanceof Lost) return null;
      throw error;
    }
  }

  /** Goes through all units: of one colour a block, of several the blocks of each. */
  private async walk(bits: ScanBits, header: ScanHeader, frame: Frame): Promise<void> {
    const blocks = header.parts.map((part) => this.blockReader(bits, header, frame, part));
    const [only] = header.parts.length === 1 ? header.parts : [];
    const [across, down] = only ? [only.component.width, only.component.height] : [frame.unitsAcross, frame.unitsDown];
    let left = this.interval;
    for (let row = 0; row < down; row += 1)
      for (let column = 0; column < across; column += 1) {
        if (!bits.isReady) await bits.prepare();
        if (this.interval > 0 && left === 0) {
          bits.restart();
          for (const each of blocks) each.restart();
          left = this.interval;
        }
        left -= 1;
        if (only) blocks[0]?.read(row * only.component.stride + column);
        else
          for (const [index, { component }] of header.parts.entries())
            for (let y = 0; y < component.down; y += 1)
              for (let x = 0; x < component.across; x += 1)
                blocks[index]?.read((row * component.down + y) * component.stride + column * component.across + x);
      }
  }

  private blockReader(
    bits: ScanBits,
    { first, last, isRefining }: ScanHeader,
    frame: Frame,
    { component, dc, ac }: ScanHeader['parts'][number],
  ): BlockReader {
    const codes = (kind: 0 | 1, number: number): Codes => {
      const table = this.tables.get(kind * 16 + number);
      const made = table && codesOf(table.lengths, table.symbols);
      if (!made) throw new Lost();
      return made;
    };
    if (!frame.isProgressive) return wholeBlocks(bits, codes(0, dc), codes(1, ac));
    if (first === 0) return isRefining ? oneBit(bits) : firstValues(bits, codes(0, dc));
    const known = this.knownOf(component, frame);
    const count = () => {
      this.bitless += 1;
      if (this.bitless > maxBitless) throw new Lost();
    };
    const band = { bits, ac: codes(1, ac), first, last, known, count };
    return isRefining ? refinedValues(band) : newValues(band);
  }

  private knownOf(component: Component, frame: Frame): Uint8Array {
    const all = frame.components.reduce((sum, { stride, rows }) => sum + stride * rows * blockBytes, 0);
    if (all > maxKnownBytes) throw new Lost();
    const known = this.known.get(component) ?? new Uint8Array(component.stride * component.rows * blockBytes);
    this.known.set(component, known);
    return known;
  }
}

interface BlockReader {
  read(block: number): void;
  /** Forgets what one block says of those that follow. */
  restart(): void;
}

const nothing = () => {};

/** Baseline and extended: the first value, then runs of zeros and values. */
function wholeBlocks(bits: ScanBits, dc: Codes, ac: Codes): BlockReader {
  return {
    read() {
      bits.take(bits.symbol(dc) & 15);
      for (let at = 1; at < 64; at += 1) {
        const both = bits.symbol(ac);
        const size = both & 15;
        if (size === 0 && both !== 0xf0) return;
        at += both >> 4;
        bits.take(size);
      }
    },
    restart: nothing,
  };
}

const firstValues = (bits: ScanBits, dc: Codes): BlockReader => ({
  read: () => void bits.take(bits.symbol(dc) & 15),
  restart: nothing,
});

const oneBit = (bits: ScanBits): BlockReader => ({ read: () => void bits.take(1), restart: nothing });

/** What a scan of a progressive image has of each block: some of its values, from a first to a last one. */
interface Band {
  readonly bits: ScanBits;
  readonly ac: Codes;
  readonly first: number;
  readonly last: number;
  /** A bit for each value that is not zero so far. */
  readonly known: Uint8Array;
  /** Counts a block that needs no bit. */
  readonly count: () => void;
}

/** Progressive: runs of zeros and values, and runs of blocks that have none any more. */
function newValues({ bits, ac, first, last, known, count }: Band): BlockReader {
  let run = 0;
  return {
    read(block) {
      if (run > 0) {
        count();
        run -= 1;
        return;
      }
      for (let at = first; at <= last; at += 1) {
        const both = bits.symbol(ac);
        const [zeros, size] = [both >> 4, both & 15];
        if (size === 0 && zeros < 15) {
          run = (1 << zeros) + bits.take(zeros) - 1;
          return;
        }
        at += zeros;
        if (size === 0) continue;
        bits.take(size);
        if (at < 64) mark(known, block, at);
      }
    },
    restart() {
      run = 0;
    },
  };
}

/** Progressive: a bit more of each value that is not zero so far, and values that become so. */
function refinedValues({ bits, ac, first, last, known, count }: Band): BlockReader {
  let run = 0;
  return {
    read(block) {
      count();
      let at = first;
      while (run === 0 && at <= last) {
        const both = bits.symbol(ac);
        let zeros = both >> 4;
        const isNew = (both & 15) !== 0;
        if (isNew) bits.take(1);
        else if (zeros < 15) {
          run = (1 << zeros) + bits.take(zeros);
          break;
        }
        for (; at <= last; at += 1) {
          if (isMarked(known, block, at)) bits.take(1);
          else if (zeros === 0) break;
          else zeros -= 1;
        }
        if (isNew && at <= last) mark(known, block, at);
        at += 1;
      }
      if (run === 0) return;
      for (; at <= last; at += 1) if (isMarked(known, block, at)) bits.take(1);
      run -= 1;
    },
    restart() {
      run = 0;
    },
  };
}

const isMarked = (known: Uint8Array, block: number, at: number): boolean =>
  (((known[block * blockBytes + (at >> 3)] as number) >> (at & 7)) & 1) === 1;

function mark(known: Uint8Array, block: number, at: number): void {
  const index = block * blockBytes + (at >> 3);
  known[index] = (known[index] as number) | (1 << (at & 7));
}
