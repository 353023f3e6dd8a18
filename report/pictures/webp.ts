import { maxProfileBytes, plainProfile } from './colour-profile.ts';
import { minimalExif, type Orientation, orientationIn, upright } from './orientation.ts';
import { type Piece, sizeOf } from './pieces.ts';
import { Broken, bytesOf, latin1, type Scanner } from './scanner.ts';

/** Bits of the first byte of VP8X; the other three bytes of flags are reserved. Source: RFC 9649, 2.7. */
const flag = { animation: 0x02, exif: 0x08, alpha: 0x10, icc: 0x20 } as const;
const kindsOfStill = ['ALPH', 'VP8 ', 'VP8L'];
const kindsOfAnimation = ['ANIM', 'ANMF'];
const kindsOfFrame = ['ALPH', 'VP8 ', 'VP8L'];
/** RIFF, its length, WEBP. */
const riffHeaderBytes = 12;
const extendedBytes = 10;
/** Colour of the background (4 bytes), count of loops (2). Source: RFC 9649, 2.7.1.1. */
const animationBytes = 6;
/** Place, size, duration and flags of a frame; its chunks follow. */
const frameHeaderBytes = 16;

/** Layout: kind (4 characters), length of the data (4 bytes, least significant first), data, a zero if it is odd. */
interface Chunk {
  readonly kind: string;
  readonly start: number;
  /** After the data, and the zero. */
  readonly end: number;
  readonly length: number;
}

/**
 * A WebP of what is needed to show it, and no more; see `withoutHiddenData`.
 * What a viewer would pass over, such as a second still image, goes too. @throws Broken for a structure that is none.
 */
export async function cleanWebp(file: Scanner): Promise<Piece[]> {
  const end = 8 + (await file.view(4, 4)).getUint32(0, true);
  const body = await cleanBody(file, Math.min(end, file.size));
  return [bytesOf('RIFF'), littleEndian(sizeOf(body) + 4), bytesOf('WEBP'), ...body];
}

async function cleanBody(file: Scanner, end: number): Promise<Piece[]> {
  const chunks = await chunksIn(file, riffHeaderBytes, end);
  const first = chunks[0];
  if (first?.kind !== 'VP8X') return keptOf(file, chunks, kindsOfFrame);
  if (first.length !== extendedBytes) throw new Broken();
  const extended = await file.bytes(first.start + 8, extendedBytes);
  const flags = extended[0] ?? 0;
  const size = new Uint8Array(extended.subarray(4));
  const rest = await keptOf(file, chunks, flags & flag.animation ? kindsOfAnimation : kindsOfStill);
  // Without its flag EXIF is not looked at by viewers.
  const orientation = flags & flag.exif ? await orientationAmong(file, chunks) : upright;
  const profile = flags & flag.icc ? await profileAmong(file, chunks) : [];
  const kept =
    (flags & (flag.animation | flag.alpha)) |
    (profile.length === 0 ? 0 : flag.icc) |
    (orientation === upright ? 0 : flag.exif);
  return [...chunkOf('VP8X', [Uint8Array.of(kept, 0, 0, 0), size]), ...profile, ...rest, ...exifChunk(orientation)];
}

/** The chunks of kinds that are known, each kind once, but every frame. @throws Broken if there is no image. */
async function keptOf(file: Scanner, chunks: readonly Chunk[], kinds: readonly string[]): Promise<Piece[]> {
  const pieces: Piece[] = [];
  const seen = new Set<string>();
  for (const chunk of chunks) {
    const role = chunk.kind === 'VP8L' ? 'VP8 ' : chunk.kind;
    if (!kinds.includes(chunk.kind) || (seen.has(role) && role !== 'ANMF')) continue;
    seen.add(role);
    if (role === 'ANMF') for (const piece of await cleanFrame(file, chunk)) pieces.push(piece);
    else for (const piece of plainChunk(chunk)) pieces.push(piece);
  }
  if (!seen.has('VP8 ') && !seen.has('ANMF')) throw new Broken();
  return pieces;
}

/** A chunk with no more than it should have: what stands behind a colour and a count of loops, and in place of a zero. */
function plainChunk({ kind, start, end, length }: Chunk): Piece[] {
  if (kind === 'ANIM' && length > animationBytes)
    return chunkOf(kind, [{ start: start + 8, end: start + 8 + animationBytes }]);
  return length % 2 === 0 ? [{ start, end }] : [{ start, end: end - 1 }, new Uint8Array(1)];
}

async function cleanFrame(file: Scanner, { start, end }: Chunk): Promise<Piece[]> {
  const inside = start + 8 + frameHeaderBytes;
  const kept = await keptOf(file, await chunksIn(file, inside, end), kindsOfFrame);
  return chunkOf('ANMF', [{ start: start + 8, end: inside }, ...kept]);
}

async function orientationAmong(file: Scanner, chunks: readonly Chunk[]): Promise<Orientation> {
  const exif = chunks.find(({ kind }) => kind === 'EXIF');
  return exif ? orientationIn(file, exif.start + 8, exif.start + 8 + exif.length) : upright;
}

/** The profile made anew. */
async function profileAmong(file: Scanner, chunks: readonly Chunk[]): Promise<Piece[]> {
  const found = chunks.find(({ kind }) => kind === 'ICCP');
  if (!found || found.length > maxProfileBytes) return [];
  const plain = plainProfile(await file.copy(found.start + 8, found.start + 8 + found.length));
  // An even number of bytes, as every profile of ours has.
  return plain ? chunkOf('ICCP', [plain]) : [];
}

async function chunksIn(file: Scanner, start: number, end: number): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for (let chunk = await chunkAt(file, start, end); chunk; chunk = await chunkAt(file, chunk.end, end))
    chunks.push(chunk);
  return chunks;
}

/** The chunk at a place; `null` where none ends before `limit`, which viewers do not miss if they have the image. */
async function chunkAt(file: Scanner, start: number, limit: number): Promise<Chunk | null> {
  file.countSegment();
  if (start + 8 > limit) return null;
  const kind = latin1(await file.bytes(start, 4));
  const length = (await file.view(start + 4, 4)).getUint32(0, true);
  const end = start + 8 + length + (length % 2);
  return end > limit ? null : { kind, start, end, length };
}

/** Data must be even. */
const chunkOf = (kind: string, data: readonly Piece[]): Piece[] => [bytesOf(kind), littleEndian(sizeOf(data)), ...data];

const exifChunk = (orientation: Orientation): Piece[] =>
  orientation === upright ? [] : chunkOf('EXIF', [minimalExif(orientation)]);

function littleEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}
