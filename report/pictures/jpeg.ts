import { JpegHead } from './jpeg-head.ts';
import { JpegScans, type ScanEnd } from './jpeg-scan.ts';
import type { Segment } from './jpeg-segment.ts';
import { cutSegment, definedEnd } from './jpeg-tables.ts';
import type { Piece } from './pieces.ts';
import { Broken, type Scanner } from './scanner.ts';

/** Codes of markers, the byte after 0xFF. Source: ITU-T T.81, table B.1. */
const marker = {
  tem: 0x01,
  sof0: 0xc0,
  jpg: 0xc8,
  rst: 0xd0,
  soi: 0xd8,
  eoi: 0xd9,
  sos: 0xda,
  dnl: 0xdc,
  app0: 0xe0,
  com: 0xfe,
} as const;

/** Tables and frames: DQT, DHT, DAC, DRI, DNL, every SOF. */
const isNeeded = (code: number): boolean =>
  (code >= 0xc0 && code <= 0xcf && code !== marker.jpg) || (code >= 0xdb && code <= 0xdd);
const isFrame = (code: number): boolean => isNeeded(code) && code < 0xd0 && code !== 0xc4 && code !== 0xcc;
/** Application data, comments, extensions: what a viewer skips by its length. */
const isSkippable = (code: number): boolean => code >= marker.app0 && code <= marker.com;
/** Stands alone, and outside a scan for nothing. */
const isPassedOver = (code: number): boolean => code === marker.tem || (code >= marker.rst && code < marker.soi);

/**
 * A JPEG of what is needed to show it, and no more; see `withoutHiddenData`.
 * What lies between segments goes, as viewers pass over it. Where the first image ends, all ends: at its end marker, at
 * what makes viewers stop, or where the file ends. @throws Broken for what no viewer shows.
 */
export async function cleanJpeg(file: Scanner): Promise<Piece[]> {
  const head = new JpegHead(file);
  const scans = new JpegScans(file);
  const rest: Piece[] = [];
  /** Tables that no scan has followed yet. */
  let tables: Piece[] = [];
  let frame: Segment | null = null;
  let hasScan = false;
  for (let segment = await segmentAt(file, 2); segment; segment = await segmentAt(file, segment.end)) {
    const { code } = segment;
    if (isPassedOver(code)) continue;
    if (code === marker.sos) {
      if (!frame) throw new Broken();
      const headEnd = await definedEnd(file, segment);
      const { end, isAll } = await scanEnd(file, scans, segment, headEnd);
      for (const piece of tables) rest.push(piece);
      for (const piece of cutSegment(segment, headEnd)) rest.push(piece);
      rest.push({ start: segment.end, end });
      tables = [];
      hasScan = true;
      if (isAll) break;
      segment = { ...segment, end };
    } else if (isNeeded(code)) {
      if (frame && isFrame(code)) break;
      if (isFrame(code)) frame = segment;
      const end = await definedEnd(file, segment);
      for (const piece of cutSegment(segment, end)) tables.push(piece);
      await scans.note({ ...segment, end });
    } else if (!isSkippable(code)) break;
    // Viewers have made up their mind about colours and orientation when the first scan begins.
    else if (!hasScan) for (const piece of await head.take(segment)) tables.push(piece);
  }
  if (!hasScan) throw new Broken();
  return [{ start: 0, end: 2 }, ...(await head.pieces()), ...rest, Uint8Array.of(0xff, marker.eoi)];
}

/**
 * The next segment from a place on, whatever lies before its marker; `null` where the file has none that is whole.
 * Source: T.81, B.1.1.2 to B.1.1.4.
 */
async function segmentAt(file: Scanner, at: number): Promise<Segment | null> {
  file.countSegment();
  const start = await markerAt(file, at, (code) => code !== 0);
  if (start + 2 > file.size) return null;
  const [, code = 0] = await file.bytes(start, 2);
  if (isPassedOver(code) || code === marker.soi || code === marker.eoi) return { code, start, end: start + 2 };
  if (start + 4 > file.size) return null;
  const length = (await file.view(start + 2, 2)).getUint16(0);
  const end = start + 2 + length;
  return length < 2 || end > file.size ? null : { code, start, end };
}

/**
 * Where the data of a scan ends that viewers read: behind its last block. Where it cannot be followed so far, at its
 * marker, which is no stuffed 0xFF and no fill (T.81, B.1.1.5); where it has restarts no such either, nor what is no
 * marker that is known, since decoders look for the next restart behind it. @throws Broken if there is none: then
 * the image cannot be told from what follows it.
 */
async function scanEnd(file: Scanner, scans: JpegScans, segment: Segment, headEnd: number): Promise<ScanEnd> {
  const found = await scans.endOf(segment, headEnd);
  if (found) return found;
  const isEnd = (code: number) => (scans.interval > 0 ? code >= marker.sof0 && !isPassedOver(code) : code !== 0);
  const end = await markerAt(file, segment.end, isEnd);
  if (end === file.size) throw new Broken();
  return { end, isAll: false };
}

/** Place of the next 0xFF before a code that is asked for, fill bytes passed over; the file's size where there is none. */
async function markerAt(file: Scanner, start: number, isWanted: (code: number) => boolean): Promise<number> {
  for (let at = start; at + 2 <= file.size; ) {
    const bytes = await file.from(at, 2);
    let found = bytes.indexOf(0xff);
    while (found >= 0 && found + 1 < bytes.length) {
      const next = bytes[found + 1] ?? 0;
      if (next === 0xff) found += 1;
      else if (isWanted(next)) return at + found;
      else found = bytes.indexOf(0xff, found + 2);
    }
    at += found < 0 ? bytes.length : found;
  }
  return file.size;
}
