/** Packed data ends too early, or is none. */
export class NotPacked extends Error {
  override readonly name = 'NotPacked';
}

/** Where a walk through packed data ended. */
export interface Inflated {
  /** Whether the data came to its own end, checksum included; else it is damaged from here on. */
  readonly isWhole: boolean;
  /** Bytes at the end of all that was given that were not needed. */
  readonly unused: number;
}

/** What is unpacked: a byte, or a repetition of what came before. */
export interface Unpacking {
  byte(value: number): void;
  /** Repeats `length` bytes that begin `distance` before the end. Whether there are so many. */
  copy(distance: number, length: number): boolean;
}

const maxBits = 15;
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const distanceExtra = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];

/** Codes of symbols: by so many bits that may follow, the symbol and, in the lowest four bits, how many bits it has. */
interface Codes {
  readonly bits: number;
  readonly table: Uint16Array;
}

/**
 * Walks through a zlib stream that comes in parts: asks for the next part where one is used up, until a part of no
 * bytes says that there is none. Holds one part, and nothing of what is unpacked. Never throws; time grows with the
 * packed bytes. Source: RFC 1950, RFC 1951.
 */
export function* inflate(out: Unpacking): Generator<undefined, Inflated, Uint8Array> {
  let input: Uint8Array = new Uint8Array(0);
  let at = 0;
  /** Bits that were read and not used, the next one lowest. */
  let hold = 0;
  let bits = 0;
  let isEnd = false;

  /** Has at least so many bits, up to 16, unless the data ends. */
  function* fill(count: number): Generator<undefined, boolean, Uint8Array> {
    while (bits < count) {
      while (at === input.length) {
        if (isEnd) return false;
        input = yield;
        at = 0;
        isEnd = input.length === 0;
        if (isEnd) return false;
      }
      hold |= (input[at] as number) << bits;
      at += 1;
      bits += 8;
    }
    return true;
  }
  function* take(count: number): Generator<undefined, number, Uint8Array> {
    if (!(yield* fill(count))) throw new NotPacked();
    const value = hold & ((1 << count) - 1);
    hold >>>= count;
    bits -= count;
    return value;
  }
  function* symbol({ bits: most, table }: Codes): Generator<undefined, number, Uint8Array> {
    if (bits < most) yield* fill(most);
    const entry = table[hold & ((1 << most) - 1)] as number;
    const count = entry & 15;
    if (count === 0 || count > bits) throw new NotPacked();
    hold >>>= count;
    bits -= count;
    return entry >>> 4;
  }
  function* stored(): Generator<undefined, void, Uint8Array> {
    yield* take(bits & 7);
    const length = yield* take(16);
    if ((length ^ (yield* take(16))) !== 0xffff) throw new NotPacked();
    for (let count = 0; count < length; count += 1) out.byte(yield* take(8));
  }
  function* lengths(): Generator<undefined, readonly [Codes, Codes], Uint8Array> {
    const [symbols, distances, own] = [(yield* take(5)) + 257, (yield* take(5)) + 1, (yield* take(4)) + 4];
    const ownLengths = new Uint8Array(19);
    for (let index = 0; index < own; index += 1) ownLengths[lengthOrder[index] as number] = yield* take(3);
    const codes = codesOf(ownLengths);
    const all = new Uint8Array(symbols + distances);
    for (let index = 0; index < all.length; ) {
      const code = yield* symbol(codes);
      const [value, count] =
        code < 16
          ? [code, 1]
          : code === 16
            ? [all[index - 1], 3 + (yield* take(2))]
            : [0, code === 17 ? 3 + (yield* take(3)) : 11 + (yield* take(7))];
      if (value === undefined || index + count > all.length) throw new NotPacked();
      all.fill(value, index, index + count);
      index += count;
    }
    return [codesOf(all.subarray(0, symbols)), codesOf(all.subarray(symbols))];
  }
  /** Has at least 25 bits, where the part is known to have them. */
  function refill(): void {
    while (bits <= 24) {
      hold |= (input[at] as number) << bits;
      at += 1;
      bits += 8;
    }
  }
  function drop(count: number): number {
    const value = hold & ((1 << count) - 1);
    hold >>>= count;
    bits -= count;
    return value;
  }
  function known({ bits: most, table }: Codes): number {
    const entry = table[hold & ((1 << most) - 1)] as number;
    if ((entry & 15) === 0) throw new NotPacked();
    drop(entry & 15);
    return entry >>> 4;
  }
  function* block([symbols, distances]: readonly [Codes, Codes]): Generator<undefined, void, Uint8Array> {
    for (;;) {
      // In the midst of a part nothing has to be waited for: no generator for any bit.
      const isAhead = at + 12 <= input.length;
      if (isAhead) refill();
      const code = isAhead ? known(symbols) : yield* symbol(symbols);
      if (code < 256) {
        out.byte(code);
        continue;
      }
      if (code === 256) return;
      const extra = lengthExtra[code - 257];
      if (extra === undefined) throw new NotPacked();
      const length = (lengthBase[code - 257] as number) + (isAhead ? drop(extra) : yield* take(extra));
      if (isAhead) refill();
      const far = isAhead ? known(distances) : yield* symbol(distances);
      if (isAhead) refill();
      const farExtra = distanceExtra[far];
      if (farExtra === undefined) throw new NotPacked();
      const distance = (distanceBase[far] as number) + (isAhead ? drop(farExtra) : yield* take(farExtra));
      if (!out.copy(distance, length)) throw new NotPacked();
    }
  }

  try {
    const head = (yield* take(8)) * 256 + (yield* take(8));
    // Method 8, a window of at most 32 KiB, a remainder of none, no dictionary.
    if ((head & 0x0f00) !== 0x0800 || head >>> 12 > 7 || head % 31 !== 0 || (head & 0x20) !== 0) throw new NotPacked();
    for (let isLast = false; !isLast; ) {
      isLast = (yield* take(1)) === 1;
      const kind = yield* take(2);
      if (kind === 3) throw new NotPacked();
      if (kind === 0) yield* stored();
      else yield* block(kind === 1 ? fixed : yield* lengths());
    }
    yield* take(bits & 7);
    for (let index = 0; index < 4; index += 1) yield* take(8);
    return { isWhole: true, unused: input.length - at + (bits >>> 3) };
  } catch (error) {
    if (!(error instanceof NotPacked)) throw error;
    // Bits of a symbol that is none are no part of it.
    return { isWhole: false, unused: input.length - at + (bits >>> 3) };
  }
}

