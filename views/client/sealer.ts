import { type FromSealing, type SealingFailure, sealingInPage, type ToSealing } from './seal-messages.ts';

type Ask = (ask: ToSealing) => Promise<FromSealing>;

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

export type Sealed = Extract<FromSealing, { type: 'sealed' }>;

/** The page's hold on what seals, once engine and keyring have proved ready. */
export interface Sealer {
  /** Which engine seals: `sodium` or `light`. */
  readonly engine: string;
  /** Where it runs. */
  readonly place: 'worker' | 'page';
  seal(request: Omit<Extract<ToSealing, { type: 'seal' }>, 'type'>): Promise<Sealed>;
  /** Ends the worker and what it knows. */
  end(): void;
}

interface Scripts {
  readonly worker: string;
  readonly sodium: string;
}

/**
 * Starts a worker, or the same script in the page where there is none, and gives it the keyring, fetched meanwhile.
 * Nothing of the form goes there yet.
 * @throws SealerError.
 */
export async function startSealer(scripts: Scripts, today: string): Promise<Sealer> {
  const files = Promise.all([fetchBytes('/keyring.json'), fetchBytes('/keyring.json.minisig')]);
  // Looked at below; without this a missing keyring would count as unhandled while the worker starts.
  files.catch(() => {});
  const started = startWorker(scripts.worker) ?? (await startInPage(scripts.worker));
  const begin = async ({ ask }: { ask: Ask }) => {
    const [keyring, minisig] = await files;
    const minisigText = new TextDecoder().decode(minisig);
    return ask({ type: 'start', sodiumUrl: scripts.sodium, keyring, minisig: minisigText, today });
  };
  let hold = started;
  let answer: FromSealing;
  try {
    answer = await begin(hold);
  } catch (error) {
    hold.end();
    if (error instanceof SealerError || hold.place === 'page') throw asSealerError(error);
    // The worker broke before it said anything.
    hold = await startInPage(scripts.worker);
    answer = await begin(hold).catch((again) => Promise.reject(asSealerError(again)));
  }
  if (answer.type !== 'ready') {
    hold.end();
    throw new SealerError(answer.type === 'failed' ? answer.code : 'engine-failed');
  }
  const { engine } = answer;
  return {
    engine,
    place: hold.place,
    async seal(request) {
      const sealed = await hold
        .ask({ type: 'seal', ...request })
        .catch((error) => Promise.reject(asSealerError(error)));
      if (sealed.type !== 'sealed') throw new SealerError(sealed.type === 'failed' ? sealed.code : 'seal-failed');
      return sealed;
    },
    end: hold.end,
  };
}

interface Hold {
  readonly place: 'worker' | 'page';
  readonly ask: Ask;
  end(): void;
}

const asSealerError = (error: unknown) => (error instanceof SealerError ? error : new SealerError('engine-failed'));

function startWorker(url: string): Hold | null {
  let worker: Worker;
  try {
    worker = new Worker(scriptUrl(url));
  } catch {
    return null;
  }
  // Watched from the start: a script that does not come is told before anybody asks.
  const broken = new Promise<never>((_, reject) => {
    worker.onerror = () => reject(new Error('worker broke'));
  });
  broken.catch(() => {});
  const ask: Ask = (message) => {
    const answer = new Promise<FromSealing>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<FromSealing>) => resolve(data);
    });
    worker.postMessage(message);
    return Promise.race([answer, broken]);
  };
  return { place: 'worker', ask, end: () => worker.terminate() };
}

/** Loads the sealing script into the page. @throws SealerError `engine-failed` if it does not come. */
async function startInPage(url: string): Promise<Hold> {
  const ask = await new Promise<Ask>((resolve, reject) => {
    document.addEventListener(sealingInPage, (event) => resolve((event as CustomEvent<Ask>).detail), { once: true });
    const script = document.createElement('script');
    script.src = scriptUrl(url);
    script.onerror = () => reject(new SealerError('engine-failed'));
    script.onload = () => reject(new SealerError('engine-failed'));
    document.head.append(script);
  });
  return { place: 'page', ask, end: () => {} };
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Both `new Worker` and a script's address are sinks of Trusted Types: this one policy gives out one address. */
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

function scriptUrl(workerUrl: string): string {
  policy ??= (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('seal-worker', {
    createScriptURL(url) {
      if (url !== workerUrl) throw new TypeError('not the worker');
      return url;
    },
  });
  return policy?.createScriptURL(workerUrl) ?? workerUrl;
}

async function fetchBytes(path: string): Promise<Uint8Array> {
  try {
    const response = await fetch(path, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch {
    // Told below.
  }
  throw new SealerError('keyring-missing');
}
