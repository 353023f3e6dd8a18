import type { FromWorker, ToWorker, WorkerFailure } from './seal-messages.ts';

/** Why the page cannot seal; `keyring-missing` when it did not arrive. */
export class SealerError extends Error {
  override readonly name = 'SealerError';
  readonly code: WorkerFailure | 'keyring-missing';
  constructor(code: WorkerFailure | 'keyring-missing') {
    super(code);
    this.code = code;
  }
}

export type Sealed = Extract<FromWorker, { type: 'sealed' }>;

/** The page's hold on its worker, once engine and keyring have proved ready. */
export interface Sealer {
  /** Which engine seals: `sodium`. */
  readonly engine: string;
  seal(request: Omit<Extract<ToWorker, { type: 'seal' }>, 'type'>): Promise<Sealed>;
  /** Ends the worker and what it knows. */
  end(): void;
}

/**
 * Starts the worker and gives it the keyring, fetched meanwhile. Nothing of the form goes to it yet.
 * @throws SealerError.
 */
export async function startSealer(workerUrl: string, today: string): Promise<Sealer> {
  const keyring = Promise.all([fetchBytes('/keyring.json'), fetchBytes('/keyring.json.minisig')]);
  const worker = newWorker(workerUrl);
  const ask = (message: ToWorker): Promise<FromWorker> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) =>
        data.type === 'failed' ? reject(new SealerError(data.code)) : resolve(data);
      worker.onerror = () => reject(new SealerError('engine-failed'));
      worker.postMessage(message);
    });
  try {
    const [bytes, minisig] = await keyring;
    const started = await ask({ type: 'start', keyring: bytes, minisig: new TextDecoder().decode(minisig), today });
    if (started.type !== 'ready') throw new SealerError('engine-failed');
    return {
      engine: started.engine,
      async seal(request) {
        const sealed = await ask({ type: 'seal', ...request });
        if (sealed.type !== 'sealed') throw new SealerError('seal-failed');
        return sealed;
      },
      end: () => worker.terminate(),
    };
  } catch (error) {
    worker.terminate();
    throw error instanceof SealerError ? error : new SealerError('keyring-missing');
  }
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** `new Worker` is a sink of Trusted Types: this one policy, made once, gives out the one worker address. */
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

function newWorker(workerUrl: string): Worker {
  policy ??= (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('seal-worker', {
    createScriptURL(url) {
      if (url !== workerUrl) throw new TypeError('not the worker');
      return url;
    },
  });
  return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl);
}

async function fetchBytes(path: string): Promise<Uint8Array> {
  const response = await fetch(path, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new SealerError('keyring-missing');
  return new Uint8Array(await response.arrayBuffer());
}