/** Codes by how many bits each symbol has, shorter ones first. @throws NotPacked for more than there can be. */
function codesOf(lengths: Uint8Array): Codes {
  const counts = new Uint16Array(maxBits + 2);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] as number) + 1;
  let most = 0;
  let left = 1;
  const next = new Uint16Array(maxBits + 2);
  for (let length = 1; length <= maxBits; length += 1) {
    const count = counts[length] as number;
    left = left * 2 - count;
    if (left < 0) throw new NotPacked();
    if (count > 0) most = length;
    next[length + 1] = ((next[length] as number) + count) * 2;
  }
  const table = new Uint16Array(1 << most);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const code = next[length] as number;
    next[length] = code + 1;
    let reversed = 0;
    for (let bit = 0; bit < length; bit += 1) reversed |= ((code >>> bit) & 1) << (length - 1 - bit);
    for (let at = reversed; at < table.length; at += 1 << length) table[at] = (symbol << 4) | length;
  }
  return { bits: most, table };
}

const fixed: readonly [Codes, Codes] = [
  codesOf(Uint8Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8))),
  codesOf(new Uint8Array(30).fill(5)),
];

/** What is unpacked is only counted. */
export function counting(): Unpacking {
  let count = 0;
  return {
    byte() {
      count += 1;
    },
    copy(distance, length) {
      const isThere = distance <= count;
      count += length;
      return isThere;
    },
  };
}
