import { maxProfileBytes, plainProfile } from './colour-profile.ts';
import type { Segment } from './jpeg-segment.ts';
import { exifPrefix, minimalExif, type Orientation, orientationIn, upright } from './orientation.ts';
import type { Piece } from './pieces.ts';
import { joined } from './profile-elements.ts';
import { bytesOf, type Scanner } from './scanner.ts';

const app0 = 0xe0;
const app1 = 0xe1;
const app2 = 0xe2;
const app14 = 0xee;

const jfif = 'JFIF\0';
/** A JFIF segment without thumbnail: marker 2, length 2, name 5, version 2, density 5, thumbnail's sides 2. */
const jfifBytes = 18;
const adobe = 'Adobe';
/** An Adobe segment: marker 2, length 2, name 5, version 2, flags 4, colour transform 1. */
const adobeBytes = 16;
const iccProfile = 'ICC_PROFILE\0';
/** Marker 2, length 2, name 12, number of the part from 1 on, count of parts; then the part of the profile. */
const iccBytes = 18;
const longestPart = 65_533 - (iccBytes - 4);

interface ProfilePart {
  readonly number: number;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** What stands before the tables: JFIF, Adobe, profile and orientation, each once, cut to what we know of it. */
export class JpegHead {
  private readonly file: Scanner;
  private jfif: Uint8Array | null = null;
  private hasAdobe = false;
  private orientation: Orientation | null = null;
  private readonly parts: ProfilePart[] = [];

  constructor(file: Scanner) {
    this.file = file;
  }

  /** Looks at application data, and gives what of it stays where it is. */
  async take({ code, start, end }: Segment): Promise<Piece[]> {
    const is = (wanted: number, name: string) => code === wanted && this.file.has(start + 4, name, end);
    if (end - start >= iccBytes && (await is(app2, iccProfile))) {
      const [number = 0, count = 0] = await this.file.bytes(start + iccBytes - 2, 2);
      this.parts.push({ number, count, start: start + iccBytes, end });
    }
    if (!this.hasAdobe && end - start >= adobeBytes && (await is(app14, adobe))) {
      this.hasAdobe = true;
      return [segmentOf(app14, await this.file.bytes(start + 4, adobeBytes - 4))];
    }
    if (!this.jfif && end - start >= jfifBytes && (await is(app0, jfif))) {
      // The thumbnail's sides come last: zeros in their place.
      this.jfif = segmentOf(app0, await this.file.bytes(start + 4, jfifBytes - 6), new Uint8Array(2));
    }
    if (this.orientation === null && (await is(app1, exifPrefix)))
      this.orientation = await orientationIn(this.file, start + 4, end);
    return [];
  }

  async pieces(): Promise<Piece[]> {
    const orientation = this.orientation ?? upright;
    return [
      ...(this.jfif ? [this.jfif] : []),
      ...(orientation === upright ? [] : [segmentOf(app1, bytesOf(exifPrefix), minimalExif(orientation))]),
      ...(await this.profile()),
    ];
  }

  /** The profile made anew; none of one whose parts are not each there once, as viewers have it. */
  private async profile(): Promise<Piece[]> {
    const parts = [...this.parts].sort((one, other) => one.number - other.number);
    const isWhole = parts.every(({ number, count }, at) => number === at + 1 && count === parts.length);
    const size = parts.reduce((sum, { start, end }) => sum + end - start, 0);
    if (!isWhole || size > maxProfileBytes) return [];
    const bytes: Uint8Array[] = [];
    for (const { start, end } of parts) bytes.push(await this.file.copy(start, end));
    const plain = plainProfile(joined(bytes));
    if (!plain) return [];
    const count = Math.ceil(plain.length / longestPart);
    return Array.from({ length: count }, (_, at) =>
      segmentOf(
        app2,
        bytesOf(iccProfile),
        Uint8Array.of(at + 1, count),
        plain.subarray(at * longestPart, (at + 1) * longestPart),
      ),
    );
  }
}

/** Marker, length (2 bytes, itself included), parts. */
function segmentOf(code: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 2);
  return joined([Uint8Array.of(0xff, code, length >> 8, length & 0xff), ...parts]);
}
