import { latin1 } from './scanner.ts';

/** Elements of colour profiles that a transform reads, cut to what it reads of each. Source: ICC.1:2022, section 10. */

/** A profile, or an element of one, that is not as its type has it. */
export class Strange extends Error {
  override readonly name = 'Strange';
}

/** Most channels of a picture's colours: cyan, magenta, yellow, black. */
const maxChannels = 4;
const typeAndReserved = 8;

/** An element by its type; what is reserved becomes zero, and what follows its end goes. @throws Strange */
export function elementOf(tag: string, bytes: Uint8Array): Uint8Array {
  const type = latin1(part(bytes, 0, 4));
  const read = readers[type];
  if (!read || !typesOf(tag).includes(type)) throw new Strange();
  return read(bytes);
}

/** Types that an element of a tag can have; none of a tag that no transform reads. */
function typesOf(tag: string): readonly string[] {
  if (/^(wtpt|[rgb]XYZ)$/.test(tag)) return ['XYZ '];
  if (/^[rgbk]TRC$/.test(tag)) return ['curv', 'para'];
  if (/^A2B[012]$/.test(tag)) return ['mft1', 'mft2', 'mAB '];
  if (/^B2A[012]$/.test(tag)) return ['mft1', 'mft2', 'mBA '];
  if (tag === 'chad') return ['sf32'];
  return tag === 'cicp' ? ['cicp'] : [];
}

const readers: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  'XYZ ': (bytes) => tidy(bytes, 20),
  sf32: (bytes) => tidy(bytes, typeAndReserved + 9 * 4),
  cicp: (bytes) => tidy(bytes, 12),
  curv: (bytes) => tidy(bytes, curveLength(bytes)),
  para: (bytes) => tidy(bytes, curveLength(bytes), [10, 12]),
  mft1: (bytes) => table(bytes, 1),
  mft2: (bytes) => table(bytes, 2),
  'mAB ': (bytes) => chain(bytes, 'toPcs'),
  'mBA ': (bytes) => chain(bytes, 'fromPcs'),
};

/** A range that must be there. @throws Strange */
export function part(bytes: Uint8Array, start: number, end: number): Uint8Array {
  if (start > end || end > bytes.length) throw new Strange();
  return bytes.subarray(start, end);
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** A copy of the first bytes, with zeros in what is reserved. */
function tidy(bytes: Uint8Array, length: number, ...reserved: readonly (readonly [number, number])[]): Uint8Array {
  const out = new Uint8Array(part(bytes, 0, length));
  for (const [start, end] of [[4, typeAndReserved] as const, ...reserved]) out.fill(0, start, end);
  return out;
}

/** Numbers of each kind of parametric curve, of 4 bytes. */
const parameters = [1, 3, 4, 5, 7];

function curveLength(bytes: Uint8Array): number {
  const type = latin1(part(bytes, 0, 4));
  const view = viewOf(part(bytes, 0, 12));
  if (type === 'curv') return 12 + view.getUint32(8) * 2;
  const count = type === 'para' ? parameters[view.getUint16(8)] : undefined;
  if (count === undefined) throw new Strange();
  return 12 + count * 4;
}

function channels(bytes: Uint8Array): { readonly input: number; readonly output: number } {
  const [input = 0, output = 0] = part(bytes, typeAndReserved, 10);
  if (input < 1 || output < 1 || Math.max(input, output) > maxChannels) throw new Strange();
  return { input, output };
}

/** Layout: channels (1 + 1), grid points (1), reserved (1), matrix (36), for `mft2` entries (2 + 2), three tables. */
function table(bytes: Uint8Array, width: 1 | 2): Uint8Array {
  const { input, output } = channels(bytes);
  const header = width === 1 ? 48 : 52;
  const view = viewOf(part(bytes, 0, header));
  const [before, after] = width === 1 ? [256, 256] : [view.getUint16(48), view.getUint16(50)];
  const points = view.getUint8(10) ** input * output;
  return tidy(bytes, header + (input * before + points + output * after) * width, [11, 12]);
}

/**
 * Curves B, matrix, curves M, table and curves A, each once and in this order, wherever they were.
 * Layout: channels (1 + 1), reserved (2), place of each of the five or 0 (4), then they themselves.
 */
function chain(bytes: Uint8Array, direction: 'toPcs' | 'fromPcs'): Uint8Array {
  const { input, output } = channels(bytes);
  const [device, pcs] = direction === 'toPcs' ? [input, output] : [output, input];
  const view = viewOf(part(bytes, 0, 32));
  const header = tidy(bytes, 32, [10, 32]);
  const parts = [header];
  let at = header.length;
  const readers = [
    (start: number) => curves(bytes, start, pcs),
    (start: number) => [part(bytes, start, start + 48)],
    (start: number) => curves(bytes, start, pcs),
    (start: number) => [grid(bytes, start, input, output)],
    (start: number) => curves(bytes, start, device),
  ];
  for (const [index, read] of readers.entries()) {
    const start = view.getUint32(12 + index * 4);
    if (start === 0) continue;
    viewOf(header).setUint32(12 + index * 4, at);
    for (const each of read(start)) {
      const even = padded(each);
      parts.push(even);
      at += even.length;
      // Parts that lie upon each other must not make more of a profile than it was.
      if (at > bytes.length + 64) throw new Strange();
    }
  }
  return joined(parts);
}

function curves(bytes: Uint8Array, start: number, count: number): Uint8Array[] {
  let at = start;
  return Array.from({ length: count }, () => {
    const rest = part(bytes, at, bytes.length);
    const length = curveLength(rest);
    at += Math.ceil(length / 4) * 4;
    return tidy(rest, length, ...(latin1(rest.subarray(0, 4)) === 'para' ? [[10, 12] as const] : []));
  });
}

/** Layout: points of each channel (16 bytes, the first ones used), bytes of a value (1), reserved (3), values. */
function grid(bytes: Uint8Array, start: number, input: number, output: number): Uint8Array {
  const header = new Uint8Array(part(bytes, start, start + 20));
  header.fill(0, input, 16).fill(0, 17);
  const width = header[16] ?? 0;
  if (width !== 1 && width !== 2) throw new Strange();
  const values = header.subarray(0, input).reduce((product, points) => product * points, output);
  return joined([header, part(bytes, start + 20, start + 20 + values * width)]);
}

/** With zeros up to a multiple of four. */
export function padded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  out.set(bytes);
  return out;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const each of parts) {
    out.set(each, at);
    at += each.length;
  }
  return out;
}
