import { randomBytes } from 'node:crypto';
import type { MailBatch, Store } from '../storage/store.ts';
import { machineClock } from './clock.ts';

/** Milliseconds since the epoch, and timers; tests bring their own so that none sleeps. */
export interface Clock {
  now(): number;
  /** Does the work once, later; what it returns calls it off. */
  after(delayMs: number, work: () => Promise<void>): () => void;
}

export interface NotifierOptions<Mail> {
  readonly store: Pick<Store, 'openBatch' | 'closeBatch'>;
  /** Called once for a batch; every retry sends the same mail again. `date` is the time of the first try. */
  readonly compose: (batch: MailBatch, date: Date) => Mail;
  readonly send: (mail: Mail) => Promise<unknown>;
  /** Hears of every failure by a short code alone: what a mail server answers may hold addresses. */
  readonly onError: (code: string) => void;
  readonly windowMs?: number;
  /** 32 lower-case hex digits, new each time. */
  readonly newId?: () => string;
  readonly clock?: Clock;
}

export interface Notifier {
  /** Lets a running try end and starts no other; what is unsent stays in the store. */
  stop(): Promise<void>;
}

const defaultWindowMs = 15 * 60_000;
const shortestRetryMs = 1_000;
const longestRetryMs = 60 * 60_000;

const systemClock: Clock = {
  now: () => machineClock().getTime(),
  after(delayMs, work) {
    const timer = setTimeout(() => void work(), delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * Tells the team of what arrived, from the outbox and never on the way of a request: at most one mail a window.
 * Windows follow the clock, not the reports, so that the minute of a mail says nothing about the minute of a report.
 * A mail that fails is tried again after a fifteenth of a window, twice that, and so on up to an hour.
 */
export function startNotifier<Mail>(options: NotifierOptions<Mail>): Notifier {
  const { store, compose, send, onError, windowMs = defaultWindowMs, clock = systemClock } = options;
  const newId = options.newId ?? (() => randomBytes(16).toString('hex'));
  const firstRetryMs = Math.max(windowMs / 15, shortestRetryMs);
  let current: { readonly id: string; readonly mail: Mail; isSent: boolean } | null = null;
  let failures = 0;
  let boundary = 0;
  let isStopped = false;
  let callOff = () => {};
  let running: Promise<void> = Promise.resolve();

  const planTurn = (delayMs: number) => {
    if (isStopped) return;
    callOff = clock.after(delayMs, () => {
      running = takeTurn();
      return running;
    });
  };

  const planBoundary = () => {
    const now = clock.now();
    // A timer may fire a little early: the boundary it stood for is over all the same. A clock set back by more
    // than a window is believed, or the next mail would wait for as long.
    const isEarly = boundary > now && boundary - now < windowMs;
    boundary = (Math.floor((isEarly ? boundary : now) / windowMs) + 1) * windowMs;
    planTurn(boundary - now);
  };

  const drain = async () => {
    if (current === null) {
      const batch = await store.openBatch(newId);
      if (batch === null) return;
      current = { id: batch.id, mail: compose(batch, new Date(clock.now())), isSent: false };
    }
    if (!current.isSent) await send(current.mail);
    // Remembered apart: should closing fail, only closing is tried again.
    current.isSent = true;
    await store.closeBatch(current.id);
    current = null;
  };

  const takeTurn = async () => {
    try {
      await drain();
      failures = 0;
      planBoundary();
    } catch (error) {
      planTurn(Math.min(firstRetryMs * 2 ** failures, longestRetryMs));
      failures += 1;
      onError(shortCode(error));
    }
  };

  planBoundary();
  return {
    async stop() {
      isStopped = true;
      callOff();
      await running;
    },
  };
}

/** The literal code of a `StorageError`, nodemailer or Node, and nothing that could be free text. */
function shortCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(code) ? code : 'unknown';
}
