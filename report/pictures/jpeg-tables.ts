import type { Segment } from './jpeg-segment.ts';
import type { Piece } from './pieces.ts';
import type { Scanner } from './scanner.ts';

/** Source: ITU-T T.81, table B.1. */
const marker = { dht: 0xc4, dac: 0xcc, sos: 0xda, dqt: 0xdb, dnl: 0xdc, dri: 0xdd } as const;
/** Marker and length, which stand before the parameters. */
const headBytes = 4;

/** Where parameters begin. */
export const parametersOf = ({ start }: Segment): number => start + headBytes;

/**
 * Where the parameters end that the standard gives a segment of tables, a frame or the head of a scan: what stands behind
 * them, up to the length that the segment says it has, is read by no viewer. One with less than it should have ends where
 * it says; tables that are none end before the first such. Source: T.81, B.2.2 to B.2.5.
 */
export async function definedEnd(file: Scanner, segment: Segment): Promise<number> {
  const start = parametersOf(segment);
  const bytes = await file.copy(start, segment.end);
  return start + Math.min(definedLength(segment.code, bytes), bytes.length);
}

function definedLength(code: number, bytes: Uint8Array): number {
  if (code === marker.dri || code === marker.dnl) return 2;
  if (code === marker.sos) return 4 + (bytes[0] ?? 0) * 2;
  if (code === marker.dqt) return wholeTables(bytes, quantizationBytes) || bytes.length;
  if (code === marker.dht) return wholeTables(bytes, huffmanBytes);
  if (code === marker.dac) return wholeTables(bytes, (at) => (isNamed(bytes, at, 15) ? 2 : 0));
  return 6 + (bytes[5] ?? 0) * 3;
}

/** Bytes of the tables that are whole, one after the other; `sizeAt` is 0 for what is none. */
function wholeTables(bytes: Uint8Array, sizeAt: (at: number, bytes: Uint8Array) => number): number {
  let at = 0;
  for (
    let size = sizeAt(at, bytes);
    size > 0 && at + size <= bytes.length;
    size = at < bytes.length ? sizeAt(at, bytes) : 0
  )
    at += size;
  return at;
}

/** Whether a byte is the name of a table: of DC or AC, and its number. */
const isNamed = (bytes: Uint8Array, at: number, most: number): boolean =>
  (bytes[at] ?? 0xff) >> 4 < 2 && (bytes[at] ?? 0xff) % 16 <= most;

/** Precision and number, then 64 values of one byte or two; decoders take any precision but 0 for two. */
const quantizationBytes = (at: number, bytes: Uint8Array): number => {
  const name = bytes[at] ?? 0xff;
  if (name % 16 > 3) return 0;
  return name < 16 ? 65 : 129;
};

/** Name, 16 counts, as many symbols as these say. */
const huffmanBytes = (at: number, bytes: Uint8Array): number => {
  const count = bytes.subarray(at + 1, at + 17).reduce((sum, each) => sum + each, 0);
  return isNamed(bytes, at, 3) && count <= 256 ? 17 + count : 0;
};

/** A segment whose parameters end where they should, with a length that says so; nothing of tables that are none. */
export function cutSegment(segment: Segment, end: number): Piece[] {
  const { code, start } = segment;
  if (end === segment.end) return [{ start, end }];
  const length = end - start - 2;
  if (length === 2) return [];
  return [Uint8Array.of(0xff, code, length >> 8, length & 0xff), { start: parametersOf(segment), end }];
}
