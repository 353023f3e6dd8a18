import { maxProfileBytes, plainProfile } from './colour-profile.ts';
import { pngSignature } from './format.ts';
import { counting, inflate } from './inflate.ts';
import { minimalExif, type Orientation, orientationIn, upright } from './orientation.ts';
import type { Piece } from './pieces.ts';
import { Crc32, chunkOf } from './png-chunk.ts';
import { Broken, bytesOf, latin1, type Scanner } from './scanner.ts';
import { asPacked, unpacked } from './zlib.ts';

/**
 * Kinds of chunks that stay where they stand before the image, each once, and the most bytes that each can have: more is
 * not what it says it is, and viewers pass over it. Source: Portable Network Graphics, third edition, section 11.
 * @param colour byte 9 of IHDR. @param entries most colours of a palette.
 */
const longestFor = (colour: number, entries: number): ReadonlyMap<string, number | undefined> =>
  new Map([
    ['PLTE', colour & 2 && 768],
    // By colour: 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha.
    ['tRNS', [2, 0, 6, entries][colour]],
    ['sBIT', [1, 0, 3, 3, 2, 0, 4][colour]],
    ['bKGD', [2, 0, 6, 1, 2, 0, 6][colour]],
    ['gAMA', 4],
    ['cHRM', 32],
    ['sRGB', 1],
    ['cICP', 4],
    ['mDCV', 24],
    ['cLLI', 8],
    ['pHYs', 9],
    ['acTL', announcementLength],
  ]);
const announcementLength = 8;
const headerLength = 13;
const frameLength = 26;
/** Most bytes of a profile's name, with its end and the method by which it is packed. */
const profileNameBytes = 81;
const profileName = 'Colours\0\0';

/** Layout: length of the data (4 bytes), kind (4), data, CRC-32 of kind and data (4). */
interface Chunk {
  readonly kind: string;
  readonly start: number;
  readonly data: number;
  readonly dataEnd: number;
  readonly end: number;
  /** Whether the file ends in it. */
  readonly isCut: boolean;
}

/**
 * A PNG or APNG of what is needed to show it, and no more; see `withoutHiddenData`.
 * Chunks that stay are as they were, a wrong CRC included, but for a profile and for what the image does not use of its
 * last data. One that is cut gets an end. @throws Broken for a structure that is none.
 */
export async function cleanPng(file: Scanner): Promise<Piece[]> {
  const first = await chunkAt(file, pngSignature.length);
  if (first?.kind !== 'IHDR' || first.isCut || first.dataEnd - first.data !== headerLength) throw new Broken();
  const [depth = 0, colour = 0] = await file.bytes(first.data + 8, 2);
  const head = new Head(file, colour, depth);
  const image = new Image(file);
  const frames = new Frames();
  const rest: Piece[] = [];
  let orientation: Orientation | null = null;
  for (
    let chunk = await chunkAt(file, first.end);
    chunk && chunk.kind !== 'IEND';
    chunk = await chunkAt(file, chunk.end)
  ) {
    if (chunk.kind === 'IDAT') for (const piece of await image.take(chunk)) rest.push(piece);
    else if (chunk.isCut) break;
    else if (chunk.kind === 'eXIf') orientation ??= await orientationIn(file, chunk.data, chunk.dataEnd);
    else if (chunk.kind === 'fcTL' || chunk.kind === 'fdAT')
      for (const piece of frames.take(chunk, image.hasBegun)) rest.push(piece);
    else if (!image.hasBegun) {
      const kept = await head.take(chunk);
      if (kept.length > 0 && chunk.kind === 'acTL') frames.announce((await file.view(chunk.data, 4)).getUint32(0));
      for (const piece of kept) rest.push(piece);
    }
  }
  if (!image.hasBegun) throw new Broken();
  const turned = orientation ?? upright;
  return [
    { start: 0, end: first.end },
    ...(turned === upright ? [] : [chunkOf('eXIf', minimalExif(turned))]),
    ...rest,
    chunkOf('IEND'),
  ];
}

