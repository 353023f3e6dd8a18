import { bytesOf, hexOf } from './vector-file.ts';

/** Bytes that are mostly zeros: `length` zeros, then each part laid over them. */
export interface Sparse {
  readonly length: number;
  readonly parts: readonly { readonly at: number; readonly hex: string }[];
}

/** Zeros in a row that end a part. */
const gap = 16;

/** The parts of bytes that are not zero. */
export function toSparse(bytes: Uint8Array): Sparse {
  const parts: { at: number; hex: string }[] = [];
  let start = -1;
  let end = -1;
  const close = () => start >= 0 && parts.push({ at: start, hex: hexOf(bytes.subarray(start, end)) });
  for (const [at, byte] of bytes.entries()) {
    if (byte === 0) continue;
    if (start < 0 || at - end >= gap) {
      close();
      start = at;
    }
    end = at + 1;
  }
  close();
  return { length: bytes.length, parts };
}

/** The bytes that `toSparse` was given. */
export function fromSparse({ length, parts }: Sparse): Uint8Array {
  const bytes = new Uint8Array(length);
  for (const { at, hex } of parts) bytes.set(bytesOf(hex), at);
  return bytes;
}
