/** What one body has taken of a budget while it arrives. */
export interface Claim {
  /** Takes so many bytes more, or none: whoever gets `false` sends the body away. */
  take(bytes: number): boolean;
  /** Says that so many bytes have come: whoever takes its room at once is judged by this alone. */
  move(bytes: number): void;
  /** It is whole, and is sent away no more. */
  settle(): void;
  /** Gives everything back; may be called again. */
  end(): void;
}

/** The time in which a body must have brought something to count as moving, in milliseconds. */
const paceMs = 10_000;
/** Bytes that a moving body brings in that time: enough to bring 32 MiB within the 20 minutes of a request. */
const paceBytes = 256 * 1024;

/** In this time one of which what has come is kept may show how fast it is, in milliseconds. */
const showMs = 1_000;

interface Arriving {
  readonly leave: () => void;
  readonly begun: number;
  /** Bytes that have come in all. */
  moved: number;
  taken: number;
  /** Bytes that came since `since`, and in the time of the same length before it; `null` in its first. */
  recent: number;
  before: number | null;
  since: number;
}

/** A number of bytes that bodies may take in memory at once, counted as they arrive and not as they are announced. */
export class MemoryBudget {
  private free: number;
  /** Bodies that can be sent away, in the order in which they came. */
  private readonly arriving = new Set<Arriving>();

  private readonly isKept: boolean;

  /** @param isKept whether what has come of a body is kept when it is sent away: then the slowest give way to anybody. */
  constructor(bytes: number, isKept = false) {
    this.free = bytes;
    this.isKept = isKept;
  }

  /** Takes so many bytes, or none: whoever gets `false` sends the body away. */
  take(bytes: number): boolean {
    if (bytes > this.free) return false;
    this.free -= bytes;
    return true;
  }

  /** Bytes that are free. */
  get left(): number {
    return this.free;
  }

  give(bytes: number): void {
    this.free += bytes;
  }

  /**
   * A body that begins to arrive. Where there is no room for more of it, one of those that can be sent away gives way,
   * maybe itself: first one that hardly moves, then the one that has brought least, of equals the one that came last.
   * So whoever is ahead gets through, and nobody holds a place by being slow.
   * @param leave sends the body away and lets go of its memory at once; without it, it is itself told `false`.
   */
  claim(leave?: () => void): Claim {
    const body: Arriving = {
      leave: leave ?? (() => {}),
      begun: performance.now(),
      moved: 0,
      taken: 0,
      recent: 0,
      before: null,
      since: performance.now(),
    };
    if (leave) this.arriving.add(body);
    const end = () => {
      this.arriving.delete(body);
      this.give(body.taken);
      body.taken = 0;
    };
    return {
      take: (bytes) => {
        while (!this.take(bytes)) {
          const weakest = this.isKept ? this.slowestBut(body) : this.weakest();
          if (!leave || !weakest || weakest === body) return false;
          this.arriving.delete(weakest);
          weakest.leave();
        }
        body.taken += bytes;
        return true;
      },
      move(bytes) {
        moveOn(body);
        body.recent += bytes;
        body.moved += bytes;
      },
      settle: () => void this.arriving.delete(body),
      end,
    };
  }

  private slowestBut(asking: Arriving): Arriving | null {
    let slowest: Arriving | null = null;
    const now = performance.now();
    const pace = ({ moved, begun }: Arriving) => moved / (now - begun);
    for (const body of this.arriving)
      if (body !== asking && now - body.begun >= showMs && (!slowest || pace(body) < pace(slowest))) slowest = body;
    return slowest;
  }

  private weakest(): Arriving | null {
    let weakest: Arriving | null = null;
    for (const body of this.arriving) {
      moveOn(body);
      if (!weakest || comesBefore(body, weakest)) weakest = body;
    }
    return weakest;
  }
}

/** Starts a new stretch of time once one is over. */
function moveOn(body: Arriving): void {
  const past = performance.now() - body.since;
  if (past < paceMs) return;
  body.before = past < 2 * paceMs ? body.recent : 0;
  body.recent = 0;
  body.since += past - (past % paceMs);
}

/** Whether a body gives way before another that came earlier. */
function comesBefore(body: Arriving, earlier: Arriving): boolean {
  if (isSlow(body) !== isSlow(earlier)) return isSlow(body);
  return body.taken <= earlier.taken;
}
/** Judged by a whole stretch of time at least. */
const isSlow = ({ recent, before }: Arriving): boolean => before !== null && recent + before < paceBytes;
