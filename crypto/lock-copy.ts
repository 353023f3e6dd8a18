import { Encrypter } from 'age-encryption';
import { utf8 } from './bytes.ts';

/** scrypt's work as age counts it: 2^16, 64 MiB of memory, which an old phone still has. */
const workFactor = 16;

/** What a submitter's own copy is locked to. */
export type CopyKey = { readonly passphrase: string } | { readonly recipient: string };

/**
 * Locks a submitter's own copy of the answers: a standard age file with text in it, that `age -d` opens. For nobody
 * else: reports are sealed by `seal.ts`.
 * @returns `null` for something that is no age recipient.
 * Source: age v1, by typage.
 */
export async function lockCopy(text: string, key: CopyKey): Promise<Uint8Array | null> {
  const encrypter = new Encrypter();
  if ('passphrase' in key) {
    encrypter.setScryptWorkFactor(workFactor);
    encrypter.setPassphrase(key.passphrase);
  } else {
    try {
      encrypter.addRecipient(key.recipient.trim());
    } catch {
      return null;
    }
  }
  return encrypter.encrypt(utf8(text));
}
