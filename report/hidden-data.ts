import { firstBytes, formatOf, type PictureFormat } from './pictures/format.ts';
import { cleanJpeg } from './pictures/jpeg.ts';
import { lengthOf, merged, type Piece, sizeOf } from './pictures/pieces.ts';
import { cleanPng } from './pictures/png.ts';
import { Broken, exactly, type Readable, Scanner } from './pictures/scanner.ts';
import { cleanWebp } from './pictures/webp.ts';

const cleaners: Readonly<Record<PictureFormat, (file: Scanner) => Promise<Piece[]>>> = {
  jpeg: cleanJpeg,
  png: cleanPng,
  webp: cleanWebp,
};

/** A cleaned picture, of `size` bytes in all; or why there is none. */
export type Cleaned =
  | { readonly ok: true; readonly pieces: readonly Piece[]; readonly size: number }
  | { readonly ok: false; readonly why: 'unknown-format' | 'broken' };

/**
 * Takes out of a JPEG, PNG or WebP all that is not needed to show it: place, time, camera, owner, edits, thumbnails,
 * comments, second pictures, words and numbers of a colour profile, whatever follows its end or its last block. An
 * allow-list; image data stays byte for byte, and so do colours and how the picture is turned. What a picture shows is
 * not its business, nor are names of files.
 *
 * The format is judged by the first bytes. Holds one window of 64 KiB whatever the size, besides a colour profile (4 MiB
 * at most) and for a progressive JPEG a bit for each value of its blocks (8 MiB at most). Reads a file at most once, what
 * cannot be followed and an animated WebP at most twice, not counting what `sourceOf` reads later. What is cleaned already
 * stays the same bytes. `broken` is what no viewer shows, what cannot be told from what follows it, or more than 100,000
 * segments. Errors of reading pass through. Source: docs/decisions/0029-hidden-data-by-an-allow-list.md.
 */
export async function withoutHiddenData(file: Readable): Promise<Cleaned> {
  const scanner = new Scanner(file);
  try {
    const format = formatOf(await scanner.bytes(0, Math.min(firstBytes, file.size)));
    if (!format) return { ok: false, why: 'unknown-format' };
    const pieces = await cleaners[format](scanner);
    return { ok: true, pieces: merged(pieces), size: sizeOf(pieces) };
  } catch (error) {
    if (error instanceof Broken) return { ok: false, why: 'broken' };
    throw error;
  } finally {
    scanner.wipe();
  }
}

/**
 * The cleaned picture as bytes that can be read at any place, 0 ≤ start ≤ end ≤ size; reads no more than it is asked
 * for. @throws RangeError if the file gives another length than is asked.
 */
export function sourceOf(file: Readable, pieces: readonly Piece[]): Readable {
  const places: number[] = [];
  let size = 0;
  for (const piece of pieces) {
    places.push(size);
    size += lengthOf(piece);
  }
  return {
    size,
    async read(start, end) {
      const out = new Uint8Array(end - start);
      for (let index = pieceAt(places, start); index < pieces.length; index += 1) {
        const piece = pieces[index] as Piece;
        const place = places[index] as number;
        if (place >= end) break;
        const from = Math.max(start, place);
        const to = Math.min(end, place + lengthOf(piece));
        const bytes = await partOf(file, piece, from - place, to - place);
        out.set(bytes, from - start);
        bytes.fill(0);
      }
      return out;
    },
  };
}

/** Number of the piece in which a byte is: the last that begins there or before. */
function pieceAt(places: readonly number[], at: number): number {
  let low = 0;
  let high = places.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}

const partOf = async (file: Readable, piece: Piece, start: number, end: number): Promise<Uint8Array> =>
  piece instanceof Uint8Array
    ? new Uint8Array(piece.subarray(start, end))
    : exactly(file, piece.start + start, piece.start + end);
