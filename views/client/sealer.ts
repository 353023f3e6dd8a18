import type { AnswerErrorCode } from '../../crypto/answer.ts';
import type { Answer } from '../../report/answer.ts';
import { type Ask, type Hold, SealerError } from './hold.ts';
import { today } from './page.ts';
import type { EngineUrls, FromSealing, ToSealing } from './seal-messages.ts';

type Given<Type extends ToSealing['type']> = Omit<Extract<ToSealing, { type: Type }>, 'type'>;
export type Sealed = Extract<FromSealing, { type: 'sealed' }>;
export type SealedFiles = Extract<FromSealing, { type: 'sealed-files' }>;
export type BadFile = Extract<FromSealing, { type: 'bad-file' }>;
export type CheckedForm = Extract<FromSealing, { type: 'checked' }>;

/** The page's hold on what seals, once engine and keyring have proved ready. */
export interface Sealer {
  check(given: Given<'check'>): Promise<CheckedForm>;
  /** Seals good answers, or says what is to be mended in them. */
  seal(given: Given<'seal'>): Promise<Sealed | CheckedForm>;
  /** Makes an envelope of files, of which slices can be asked for; or says which file is why not. */
  sealFiles(given: Given<'seal-files'>): Promise<SealedFiles | CheckedForm | BadFile>;
  /** The same of a report and its files together. */
  sealWhole(given: Given<'seal-whole'>): Promise<SealedFiles | CheckedForm | BadFile>;
  /** @throws SealerError. */
  slice(id: number, start: number, end: number): Promise<Uint8Array | BadFile>;
  drop(id: number): void;
  /** Opens an answer for the holder of a receipt of 16 bytes, or says why nobody should believe it. */
  openAnswer(receipt: Uint8Array, sealed: Uint8Array): Promise<Answer | AnswerErrorCode>;
  /** The receipt code in nine groups. */
  code(): Promise<string>;
  /** Seals under another receipt of 16 bytes from now on. */
  renew(receipt: Uint8Array): void;
  /** Ends the worker and what it knows. */
  end(): void;
}

/** Where a page may seal, and whom to. */
export interface SealingPlaces {
  readonly engines: EngineUrls;
  /** @throws SealerError. */
  readonly keyring: Promise<{ readonly bytes: Uint8Array; readonly minisig: string }>;
  /** Whether somebody has chosen to go on with a keyring that has expired. */
  readonly mayBeExpired?: boolean;
  /** `null` where no worker is to be had. */
  inWorker(): Hold | null;
  /** @throws SealerError. */
  inPage(): Promise<Hold>;
}

/**
 * Starts a worker, or the same in the page where there is none, and gives it the keyring, which is on its way meanwhile.
 * Nothing of the form goes there yet.
 * @param receipt 16 bytes, under which everything of this page is sealed.
 * @throws SealerError.
 */
export async function startSealer(places: SealingPlaces, receipt: Uint8Array): Promise<Sealer> {
  const { engines, keyring, mayBeExpired = false } = places;
  // Looked at below; without this a missing keyring would count as unhandled while the worker starts.
  keyring.catch(() => {});
  const started = places.inWorker() ?? (await places.inPage());
  const begin = async ({ ask }: { ask: Ask }) => {
    const { bytes, minisig } = await keyring;
    return ask({ type: 'start', engines, keyring: bytes, minisig, mayBeExpired, today: today() });
  };
  let hold = started;
  let answer: FromSealing;
  try {
    answer = await begin(hold);
  } catch (error) {
    hold.end();
    if (error instanceof SealerError || hold.place === 'page') throw asSealerError(error);
    // The worker broke before it said anything.
    hold = await places.inPage();
    answer = await begin(hold).catch((again) => Promise.reject(asSealerError(again)));
  }
  if (answer.type !== 'ready') {
    hold.end();
    throw new SealerError(answer.type === 'failed' ? answer.code : 'engine-failed');
  }
  const { engine } = answer;
  // For tests, which say which engine belongs to a browser.
  Object.assign(document.documentElement.dataset, { engine, place: hold.place });
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
  const sealed = async (message: ToSealing) => {
    await prepared;
    const answer = await ask(message);
    return answer.type === 'checked' || answer.type === 'bad-file' ? answer : only('sealed-files', answer);
  };
  return {
    renew,
    code: () => prepared,
    async openAnswer(receipt, sealed) {
      const answer = await ask({ type: 'open-answer', receipt, sealed });
      return answer.type === 'bad-answer' ? answer.code : only('answer', answer).answer;
    },
    check: async (given) => only('checked', await ask({ type: 'check', ...given })),
    async seal(given) {
      await prepared;
      const answer = await ask({ type: 'seal', ...given });
      return answer.type === 'checked' ? answer : only('sealed', answer);
    },
    sealFiles: async (given) => sealed({ type: 'seal-files', ...given }),
    sealWhole: async (given) => sealed({ type: 'seal-whole', ...given }),
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

const asSealerError = (error: unknown) => (error instanceof SealerError ? error : new SealerError('engine-failed'));
