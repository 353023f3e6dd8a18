/** What Firefox writes before each block of LZ4, with its end; the unpacked length follows in four bytes. */
const start = Buffer.from('mozLz40\0');
const headerBytes = start.length + 4;
/** Copies are at least this long; only what goes beyond it is counted. */
const shortestCopy = 4;

/**
 * What a file of Firefox's holds that is packed by its `mozLz4`: `.jsonlz4`, `.baklz4`, `.mozlz4`; `null` for another.
 * Layout of a block: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 * @throws RangeError if the file ends too early, as one does that is being written.
 */
export function unpackMozLz4(file: Buffer): Buffer | null {
  if (!file.subarray(0, start.length).equals(start)) return null;
  const unpacked = Buffer.alloc(file.readUInt32LE(start.length));
  let from = headerBytes;
  let to = 0;
  /** A length of four bits goes on in bytes for as long as these are full. */
  const lengthFrom = (bits: number): number => {
    let length = bits;
    for (let more = bits === 15; more; ) {
      const byte = file.readUInt8(from);
      from += 1;
      length += byte;
      more = byte === 255;
    }
    return length;
  };
  while (from < file.length) {
    const token = file.readUInt8(from);
    from += 1;
    const literals = lengthFrom(token >> 4);
    file.copy(unpacked, to, from, from + literals);
    from += literals;
    to += literals;
    // The last sequence is literals alone.
    if (from >= file.length) break;
    const back = file.readUInt16LE(from);
    from += 2;
    const copied = lengthFrom(token & 15) + shortestCopy;
    // Byte by byte: a copy may overlap what it writes.
    for (const end = to + copied; to < end; to += 1) unpacked.writeUInt8(unpacked.readUInt8(to - back), to);
  }
  if (to !== unpacked.length) throw new RangeError('mozLz4 block is cut short');
  return unpacked;
}
