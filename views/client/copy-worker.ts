import { type CopyKey, lockCopy } from '../../crypto/lock-copy.ts';
import { spelled } from '../../crypto/typed-passphrase.ts';

export interface CopyQuestion {
  readonly text: string;
  readonly key: CopyKey;
  /** Fewest characters of a passphrase in its one form. */
  readonly minLength: number;
}

/**
 * The locked file, or `null` in it for something that is no recipient, and the passphrase in the form that opens it;
 * `short` if there is too little of it in that form.
 */
export type CopyAnswer = { readonly file: Uint8Array | null; readonly passphrase: string | null } | 'failed' | 'short';

/** Locks a copy away from the page, which scrypt would hold up; a script of its own, since few need it. */
self.addEventListener('message', ({ data }: MessageEvent<CopyQuestion>) => {
  void answerTo(data).then(
    (answer): void => self.postMessage(answer),
    (): void => self.postMessage('failed' satisfies CopyAnswer),
  );
});

async function answerTo({ text, key, minLength }: CopyQuestion): Promise<CopyAnswer> {
  if (!('passphrase' in key)) return { file: await lockCopy(text, key), passphrase: null };
  const passphrase = spelled(key.passphrase);
  return passphrase.length < minLength ? 'short' : { file: await lockCopy(text, { passphrase }), passphrase };
}
