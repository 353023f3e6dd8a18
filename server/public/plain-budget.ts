/** Most plain bodies in memory at once, and the longest one, in bytes. */
export const plainBodies = 2;
export const maxPlainBytes = 32 * 1024 * 1024;

/**
 * The one budget for reports that arrive readable: the next one waits outside.
 * Gives a way to hand the place back, or `null` if there is none.
 */
export class PlainBudget {
  private taken = 0;

  enter(): (() => void) | null {
    if (this.taken >= plainBodies) return null;
    this.taken += 1;
    let isInside = true;
    return () => {
      if (isInside) this.taken -= 1;
      isInside = false;
    };
  }
}
