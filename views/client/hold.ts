import { scriptUrl } from './script-url.ts';
import type { FromSealing, SealingFailure, ToSealing } from './seal-messages.ts';

export type Ask = (ask: ToSealing) => Promise<FromSealing>;

/** What seals, in the place where it was started. */
export interface Hold {
  readonly place: 'worker' | 'page';
  readonly ask: Ask;
  end(): void;
}

/** Why the page cannot seal; `keyring-missing` when the keyring did not arrive. */
export type SealerFailure = SealingFailure | 'keyring-missing';

export class SealerError extends Error {
  override readonly name = 'SealerError';
  readonly code: SealerFailure;
  constructor(code: SealerFailure) {
    super(code);
    this.code = code;
  }
}

/** Starts a worker; `null` where none can be had. Its address comes from `scriptUrl`. */
export function workerHold(url: string): Hold | null {
  let worker: Worker;
  try {
    worker = new Worker(scriptUrl(url));
  } catch {
    return null;
  }
  // Watched from the start: a script that does not come may be told before anybody asks. Whoever asks is told by a
  // promise of its own; one that all shared would keep every answer, each a piece of a file, as long as it lives.
  let isBroken = false;
  let tell = () => {};
  worker.onerror = () => {
    isBroken = true;
    tell();
  };
  const ask: Ask = (message) =>
    new Promise((resolve, reject) => {
      tell = () => reject(new Error('worker broke'));
      if (isBroken) return tell();
      worker.onmessage = ({ data }: MessageEvent<FromSealing>) => resolve(data);
      worker.postMessage(message);
    });
  // Whoever waits is told: a worker that has ended answers nobody.
  const end = () => {
    worker.terminate();
    isBroken = true;
    tell();
  };
  return { place: 'worker', ask: inTurn(ask), end };
}

/** What seals in the page itself. */
export const pageHold = (ask: Ask): Hold => ({ place: 'page', ask, end: () => {} });

/** One question after another: an answer does not say which question it belongs to. */
function inTurn(ask: Ask): Ask {
  let before: Promise<unknown> = Promise.resolve();
  return (message) => {
    const answer = before.then(() => ask(message));
    before = answer.catch(() => {});
    return answer;
  };
}