/** The chunk at a place; `null` where the file has none any more. */
async function chunkAt(file: Scanner, start: number): Promise<Chunk | null> {
  file.countSegment();
  const data = start + 8;
  if (data > file.size) return null;
  const length = (await file.view(start, 8)).getUint32(0);
  const kind = latin1(await file.bytes(start + 4, 4));
  const end = data + length + 4;
  return { kind, start, data, dataEnd: Math.min(data + length, file.size), end, isCut: end > file.size };
}

/** What stands before the image. */
class Head {
  private readonly file: Scanner;
  private readonly seen = new Set<string>();

  private readonly longest: ReadonlyMap<string, number | undefined>;
  /** Most bytes of a palette that viewers read, where the image has one. */
  private readonly paletteBytes: number;

  constructor(file: Scanner, colour: number, depth: number) {
    this.file = file;
    const entries = Math.min(256, 2 ** depth);
    this.longest = longestFor(colour, entries);
    this.paletteBytes = colour === 3 ? entries * 3 : 768;
  }

  async take(chunk: Chunk): Promise<Piece[]> {
    const { kind, start, data, dataEnd, end } = chunk;
    if (this.seen.has(kind)) return [];
    this.seen.add(kind);
    if (kind === 'acTL' && dataEnd - data !== announcementLength) return [];
    if (kind === 'iCCP') return this.profile(data, dataEnd);
    if (dataEnd - data > (this.longest.get(kind) || -1)) return [];
    // Of a longer palette viewers read what the image can use.
    if (kind === 'PLTE' && dataEnd - data > this.paletteBytes)
      return [chunkOf('PLTE', await this.file.copy(data, data + this.paletteBytes))];
    return [{ start, end }];
  }

  /** Layout: name, an end, method 0, zlib stream. */
  private async profile(start: number, end: number): Promise<Piece[]> {
    if (end - start > maxProfileBytes) return [];
    const bytes = await this.file.copy(start, end);
    const nameEnd = bytes.subarray(0, profileNameBytes).indexOf(0);
    const whole = nameEnd < 0 ? null : unpacked(bytes.subarray(nameEnd + 2), maxProfileBytes);
    const plain = whole && plainProfile(whole);
    return plain ? [chunkOf('iCCP', bytesOf(profileName), asPacked(plain))] : [];
  }
}

/** Frames of an animation, which only one that was announced before the image has. */
class Frames {
  private left = 0;
  private isInFrame = false;

  announce(count: number): void {
    this.left = count;
  }

  take({ kind, start, data, dataEnd, end }: Chunk, isAfterImage: boolean): Piece[] {
    if (kind === 'fcTL') {
      this.isInFrame = this.left > 0 && dataEnd - data === frameLength;
      if (this.isInFrame) this.left -= 1;
      return this.isInFrame ? [{ start, end }] : [];
    }
    return this.isInFrame && isAfterImage ? [{ start, end }] : [];
  }
}

/** The data of the image, one zlib stream in however many chunks: what follows its end goes. */
class Image {
  hasBegun = false;
  private readonly file: Scanner;
  private readonly walk = inflate(counting());
  private isDone = false;

  constructor(file: Scanner) {
    this.file = file;
    this.walk.next();
  }

  async take(chunk: Chunk): Promise<Piece[]> {
    if (this.isDone) return [];
    let end = chunk.data;
    while (end < chunk.dataEnd && !this.isDone) {
      this.hasBegun = true;
      const part = (await this.file.from(end, 1)).subarray(0, chunk.dataEnd - end);
      end += part.length;
      const step = this.walk.next(part);
      if (!step.done) continue;
      this.isDone = true;
      end = Math.max(chunk.data, end - step.value.unused);
    }
    if (end === chunk.data) return [];
    if (end === chunk.dataEnd && !chunk.isCut) return [{ start: chunk.start, end: chunk.end }];
    return this.shortened(chunk.data, end);
  }

  /** A chunk of what is used. */
  private async shortened(start: number, end: number): Promise<Piece[]> {
    const empty = chunkOf('IDAT');
    new DataView(empty.buffer).setUint32(0, end - start);
    const crc = new Crc32().update(bytesOf('IDAT'));
    for (let at = start; at < end; ) {
      const part = (await this.file.from(at, 1)).subarray(0, end - at);
      crc.update(part);
      at += part.length;
    }
    return [empty.slice(0, 8), { start, end }, crc.bytes()];
  }
}
