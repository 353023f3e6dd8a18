import type { Claim, MemoryBudget } from './memory-budget.ts';

/** Why a body was not taken. */
export type BodyRefusal = 'length-required' | 'too-large' | 'rejected' | 'late' | 'busy';

/** The length that a request announces; chunked bodies have none and are refused unread. */
export function announcedLength(request: Request, maxBytes: number): number | BodyRefusal {
  const text = request.headers.get('Content-Length');
  if (text === null || !/^\d{1,15}$/.test(text)) return 'length-required';
  return Number(text) > maxBytes ? 'too-large' : Number(text);
}

/** No byte for so long, and a line is given up. */
const idleMs = 30_000;
/** A whole body may take half a minute, and a second more for each KiB. */
const deadlineMs = (length: number): number => 30_000 + length;

/** What more of a refused body is read, so that its sender, who reads no answer before the end, gets one. */
const lingerMs = 120_000;

/** From here on memory is given back to the system at once, and not when it pleases the runtime. */
const largeBytes = 1_048_576;

interface Expected {
  readonly length: number;
  readonly budget: MemoryBudget;
  /** Sees the first bytes before the rest is taken. */
  readonly early?: { readonly bytes: number; readonly isGood: (start: Uint8Array) => boolean };
  /** Whether it may be sent away for another one that is nearer its end. */
  readonly givesWay?: boolean;
}

/**
 * Reads a body of an announced length and hands it to its use; afterwards every byte of it is overwritten.
 * Memory is taken as bytes arrive: the system gives it page by page, whatever was announced. A body that is shorter,
 * longer or refused early gives `rejected`, a line that is silent or slow for too long `late`, one for which there is
 * no memory left, or which had to give way, `busy`.
 */
export async function withBody<Result>(
  request: Request,
  expected: Expected,
  use: (body: Uint8Array<ArrayBuffer>) => Promise<Result>,
): Promise<Result | BodyRefusal> {
  const line = lineOf(request, performance.now() + deadlineMs(expected.length));
  const held: Held = { bytes: null, taken: 0, isGone: false };
  const claim = expected.budget.claim(
    expected.givesWay
      ? () => {
          letGo();
          line.stop(new BusyError());
        }
      : undefined,
  );
  const letGo = () => {
    held.isGone = true;
    forget(held);
    claim.end();
  };
  try {
    const filled = await fill(held, line, claim, expected).catch(refusalOf);
    // It may have been sent away between its last byte and here.
    const refusal = filled ?? (held.isGone ? 'busy' : null);
    if (refusal !== null) {
      letGo();
      await (refusal === 'busy' ? discard(line) : line.cancel());
      return refusal;
    }
    claim.settle();
    return await use(held.bytes ?? new Uint8Array(0));
  } finally {
    letGo();
  }
}

/** Reads a refused body on for a while and keeps nothing of it: browsers show an answer once all is sent. */
export function readAway(request: Request): Promise<void> {
  return discard(lineOf(request, Number.POSITIVE_INFINITY));
}

/** A body so far, in memory for the whole of it. */
interface Held {
  bytes: Uint8Array<ArrayBuffer> | null;
  taken: number;
  /** Sent away: nothing more is taken into it. */
  isGone: boolean;
}

/** Takes a body in; `null` once it is whole. */
async function fill(held: Held, line: Line, claim: Claim, { length, early }: Expected): Promise<BodyRefusal | null> {
  let isJudged = early === undefined;
  for (;;) {
    const { done, value } = await line.next();
    if (done) return held.taken === length && isJudged ? null : 'rejected';
    const refusal = takeIn(held, value, length, claim);
    value.fill(0);
    if (refusal) return refusal;
    const { bytes } = held;
    if (early && !isJudged && bytes && held.taken >= early.bytes) {
      if (!early.isGood(bytes.subarray(0, early.bytes))) return 'rejected';
      isJudged = true;
    }
  }
}

function takeIn(held: Held, value: Uint8Array, length: number, claim: Claim): BodyRefusal | null {
  if (held.isGone) return 'busy';
  if (held.taken + value.length > length) return 'rejected';
  if (!claim.take(value.length)) return 'busy';
  claim.move(value.length);
  held.bytes ??= new Uint8Array(length);
  held.bytes.set(value, held.taken);
  held.taken += value.length;
  return null;
}

function forget(held: Held): void {
  const { bytes, taken } = held;
  held.bytes = null;
  // No more than was written: the rest has never been in memory.
  bytes?.fill(0, 0, taken);
  if (bytes && bytes.length >= largeBytes) bytes.buffer.transfer(0);
}

class LateError extends Error {}
class BusyError extends Error {}

const refusalOf = (error: unknown): BodyRefusal => {
  if (error instanceof LateError) return 'late';
  // A RangeError is memory that the system does not have.
  return error instanceof BusyError || error instanceof RangeError ? 'busy' : 'rejected';
};

type Part = { readonly done: false; readonly value: Uint8Array } | { readonly done: true; readonly value?: undefined };

/** A body on its way. */
interface Line {
  /** @throws LateError when it is silent for too long, and whatever it was stopped with. */
  next(until?: number): Promise<Part>;
  /** Makes the read under way fail, or the next one. */
  stop(error: Error): void;
  cancel(): Promise<void>;
}

function lineOf(request: Request, end: number): Line {
  const reader = request.body?.getReader();
  let stopped: Error | null = null;
  let interrupt = (_error: Error) => {};
  return {
    async next(until = end) {
      if (!reader) return { done: true };
      // One for each piece: what is raced against lives as long as the slower one, with all that was read.
      const out = Promise.withResolvers<never>();
      interrupt = out.reject;
      if (stopped) out.reject(stopped);
      const timer = setTimeout(
        () => out.reject(new LateError()),
        Math.max(0, Math.min(idleMs, until - performance.now())),
      );
      const read = reader.read();
      try {
        return (await Promise.race([out.promise, read])) as Part;
      } catch (error) {
        if (error === stopped) stopped = null;
        // It may come all the same.
        read.then(({ value }) => value?.fill(0)).catch(() => {});
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
    stop(error) {
      stopped = error;
      interrupt(error);
    },
    cancel: async () => reader?.cancel().catch(() => {}),
  };
}

async function discard(line: Line): Promise<void> {
  const until = performance.now() + lingerMs;
  try {
    for (;;) {
      const { done, value } = await line.next(until);
      if (done) return;
      value.fill(0);
    }
  } catch {
    await line.cancel();
  }
}
