import type { MemoryBudget } from './memory-budget.ts';

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

interface Expected {
  readonly length: number;
  readonly budget: MemoryBudget;
  /** Sees the first bytes before the rest is taken. */
  readonly early?: { readonly bytes: number; readonly isGood: (start: Uint8Array) => boolean };
}

/**
 * Reads a body of an announced length and hands it to its use; afterwards every byte of it is overwritten.
 * Memory is taken as bytes arrive. A body that is shorter, longer or refused early gives `rejected`, a line
 * that is silent or slow for too long `late`, one for which there is no memory left `busy`.
 */
export async function withBody<Result>(
  request: Request,
  { length, budget, early }: Expected,
  use: (body: Uint8Array<ArrayBuffer>) => Promise<Result>,
): Promise<Result | BodyRefusal> {
  const parts: Uint8Array[] = [];
  let taken = 0;
  let whole: Uint8Array<ArrayBuffer> | null = null;
  const reader = request.body?.getReader();
  const end = Date.now() + deadlineMs(length);
  const refuse = async (why: BodyRefusal): Promise<BodyRefusal> => {
    await reader?.cancel().catch(() => {});
    return why;
  };
  try {
    let isJudged = early === undefined;
    for (;;) {
      const { done, value } = await nextPart(reader, Math.min(idleMs, end - Date.now()));
      if (done) break;
      if (taken + value.length > length) return await refuse('rejected');
      if (!budget.take(value.length)) return await refuse('busy');
      parts.push(value);
      taken += value.length;
      if (early && !isJudged && taken >= early.bytes) {
        if (!early.isGood(joined(parts, taken).subarray(0, early.bytes))) return await refuse('rejected');
        isJudged = true;
      }
    }
    if (taken !== length || !isJudged) return 'rejected';
    whole = joined(parts, taken);
  } catch (error) {
    return refuse(error instanceof LateError ? 'late' : 'rejected');
  } finally {
    for (const part of parts) part.fill(0);
    if (!whole) budget.give(taken);
  }
  try {
    return await use(whole);
  } finally {
    whole.fill(0);
    budget.give(taken);
  }
}

class LateError extends Error {}

type Part = { readonly done: false; readonly value: Uint8Array } | { readonly done: true; readonly value?: undefined };

/** The next piece of a body. @throws LateError when the line is silent for too long. */
async function nextPart(reader: ReadableStreamDefaultReader<Uint8Array> | undefined, withinMs: number): Promise<Part> {
  if (!reader) return { done: true };
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new LateError()), Math.max(withinMs, 0));
  try {
    return (await Promise.race([reader.read(), late.promise])) as Part;
  } finally {
    clearTimeout(timer);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
