import { pngSignature as signature } from './format.ts';
import { minimalExif, type Orientation, orientationIn, upright } from './orientation.ts';
import type { Piece } from './pieces.ts';
import { Broken, bytesOf, latin1, type Scanner } from './scanner.ts';

/**
 * Kinds of chunks that stay, and the most bytes that each can have: more is not what it says it is.
 * Source: Portable Network Graphics, third edition, section 11.
 */
const longest: ReadonlyMap<string, number> = new Map([
  ['IHDR', 13],
  ['PLTE', 768],
  ['IDAT', Infinity],
  ['IEND', 0],
  ['tRNS', 256],
  ['gAMA', 4],
  ['cHRM', 32],
  ['sRGB', 1],
  ['iCCP', Infinity],
  ['cICP', 4],
  ['mDCV', 24],
  ['cLLI', 8],
  ['sBIT', 4],
  ['bKGD', 6],
  ['pHYs', 9],
  ['acTL', 8],
  ['fcTL', 26],
  ['fdAT', Infinity],
]);

/** Layout: length of the data (4 bytes), kind (4), data, CRC-32 of kind and data (4). */
interface Chunk {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A PNG or APNG of what is needed to show it, and no more; see `withoutHiddenData`.
 * Chunks that stay are as they were, a wrong CRC included. @throws Broken for a structure that is none.
 */
export async function cleanPng(file: Scanner): Promise<Piece[]> {
  const first = await chunkAt(file, signature.length);
  if (first.kind !== 'IHDR') throw new Broken();
  const rest: Piece[] = [];
  let orientation: Orientation | null = null;
  let hasImage = false;
  let chunk = first;
  do {
    chunk = await chunkAt(file, chunk.end);
    hasImage ||= chunk.kind === 'IDAT';
    if (longest.has(chunk.kind)) rest.push(chunk);
    if (chunk.kind === 'eXIf') orientation ??= await orientationIn(file, chunk.start + 8, chunk.end - 4);
  } while (chunk.kind !== 'IEND');
  if (!hasImage) throw new Broken();
  return [{ start: 0, end: first.end }, ...exifChunk(orientation ?? upright), ...rest];
}

async function chunkAt(file: Scanner, start: number): Promise<Chunk> {
  file.countSegment();
  const length = (await file.view(start, 8)).getUint32(0);
  const kind = latin1(await file.bytes(start + 4, 4));
  const end = start + length + 12;
  if (length > (longest.get(kind) ?? Infinity) || end > file.size) throw new Broken();
  return { kind, start, end };
}

function exifChunk(orientation: Orientation): Piece[] {
  if (orientation === upright) return [];
  const kindAndData = Uint8Array.from([...bytesOf('eXIf'), ...minimalExif(orientation)]);
  const chunk = new Uint8Array(kindAndData.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, kindAndData.length - 4);
  chunk.set(kindAndData, 4);
  view.setUint32(chunk.length - 4, crc32(kindAndData));
  return [chunk];
}

/** Bit by bit, for few bytes. Source: Portable Network Graphics, third edition, 5.5 and annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
