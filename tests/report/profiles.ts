import { canary } from './pictures.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const number = (...values: number[]): Buffer => {
  const out = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) out.writeUInt32BE(value >>> 0, at * 4);
  return out;
};
const short = (...values: number[]): Buffer => {
  const out = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) out.writeUInt16BE(value, at * 2);
  return out;
};
/** A number of 16 bits before and 16 behind the point. */
const fixed = (...values: number[]): Buffer => number(...values.map((value) => Math.round(value * 65_536)));

export type Tags = Readonly<Record<string, Buffer>>;

export const xyz = (...values: number[]): Buffer => Buffer.concat([bytes('XYZ \0\0\0\0'), fixed(...values)]);
export const curve = (...values: number[]): Buffer =>
  Buffer.concat([bytes('curv\0\0\0\0'), number(values.length), short(...values)]);
export const parametric = (kind: number, ...values: number[]): Buffer =>
  Buffer.concat([bytes('para\0\0\0\0'), short(kind, 0), fixed(...values)]);
export const matrix = (...values: number[]): Buffer => Buffer.concat([bytes('sf32\0\0\0\0'), fixed(...values)]);
const text = (words: string): Buffer => bytes(`text\0\0\0\0${words}\0`);

interface Header {
  readonly version?: number;
  readonly kind?: string;
  readonly space?: string;
  readonly pcs?: string;
}

/** A profile with a canary wherever its header has room for one. */
export function profile(tags: Tags, { version = 2, kind = 'mntr', space = 'RGB ', pcs = 'XYZ ' }: Header = {}): Buffer {
  const names = Object.keys(tags);
  const header = Buffer.alloc(128);
  header.write('appl', 4);
  header.writeUInt8(version, 8);
  header.write(kind + space + pcs, 12);
  short(2024, 3, 9, 21, 14, 7).copy(header, 24);
  header.write('acspAPPL', 36);
  header.write(canary, 48, 'latin1');
  header.write('XYZ', 80);
  fixed(0.9642, 1, 0.8249).copy(header, 68);
  header.write(canary, 84, 'latin1');
  header.write(canary, 100, 'latin1');
  const table: Buffer[] = [number(names.length)];
  const elements: Buffer[] = [];
  let at = 128 + 4 + names.length * 12;
  for (const [name, element] of Object.entries(tags)) {
    table.push(bytes(name), number(at, element.length));
    elements.push(element, Buffer.alloc(-element.length & 3));
    at += element.length + (-element.length & 3);
  }
  header.writeUInt32BE(at, 0);
  return Buffer.concat([header, ...table, ...elements]);
}

/** What says whose screen it is. */
export const personal: Tags = {
  desc: Buffer.concat([bytes('desc\0\0\0\0'), number(40), bytes(`Screen of office 4, ${canary}`), Buffer.alloc(92)]),
  cprt: text(canary),
  mmod: Buffer.concat([bytes('mmod\0\0\0\0'), number(0x10ac, 0xa1b2, 0x4c343231), bytes(canary)]),
  vcgt: Buffer.concat([bytes('vcgt\0\0\0\0'), bytes(canary)]),
  dmdd: text(canary),
};

/** What the colours of a screen need. */
export const screen: Tags = {
  wtpt: xyz(0.9505, 1, 1.0891),
  chad: matrix(1.048, 0.023, -0.05, 0.03, 0.99, -0.017, -0.009, 0.015, 0.752),
  rXYZ: xyz(0.4361, 0.2225, 0.0139),
  gXYZ: xyz(0.3851, 0.7169, 0.0971),
  bXYZ: xyz(0.1431, 0.0606, 0.7141),
  rTRC: curve(563),
  gTRC: curve(0, 500, 40_000, 65_535),
  bTRC: parametric(3, 2.4, 0.948, 0.052, 0.077, 0.04),
};

/** A table of a lookup in 8 or 16 bits, of few points, whose numbers nobody could make from others. */
export function lookup(width: 1 | 2, input: number, output: number, points = 3): Buffer {
  const entries = width === 1 ? 256 : 5;
  const count = input * entries + points ** input * output + output * entries;
  const values = Buffer.from(Array.from({ length: count * width }, (_, at) => (at * 31 + 7) & 255));
  return Buffer.concat([
    bytes(`mft${width}\0\0\0\0`),
    Buffer.of(input, output, points, 0),
    fixed(1, 0, 0, 0, 1, 0, 0, 0, 1),
    ...(width === 2 ? [short(entries, entries)] : []),
    values,
  ]);
}

/** Curves, matrix and table in a chain, with bytes between them that nobody reads. */
export function chained(type: 'mAB ' | 'mBA ', input: number, output: number): Buffer {
  const even = (part: Buffer) => Buffer.concat([part, Buffer.alloc(-part.length & 3)]);
  const curves = (count: number) => Buffer.concat(new Array<Buffer>(count).fill(even(curve(1, 2, 3))));
  const [device, pcs] = type === 'mAB ' ? [input, output] : [output, input];
  const values = Buffer.from(Array.from({ length: 2 ** input * output }, (_, at) => at + 1));
  const grid = Buffer.concat([Buffer.alloc(16).fill(2, 0, input), Buffer.of(1, 0, 0, 0), values]);
  const parts = [curves(pcs), fixed(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0), curves(pcs), even(grid), curves(device)];
  const places: number[] = [];
  const body: Buffer[] = [];
  let at = 32;
  for (const part of parts) {
    body.push(bytes(`${canary}\0`), part);
    places.push(at + 8);
    at += 8 + part.length;
  }
  return Buffer.concat([bytes(`${type}\0\0\0\0`), Buffer.of(input, output, 0, 0), number(...places), ...body]);
}

/** What a profile says of each tag. */
export function tagsOf(made: Uint8Array): Record<string, Buffer> {
  const whole = Buffer.from(made);
  const count = whole.readUInt32BE(128);
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const entry = 132 + at * 12;
      const start = whole.readUInt32BE(entry + 4);
      return [whole.toString('latin1', entry, entry + 4), whole.subarray(start, start + whole.readUInt32BE(entry + 8))];
    }),
  );
}
