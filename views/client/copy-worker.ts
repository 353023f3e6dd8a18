import { type CopyKey, lockCopy } from '../../crypto/lock-copy.ts';

export interface CopyQuestion {
  readonly text: string;
  readonly key: CopyKey;
}

/** The locked file, or `null` in it for something that is no recipient. */
export type CopyAnswer = { readonly file: Uint8Array | null } | 'failed';

/** Locks a copy away from the page, which scrypt would hold up; a script of its own, since few need it. */
self.addEventListener('message', ({ data }: MessageEvent<CopyQuestion>) => {
  void lockCopy(data.text, data.key).then(
    (file): void => self.postMessage({ file } satisfies CopyAnswer),
    (): void => self.postMessage('failed' satisfies CopyAnswer),
  );
});
