import { type DetailedError, Upload } from 'tus-js-client';
import { randomBytes } from '../../crypto/random.ts';
import type { Gate } from './gate.ts';
import { hasArrived, type Mailbox, type SendResult, sendEnvelope } from './send.ts';

/** Longest envelope that goes in one request, as the server has it: a payload of 1 MiB with ten recipients, and less. */
const oneRequestBytes = 1_048_576;
/** Bytes of one piece; what has arrived is told after each. All pieces but the last have this size. */
const pieceBytes = 1_048_576;
/** Waits before a new try, in milliseconds; the last is repeated. */
const waits = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** New tries without a single byte between them, some hours of them; then it is given up. */
const maxTries = 500;

/** An envelope as a function, and why a slice of it could not be made. */
export interface InPieces<Fault> {
  readonly size: number;
  slice(start: number, end: number): Promise<Uint8Array | Fault>;
}

export type PiecesResult<Fault> = SendResult | { readonly fault: Fault } | 'stopped';

export type Waiting = 'busy' | 'offline';

interface Listener {
  /** Hears how many bytes the server has acknowledged. */
  onArrived(bytes: number): void;
  /** Hears that it is tried again after a while, and whether the server said so or there is no line to it. */
  onWaiting(why: Waiting): void;
}

const isBytes = (made: unknown): made is Uint8Array => made instanceof Uint8Array;

/**
 * Sends an envelope: a small one at once, a large one by tus, again and again until it has arrived. Where the gate is
 * closed, nothing leaves: what is on its way is cut, and goes on from what has arrived.
 * @throws whatever breaks while a slice is made.
 */
export function sendPieces<Fault>(
  envelope: InPieces<Fault>,
  mailbox: Mailbox,
  gate: Gate,
  listener: Listener,
): Promise<PiecesResult<Fault>> {
  return envelope.size <= oneRequestBytes
    ? sendAtOnce(envelope, mailbox, gate, listener)
    : sendByTus(envelope, mailbox, gate, listener);
}

/** With a part that differs from one try to the next, so that many who lost the line do not come back together. */
const waitBefore = (attempt: number): number =>
  ((waits[Math.min(attempt, waits.length - 1)] ?? 0) * (192 + (randomBytes(1)[0] ?? 0) / 2)) / 256;

const isWorthIt = (result: SendResult): boolean =>
  result === 'offline' || result === 'busy' || result === 'server-error';

async function sendAtOnce<Fault>(
  envelope: InPieces<Fault>,
  mailbox: Mailbox,
  gate: Gate,
  { onArrived, onWaiting }: Listener,
): Promise<PiecesResult<Fault>> {
  const bytes = await envelope.slice(0, envelope.size);
  if (!isBytes(bytes)) return { fault: bytes };
  for (let attempt = 1; await gate.pass(); ) {
    const abort = new AbortController();
    const unheard = gate.onChange(() => abort.abort());
    const result = await sendEnvelope(bytes, mailbox, abort.signal);
    unheard();
    if (hasArrived(result)) onArrived(envelope.size);
    // Cut by whoever closed the gate.
    else if (abort.signal.aborted) continue;
    if (!isWorthIt(result) || attempt >= maxTries) return result;
    onWaiting(result === 'offline' ? 'offline' : 'busy');
    await gate.rest(waitBefore(attempt));
    attempt += 1;
  }
  return 'stopped';
}

/** Thrown inside the client where a slice could not be made. */
class SliceError<Fault> extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super('no slice');
    this.fault = fault;
  }
}

const resultOf: { readonly [status: number]: SendResult } = {
  404: 'rejected',
  413: 'too-large',
  422: 'rejected',
  507: 'storage-full',
};

/** An upload that is there no more must begin anew; one that is locked, its client asks for again by itself. */
const isGoneThere = (status: number): boolean => status === 404 || status === 410 || status === 423;

