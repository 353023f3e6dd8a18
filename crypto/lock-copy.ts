import { Encrypter } from 'age-encryption';
import { utf8 } from './bytes.ts';
import { spelled } from './typed-passphrase.ts';

/** scrypt's work as age counts it: 2^16, 64 MiB of memory, which an old phone still has. */
const workFactor = 16;

/** What a submitter's own copy is locked to: a passphrase, in the form of `spelled`, or a recipient. */
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
    encrypter.setPassphrase(spelled(key.passphrase));
  } else {
    try {
      // Small letters and digits without a space, however it was typed or pasted.
      encrypter.addRecipient(spelled(key.recipient).replaceAll(' ', ''));
    } catch {
      return null;
    }
  }
  return encrypter.encrypt(utf8(text));
}
