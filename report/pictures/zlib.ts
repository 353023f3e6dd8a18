import { inflate, NotPacked } from './inflate.ts';

/** A small zlib stream unpacked; `null` if it is damaged, or has more than `most` bytes. */
export function unpacked(packed: Uint8Array, most: number): Uint8Array | null {
  let out = new Uint8Array(Math.min(most, 4_096));
  let count = 0;
  const room = (length: number): boolean => {
    if (count + length > most) return false;
    if (count + length > out.length) {
      const larger = new Uint8Array(Math.min(most, Math.max(out.length * 2, count + length)));
      larger.set(out);
      out = larger;
    }
    return true;
  };
  const walk = inflate({
    byte(value) {
      if (!room(1)) throw new NotPacked();
      out[count] = value;
      count += 1;
    },
    copy(distance, length) {
      if (distance > count || !room(length)) return false;
      for (let index = 0; index < length; index += 1) out[count + index] = out[count + index - distance] as number;
      count += length;
      return true;
    },
  });
  walk.next();
  let step = walk.next(packed);
  if (!step.done) step = walk.next(new Uint8Array(0));
  return step.done && step.value.isWhole ? out.subarray(0, count) : null;
}

/** A zlib stream of bytes as they are: unpacked like any other, and the same wherever it is made. */
export function asPacked(bytes: Uint8Array): Uint8Array {
  const most = 0xffff;
  const blocks = Math.max(1, Math.ceil(bytes.length / most));
  const out = new Uint8Array(2 + blocks * 5 + bytes.length + 4);
  const view = new DataView(out.buffer);
  view.setUint16(0, 0x7801);
  let at = 2;
  for (let block = 0; block < blocks; block += 1) {
    const part = bytes.subarray(block * most, (block + 1) * most);
    view.setUint8(at, block === blocks - 1 ? 1 : 0);
    view.setUint16(at + 1, part.length, true);
    view.setUint16(at + 3, ~part.length & 0xffff, true);
    out.set(part, at + 5);
    at += 5 + part.length;
  }
  view.setUint32(at, adler32(bytes));
  return out;
}

/** Source: RFC 1950, section 8. */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}
