/** Why a body was not taken. */
export type BodyRefusal = 'length-required' | 'too-large' | 'rejected';

/** The length that a request announces; chunked bodies have none and are refused unread. */
export function announcedLength(request: Request, maxBytes: number): number | BodyRefusal {
  const text = request.headers.get('Content-Length');
  if (text === null || !/^\d{1,15}$/.test(text)) return 'length-required';
  return Number(text) > maxBytes ? 'too-large' : Number(text);
}

/** Nobody holds a place with a slower line: half a minute, and a second more for each 2 KiB. */
const deadlineMs = (length: number): number => 30_000 + (length / 2048) * 1000;

/**
 * Reads a body of an announced length into one buffer. `early` sees the first `earlyBytes` before the rest is taken.
 * A body that is shorter, longer, too slow or refused early gives `rejected`, and what came is overwritten.
 */
export async function readBody(
  request: Request,
  length: number,
  early?: { readonly bytes: number; readonly isGood: (start: Uint8Array) => boolean },
): Promise<Uint8Array<ArrayBuffer> | BodyRefusal> {
  const body = new Uint8Array(length);
  const reader = request.body?.getReader();
  let at = 0;
  let isJudged = early === undefined;
  const late = Promise.withResolvers<never>();
  const deadline = setTimeout(() => late.reject(new Error('late')), deadlineMs(length));
  const refuse = async (): Promise<BodyRefusal> => {
    body.fill(0);
    await reader?.cancel().catch(() => {});
    return 'rejected';
  };
  try {
    for (;;) {
      const { done, value } = (await Promise.race([reader?.read(), late.promise])) ?? { done: true, value: undefined };
      if (done) break;
      if (at + value.length > length) return await refuse();
      body.set(value, at);
      at += value.length;
      if (early && !isJudged && at >= early.bytes) {
        if (!early.isGood(body.subarray(0, early.bytes))) return await refuse();
        isJudged = true;
      }
    }
  } catch {
    return refuse();
  } finally {
    clearTimeout(deadline);
  }
  return at === length && isJudged ? body : refuse();
}
