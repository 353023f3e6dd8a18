/** Longest plain body, in bytes. */
export const maxPlainBytes = 32 * 1024 * 1024;
/** Bytes of large plain bodies in memory at once: two of the longest. */
const largeBytes = 2 * maxPlainBytes;
/** Up to here a body is small, as every report without files is; small ones have places of their own. */
const smallBody = 1024 * 1024;
const smallBytes = 32 * 1024 * 1024;

/**
 * The one budget of memory for reports that arrive readable, by announced length; who finds no place is sent away
 * with a reason. Small bodies have a share that large ones cannot fill.
 */
export class PlainBudget {
  private readonly free = { small: smallBytes, large: largeBytes };

  /** Takes a place for so many bytes; gives a way to hand it back, or `null` if there is none. */
  enter(length: number): (() => void) | null {
    const share = length <= smallBody ? 'small' : 'large';
    if (this.free[share] < length) return null;
    this.free[share] -= length;
    let isInside = true;
    return () => {
      if (isInside) this.free[share] += length;
      isInside = false;
    };
  }
}
