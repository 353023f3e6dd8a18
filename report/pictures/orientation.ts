import { bytesOf, type Scanner } from './scanner.ts';

/** How a picture is to be turned or mirrored to stand upright, 1 to 8; 1 is as it is. Source: EXIF 2.32, 4.6.4 A. */
export type Orientation = number;

export const upright: Orientation = 1;

/** What stands before the TIFF structure in a JPEG, and by mistake in some files of the other kinds. */
export const exifPrefix = 'Exif\0\0';

const orientationTag = 0x0112;
const shortType = 3;
const entryBytes = 12;
/** Most entries that are looked through: cameras write some twenty. */
const maxEntries = 1_000;

/**
 * The orientation in the first directory of EXIF data from `start` to `end`, with its prefix or without; upright where
 * there is none that can be understood, since what is broken there is thrown away anyhow. Reads two windows at most.
 *
 * Layout: `II` or `MM`, 42, place of the directory (4 bytes, from the byte order on); there a count (2), and entries of
 * tag (2), type (2), count (4), value (4). Source: TIFF 6.0, section 2.
 */
export async function orientationIn(file: Scanner, start: number, end: number): Promise<Orientation> {
  const tiff = (await file.has(start, exifPrefix, end)) ? start + exifPrefix.length : start;
  const isLittle = await file.has(tiff, 'II*\0', end);
  if (!isLittle && !(await file.has(tiff, 'MM\0*', end))) return upright;
  if (tiff + 8 > end) return upright;
  const directory = tiff + (await file.view(tiff, 8)).getUint32(4, isLittle);
  if (directory + 2 > end) return upright;
  const count = (await file.view(directory, 2)).getUint16(0, isLittle);
  const room = Math.floor((end - directory - 2) / entryBytes);
  const entries = await file.view(directory + 2, Math.min(count, room, maxEntries) * entryBytes);
  return orientationAmong(entries, isLittle);
}

function orientationAmong(entries: DataView, isLittle: boolean): Orientation {
  for (let at = 0; at < entries.byteLength; at += entryBytes) {
    if (entries.getUint16(at, isLittle) !== orientationTag) continue;
    const isShort = entries.getUint16(at + 2, isLittle) === shortType && entries.getUint32(at + 4, isLittle) === 1;
    const value = entries.getUint16(at + 8, isLittle);
    return isShort && value >= 1 && value <= 8 ? value : upright;
  }
  return upright;
}

/** The smallest EXIF data, without prefix, that says an orientation and nothing else: 26 bytes, most significant first. */
export const minimalExif = (orientation: Orientation): Uint8Array =>
  bytesOf(`MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`);
