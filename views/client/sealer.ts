import type { EngineUrls } from './engine-scripts.ts';
import {
  type FromSealing,
  type SealingFailure,
  type SealingInPage,
  sealingInPage,
  type ToSealing,
} from './seal-messages.ts';

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
  readonly engines: EngineUrls;
}

/**
 * Starts a worker, or the same script in the page where there is none, and gives it the keyring, fetched meanwhile.
 * Nothing of the form goes there yet.
 * @param receipt 16 bytes, under which everything of this page is sealed.
 * @throws SealerError.
 */
export async function startSealer(scripts: Scripts, receipt: Uint8Array, today: string): Promise<Sealer> {
  const files = Promise.all([fetchBytes('/keyring.json'), fetchBytes('/keyring.json.minisig')]);
  // Looked at below; without this a missing keyring would count as unhandled while the worker starts.
  files.catch(() => {});
  const started = startWorker(scripts) ?? (await startInPage(scripts));
  const begin = async ({ ask }: { ask: Ask }) => {
    const [keyring, minisig] = await files;
    const minisigText = new TextDecoder().decode(minisig);
    return ask({ type: 'start', engines: scripts.engines, keyring, minisig: minisigText, today });
  };
  let hold = started;
  let answer: FromSealing;
  try {
    answer = await begin(hold);
  } catch (error) {
    hold.end();
    if (error instanceof SealerError || hold.place === 'page') throw asSealerError(error);
    // The worker broke before it said anything.
    hold = await startInPage(scripts);
    answer = await begin(hold).catch((again) => Promise.reject(asSealerError(again)));
  }
  if (answer.type !== 'ready') {
    hold.end();
    throw new SealerError(answer.type === 'failed' ? answer.code : 'engine-failed');
  }
  const { engine } = answer;
  // Answered in its own time: whoever asks to seal meanwhile waits behind it.
  const prepared = hold.ask({ type: 'prepare', receipt });
  prepared.catch(() => {});
  return {
    engine,
    place: hold.place,
    async seal(request) {
      await prepared.catch((error) => Promise.reject(asSealerError(error)));
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

function startWorker({ worker: url, engines }: Scripts): Hold | null {
  let worker: Worker;
  try {
    worker = new Worker(scriptUrl([url, engines.light], url));
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

/** Loads the light engine and the sealing script into the page. @throws SealerError `engine-failed` if they do not come. */
async function startInPage({ worker, engines }: Scripts): Promise<Hold> {
  let ask: Ask | null = null;
  const onSealing = (event: Event) => {
    ask = (event as CustomEvent<SealingInPage>).detail.ask;
  };
  document.addEventListener(sealingInPage, onSealing, { once: true });
  try {
    for (const url of [engines.light, worker]) await loadScript(scriptUrl([worker, engines.light], url));
  } finally {
    document.removeEventListener(sealingInPage, onSealing);
  }
  if (!ask) throw new SealerError('engine-failed');
  return { place: 'page', ask, end: () => {} };
}

function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new SealerError('engine-failed'));
    document.head.append(script);
  });
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** `new Worker` and a script's address are sinks of Trusted Types: this one policy gives out two known addresses. */
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

function scriptUrl(known: readonly string[], wanted: string): string {
  policy ??= (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('seal-worker', {
    createScriptURL(url) {
      if (!known.includes(url)) throw new TypeError('not one of our scripts');
      return url;
    },
  });
  return policy?.createScriptURL(wanted) ?? wanted;
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
