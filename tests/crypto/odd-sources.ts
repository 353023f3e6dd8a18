import type { Source } from '../../crypto/source.ts';

/** A source over bytes that counts how many of them were read, and can be changed. */
export function watchedSource(bytes: Uint8Array): Source & { readonly bytesRead: () => number } {
  let count = 0;
  return {
    size: bytes.length,
    bytesRead: () => count,
    async read(start, end) {
      count += end - start;
      return bytes.slice(start, end);
    },
  };
}

/**
 * A source that promises more than it has, as a file does that was cut after it was chosen.
 * Gives up after a hundred readings, so that a reader that asks for ever fails instead of hanging.
 */
export function cutSource(bytes: Uint8Array, size: number): Source {
  let readings = 0;
  return {
    size,
    async read(start, end) {
      if (++readings > 100) throw new Error('asked for ever');
      return bytes.slice(start, end);
    },
  };
}

/** A source whose every reading gives other bytes. */
export function restlessSource(size: number): Source {
  let reading = 0;
  return {
    size,
    async read(start, end) {
      reading++;
      return new Uint8Array(end - start).fill(reading);
    },
  };
}

/** A source that keeps what it gave out, as nobody should. */
export function keepingSource(bytes: Uint8Array): Source & { readonly given: readonly Uint8Array[] } {
  const given: Uint8Array[] = [];
  return {
    size: bytes.length,
    given,
    async read(start, end) {
      const copy = bytes.slice(start, end);
      given.push(copy);
      return copy;
    },
  };
}

/** Whether there is something, and all of it is zeros. */
export const isWiped = (all: readonly Uint8Array[]): boolean =>
  all.some(({ length }) => length > 0) && all.every((bytes) => bytes.every((byte) => byte === 0));
