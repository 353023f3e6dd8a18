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
  if (code !== marker.dqt && code !== marker.dht && code !== marker.dac) return 6 + (bytes[5] ?? 0) * 3;
  let end = 0;
  for (let next = 0; next <= bytes.length; next += tableBytes(code, bytes.subarray(next))) end = next;
  // Decoders take quantization of fewer values.
  return end === 0 && code === marker.dqt ? bytes.length : end;
}

/**
 * Bytes of the table that begins some bytes; more than any segment has where none does. Quantization: precision and
 * number (4 bits each), 64 values of one byte, or of two for any precision but 0, as decoders read it. Huffman: class and
 * number, 16 counts, as many symbols. Arithmetic: class and number, a value.
 */
function tableBytes(code: number, bytes: Uint8Array): number {
  const name = bytes[0] ?? 0xff;
  const isNumbered = code === marker.dac || name % 16 < 4;
  if (!isNumbered || (name > 31 && code !== marker.dqt)) return Number.POSITIVE_INFINITY;
  if (code === marker.dqt) return name < 16 ? 65 : 129;
  return code === marker.dac ? 2 : bytes.subarray(1, 17).reduce((sum, each) => sum + each, 17);
}

/** A segment whose parameters end where they should, with a length that says so; nothing of tables that are none. */
export function cutSegment(segment: Segment, end: number): Piece[] {
  const { code, start } = segment;
  if (end === segment.end) return [{ start, end }];
  const length = end - start - 2;
  if (length === 2) return [];
  return [Uint8Array.of(0xff, code, length >> 8, length & 0xff), { start: parametersOf(segment), end }];
}
