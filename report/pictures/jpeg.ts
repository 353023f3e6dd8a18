import { exifPrefix, minimalExif, type Orientation, orientationIn, upright } from './orientation.ts';
import type { Piece } from './pieces.ts';
import { Broken, bytesOf, type Scanner } from './scanner.ts';

/** Codes of markers, the byte after 0xFF. Source: ITU-T T.81, table B.1. */
const marker = { jpg: 0xc8, eoi: 0xd9, sos: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee, com: 0xfe } as const;

const jfif = 'JFIF\0';
/** A JFIF segment without thumbnail: marker 2, length 2, name 5, version 2, density 5, thumbnail's sides 2. */
const jfifBytes = 18;
const iccProfile = 'ICC_PROFILE\0';
const adobe = 'Adobe';
/** An Adobe segment: marker 2, length 2, name 5, version 2, flags 4, colour transform 1. */
const adobeBytes = 16;

/** A marker with what belongs to it: its parameters, and for a scan all entropy-coded data with restart markers. */
interface Segment {
  readonly code: number;
  /** Place of the 0xFF right before the code. */
  readonly start: number;
  readonly end: number;
}

/** Tables and frames: DQT, DHT, DAC, DRI, DNL, every SOF. */
const isNeeded = (code: number): boolean =>
  (code >= 0xc0 && code <= 0xcf && code !== marker.jpg) || (code >= 0xdb && code <= 0xdd);
const isFrame = (code: number): boolean => isNeeded(code) && code < 0xd0 && code !== 0xc4 && code !== 0xcc;
/** Application data, comments, extensions: what a viewer skips by its length. */
const isSkippable = (code: number): boolean => code >= marker.app0 && code <= marker.com;

/**
 * A JPEG of what is needed to show it, and no more; see `withoutHiddenData`.
 * Where the first image ends, all ends. @throws Broken for a structure that is none.
 */
export async function cleanJpeg(file: Scanner): Promise<Piece[]> {
  const head = new Head(file);
  const rest: Piece[] = [];
  let hasFrame = false;
  let hasScan = false;
  let segment = await segmentAt(file, 2);
  for (; segment.code !== marker.eoi; segment = await segmentAt(file, segment.end)) {
    hasFrame ||= isFrame(segment.code);
    hasScan ||= segment.code === marker.sos;
    if (isNeeded(segment.code) || segment.code === marker.sos) rest.push(segment);
    else if (!isSkippable(segment.code)) throw new Broken();
    // Viewers have made up their mind about colours and orientation when the first scan begins.
    else if (!hasScan) rest.push(...(await head.take(segment)));
  }
  if (!hasFrame || !hasScan) throw new Broken();
  return [{ start: 0, end: 2 }, ...head.pieces(), ...rest, segment];
}

/** The segment after a place; fill bytes before its marker are passed over. Source: T.81, B.1.1.2 to B.1.1.4. */
async function segmentAt(file: Scanner, at: number): Promise<Segment> {
  let start = at;
  file.countSegment();
  while (await file.has(start, '\xff\xff')) {
    file.countSegment();
    start += 1;
  }
  const [first, code = 0] = await file.bytes(start, 2);
  if (first !== 0xff) throw new Broken();
  if (code === marker.eoi) return { code, start, end: start + 2 };
  const length = (await file.view(start + 2, 2)).getUint16(0);
  const end = start + 2 + length;
  if (length < 2 || end > file.size) throw new Broken();
  return { code, start, end: code === marker.sos ? await scanEnd(file, end) : end };
}

/** Place of the marker that ends entropy-coded data: neither a stuffed 0xFF, nor fill, nor a restart. T.81, B.1.1.5. */
async function scanEnd(file: Scanner, start: number): Promise<number> {
  for (let at = start; ; ) {
    const bytes = await file.from(at, 2);
    let found = bytes.indexOf(0xff);
    while (found >= 0 && found + 1 < bytes.length) {
      const next = bytes[found + 1] ?? 0;
      const isRestart = next >= 0xd0 && next <= 0xd7;
      if (next === 0xff) found += 1;
      else if (next === 0 || isRestart) found = bytes.indexOf(0xff, found + 2);
      else return at + found;
    }
    at += found < 0 ? bytes.length : found;
  }
}

/** What stands before the tables: JFIF, Adobe and orientation, each once, cut to what we know of it. */
class Head {
  private readonly file: Scanner;
  private jfif: Uint8Array | null = null;
  private hasAdobe = false;
  private orientation: Orientation | null = null;

  constructor(file: Scanner) {
    this.file = file;
  }

  /** Looks at application data, and gives what of it stays where it is. */
  async take({ code, start, end }: Segment): Promise<Piece[]> {
    const is = (wanted: number, name: string) => code === wanted && this.file.has(start + 4, name, end);
    if (await is(marker.app2, iccProfile)) return [{ start, end }];
    if (!this.hasAdobe && end - start >= adobeBytes && (await is(marker.app14, adobe))) {
      this.hasAdobe = true;
      return [segmentOf(marker.app14, await this.file.bytes(start + 4, adobeBytes - 4))];
    }
    if (!this.jfif && end - start >= jfifBytes && (await is(marker.app0, jfif))) {
      // The thumbnail's sides come last: zeros in their place.
      this.jfif = segmentOf(marker.app0, await this.file.bytes(start + 4, jfifBytes - 6), new Uint8Array(2));
    }
    if (this.orientation === null && (await is(marker.app1, exifPrefix)))
      this.orientation = await orientationIn(this.file, start + 4, end);
    return [];
  }

  pieces(): Piece[] {
    const pieces: Piece[] = this.jfif ? [this.jfif] : [];
    const orientation = this.orientation ?? upright;
    return orientation === upright
      ? pieces
      : [...pieces, segmentOf(marker.app1, bytesOf(exifPrefix), minimalExif(orientation))];
  }
}

/** Marker, length (2 bytes, itself included), parts. */
function segmentOf(code: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = parts.flatMap((part) => [...part]);
  return Uint8Array.from([0xff, code, 0, body.length + 2, ...body]);
}
