import { joined } from './profile-elements.ts';
import { bytesOf } from './scanner.ts';

/** A chunk of our own: length of the data (4 bytes), kind (4), data, CRC-32 of kind and data (4). */
export function chunkOf(kind: string, ...data: readonly Uint8Array[]): Uint8Array {
  const kindAndData = joined([bytesOf(kind), ...data]);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, kindAndData.length - 4);
  return joined([length, kindAndData, new Crc32().update(kindAndData).bytes()]);
}

/** The checksum of a chunk. Source: Portable Network Graphics, third edition, 5.5 and annex D. */
export class Crc32 {
  private crc = 0xffffffff;

  update(bytes: Uint8Array): this {
    for (const byte of bytes) this.crc = (this.crc >>> 8) ^ (remainders[(this.crc ^ byte) & 0xff] as number);
    return this;
  }

  bytes(): Uint8Array {
    const out = new Uint8Array(4);
    new DataView(out.buffer).setUint32(0, ~this.crc >>> 0);
    return out;
  }
}

const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  return crc;
});
