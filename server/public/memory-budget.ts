/** A number of bytes that bodies may take in memory at once, counted as they arrive and not as they are announced. */
export class MemoryBudget {
  private free: number;

  constructor(bytes: number) {
    this.free = bytes;
  }

  /** Takes so many bytes, or none: whoever gets `false` sends the body away. */
  take(bytes: number): boolean {
    if (bytes > this.free) return false;
    this.free -= bytes;
    return true;
  }

  give(bytes: number): void {
    this.free += bytes;
  }
}
