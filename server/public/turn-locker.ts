import type { Lock, Locker, RequestRelease } from '@tus/server';

/** Who waits longer for an upload's other request to end gives up. */
const maxWaitMs = 10_000;

interface Holder {
  readonly ask: RequestRelease;
  readonly gone: Promise<void>;
  readonly leave: () => void;
}

/**
 * Lets one request at a time write to an upload: a new one asks the one before to end, and waits. A line that was cut
 * may look alive for minutes; whoever comes back must not wait for it.
 */
export class TurnLocker implements Locker {
  private readonly holders = new Map<string, Holder>();

  newLock(id: string): Lock {
    let mine: Holder | null = null;
    return {
      lock: async (stop, ask) => {
        const until = performance.now() + maxWaitMs;
        for (let other = this.holders.get(id); other; other = this.holders.get(id)) {
          await other.ask();
          const late = new Promise((resolve) => setTimeout(resolve, Math.max(0, until - performance.now())).unref());
          await Promise.race([other.gone, late]);
          if (stop.aborted || (performance.now() >= until && this.holders.has(id))) throw new Locked();
        }
        const { promise, resolve } = Promise.withResolvers<void>();
        mine = { ask, gone: promise, leave: resolve };
        this.holders.set(id, mine);
      },
      unlock: async () => {
        if (!mine || this.holders.get(id) !== mine) return;
        this.holders.delete(id);
        mine.leave();
      },
    };
  }
}

/** The upload is being written to; 423 by the protocol. */
class Locked extends Error {
  readonly status_code = 423;
  readonly body = 'busy';
}
