import { createHash } from 'node:crypto';
import type { Draw } from '../../crypto/random.ts';

/**
 * A draw that gives the same bytes in every run, for vectors and tests only; production code has `randomBytes`.
 *
 * Layout: SHA-256(label ‖ counter, 4 bytes big-endian) for the counters 0, 1, 2 …, joined, taken from the front.
 */
export function fixedDraw(label: string): Draw {
  let counter = 0;
  let pool = Buffer.alloc(0);
  return (length) => {
    const blocks = [pool];
    for (let ready = pool.length; ready < length; ready += 32) blocks.push(block(label, counter++));
    const joined = Buffer.concat(blocks);
    pool = joined.subarray(length);
    return new Uint8Array(joined.subarray(0, length));
  };
}

/** The first `length` bytes of a labelled draw: file contents and seeds that need no storage. */
export const fixedBytes = (label: string, length: number): Uint8Array => fixedDraw(label)(length);

function block(label: string, counter: number): Buffer<ArrayBuffer> {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(counter);
  return createHash('sha256').update(label).update(number).digest();
}