function sendByTus<Fault>(
  envelope: InPieces<Fault>,
  mailbox: Mailbox,
  gate: Gate,
  { onArrived, onWaiting }: Listener,
): Promise<PiecesResult<Fault>> {
  let failure: unknown;
  /** Whether a request is on its way, and whether one was cut by closing the gate: nothing else begins anew then. */
  let isAsking = false;
  let isCut = false;
  const source = {
    size: envelope.size,
    async slice(start: number, end: number) {
      const to = Math.min(end, envelope.size);
      const bytes = await envelope.slice(start, to).catch((error) => {
        failure = error;
        throw error;
      });
      if (!isBytes(bytes)) throw new SliceError(bytes);
      // Not a Blob: browsers keep the bytes of one until they collect it, which may be after the last of all.
      return { value: Object.assign(bytes, { size: bytes.length }), done: to >= envelope.size };
    },
    close() {},
  };
  let end: (result: PiecesResult<Fault>) => void = () => {};
  let arrival: SendResult = 'arrived';
  let fail: (error: unknown) => void = () => {};
  const done = new Promise<PiecesResult<Fault>>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const isSliceError = (error: unknown): error is SliceError<Fault> => error instanceof SliceError;
  const causeOf = (error: Error | DetailedError) => ('causingError' in error ? error.causingError : null);
  const methodOf = (error: Error | DetailedError) =>
    'originalRequest' in error ? error.originalRequest?.getMethod() : undefined;
  const statusOf = (error: Error | DetailedError) =>
    'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
  const upload = new Upload(new Blob(), {
    endpoint: `${location.origin}/uploads`,
    fileReader: { openFile: async () => source },
    chunkSize: pieceBytes,
    retryDelays: Array.from({ length: maxTries }, (_, attempt) => waitBefore(attempt)),
    // Nothing of it stays on the device.
    storeFingerprintForResuming: false,
    fingerprint: async () => '',
    metadata: {},
    async onBeforeRequest(request) {
      if (!(await gate.pass())) throw new Error('stopped');
      isAsking = true;
      if (request.getMethod() !== 'POST') return;
      for (const [name, value] of Object.entries(mailbox)) request.setHeader(name, value);
    },
    onAfterResponse(request, response) {
      isAsking = false;
      const status = response.getStatus();
      // The client would begin anew, and what has arrived would be for nothing: a proxy says so while a server starts.
      if (request.getMethod() === 'HEAD' && status >= 300 && !isGoneThere(status))
        throw new Error('not to be asked now');
      if (response.getHeader('Upload-State') === 'already-here') arrival = 'already-here';
    },
    onChunkComplete: (_size, arrived) => onArrived(arrived),
    onShouldRetry(error) {
      isAsking = false;
      const status = statusOf(error);
      // Its rows were cleared away: asked where it stands it is not there, and begins anew.
      const isCleared = methodOf(error) !== 'POST' && isGoneThere(status);
      const isFinal = status >= 400 && status < 409 && status !== 408;
      if (gate.isStopped || failure || isSliceError(causeOf(error))) return false;
      if (!isCleared && (resultOf[status] || isFinal)) return false;
      if (!gate.isPaused) onWaiting(status === 0 ? 'offline' : 'busy');
      return true;
    },
    onSuccess: () => end(arrival),
    onError(error) {
      const cause = causeOf(error);
      if (failure) return fail(failure);
      end(isSliceError(cause) ? { fault: cause.fault } : (resultOf[statusOf(error)] ?? 'offline'));
    },
  });
  const unheard = gate.onChange(() => {
    if (gate.isStopped) {
      void upload.abort();
      end('stopped');
    } else if (gate.isPaused && isAsking) {
      isAsking = false;
      isCut = true;
      void upload.abort();
    } else if (!gate.isPaused && isCut) {
      isCut = false;
      upload.start();
    }
  });
  upload.start();
  return done.finally(unheard);
}
