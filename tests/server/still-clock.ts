import type { Clock } from '../../server/notify.ts';

export const minuteMs = 60_000;
/** A window begins here. */
export const start = Date.parse('2026-03-08T10:00:00Z');

/** Time that moves only when told to, and waits for what it set off. */
export class StillClock implements Clock {
  /** What the clock on the wall shows; timers do not care when it is set. */
  shown = start + 7 * minuteMs;
  #elapsed = 0;
  #timers: { at: number; work: () => Promise<void> }[] = [];

  now() {
    return this.shown;
  }

  after(delayMs: number, work: () => Promise<void>) {
    const timer = { at: this.#elapsed + delayMs, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Minutes until the next timer. */
  get nextIn() {
    return (Math.min(...this.#timers.map(({ at }) => at)) - this.#elapsed) / minuteMs;
  }

  async pass(minutes: number) {
    const end = this.#elapsed + minutes * minuteMs;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      this.#move((due?.at ?? end) - this.#elapsed);
      if (!due) return;
      this.#timers = this.#timers.filter((each) => each !== due);
      await due.work();
    }
  }

  #move(ms: number) {
    this.#elapsed += ms;
    this.shown += ms;
  }
}
