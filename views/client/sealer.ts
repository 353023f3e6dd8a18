import { knowScripts, scriptUrl } from './script-url.ts';
import {
  type EngineUrls,
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

type Given<Type extends ToSealing['type']> = Omit<Extract<ToSealing, { type: Type }>, 'type'>;
export type Sealed = Extract<FromSealing, { type: 'sealed' }>;
export type SealedFiles = Extract<FromSealing, { type: 'sealed-files' }>;
export type BadFile = Extract<FromSealing, { type: 'bad-file' }>;
export type CheckedForm = Extract<FromSealing, { type: 'checked' }>;

/** The page's hold on what seals, once engine and keyring have proved ready. */
export interface Sealer {
  /** Which engine seals: `sodium` or `light`. */
  readonly engine: string;
  /** Where it runs. */
  readonly place: 'worker' | 'page';
  check(given: Given<'check'>): Promise<CheckedForm>;
  /** Seals good answers, or says what is to be mended in them. */
  seal(given: Given<'seal'>): Promise<Sealed | CheckedForm>;
  /** Makes an envelope of files, of which slices can be asked for; or says which file is why not. */
  sealFiles(given: Given<'seal-files'>): Promise<SealedFiles | CheckedForm | BadFile>;
  /** @throws SealerError. */
  slice(id: number, start: number, end: number): Promise<Uint8Array | BadFile>;
  drop(id: number): void;
  /** The receipt code in nine groups. */
  code(): Promise<string>;
  /** Seals under another receipt of 16 bytes from now on. */
  renew(receipt: Uint8Array): void;
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
  knowScripts(scripts.worker, scripts.engines.light, scripts.engines.files);
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
  const ask: Ask = (message) => hold.ask(message).catch((error) => Promise.reject(asSealerError(error)));
  // Answered in its own time: whoever asks to seal meanwhile waits behind it.
  const prepare = (bytes: Uint8Array) =>
    ask({ type: 'prepare', receipt: bytes }).then((answered) => only('prepared', answered).code);
  let prepared = prepare(receipt);
  const renew = (other: Uint8Array) => {
    prepared = prepare(other);
    prepared.catch(() => {});
  };
  prepared.catch(() => {});
  return {
    engine,
    place: hold.place,
    renew,
    code: () => prepared,
    check: async (given) => only('checked', await ask({ type: 'check', ...given })),
    async seal(given) {
      await prepared;
      const answer = await ask({ type: 'seal', ...given });
      return answer.type === 'checked' ? answer : only('sealed', answer);
    },
    async sealFiles(given) {
      await prepared;
      const answer = await ask({ type: 'seal-files', ...given });
      return answer.type === 'checked' || answer.type === 'bad-file' ? answer : only('sealed-files', answer);
    },
    async slice(id, start, end) {
      const answer = await ask({ type: 'slice', id, start, end });
      return answer.type === 'bad-file' ? answer : only('slice', answer).bytes;
    },
    drop: (id) => void ask({ type: 'drop', id }).catch(() => {}),
    end: hold.end,
  };
}

/** The answer that was asked for. @throws SealerError for any other. */
function only<Type extends FromSealing['type']>(type: Type, answer: FromSealing): Extract<FromSealing, { type: Type }> {
  if (answer.type === type) return answer as Extract<FromSealing, { type: Type }>;
  throw new SealerError(answer.type === 'failed' ? answer.code : 'seal-failed');
}

interface Hold {
  readonly place: 'worker' | 'page';
  readonly ask: Ask;
  end(): void;
}

const asSealerError = (error: unknown) => (error instanceof SealerError ? error : new SealerError('engine-failed'));

function startWorker({ worker: url }: Scripts): Hold | null {
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
  return { place: 'worker', ask: inTurn(ask), end: () => worker.terminate() };
}

/** One question after another: an answer does not say which question it belongs to. */
function inTurn(ask: Ask): Ask {
  let before: Promise<unknown> = Promise.resolve();
  return (message) => {
    const answer = before.then(() => ask(message));
    before = answer.catch(() => {});
    return answer;
  };
}

/** Loads the light engine and the sealing script into the page. @throws SealerError `engine-failed` if they do not come. */
async function startInPage({ worker, engines }: Scripts): Promise<Hold> {
  let ask: Ask | null = null;
  const onSealing = (event: Event) => {
    ask = (event as CustomEvent<SealingInPage>).detail.ask;
  };
  document.addEventListener(sealingInPage, onSealing, { once: true });
  try {
    for (const url of [engines.light, engines.files, worker]) await loadScript(scriptUrl(url));
  } finally {
    document.removeEventListener(sealingInPage, onSealing);
  }
  if (!ask) throw new SealerError('engine-failed');
  return { place: 'page', ask, end: () => {} };
}

/** Loads a script into the page; its address comes from `scriptUrl`. @throws SealerError `engine-failed`. */
export function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new SealerError('engine-failed'));
    document.head.append(script);
  });
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
