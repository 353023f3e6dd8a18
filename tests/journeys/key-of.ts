import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';

const wordsIn = (passphraseFile: string): string => readFileSync(passphraseFile, 'utf8').trim();

/** What a passphrase locks, by typage alone. */
async function unlocked(file: string, passphrase: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(new Uint8Array(readFileSync(file)), 'text');
}

/** The secret key in a file that a passphrase locks. */
export async function keyOf(identity: string, passphraseFile: string): Promise<string> {
  const text = await unlocked(identity, wordsIn(passphraseFile));
  return /^AGE-SECRET-KEY-PQ-1.+$/m.exec(text)?.[0] ?? '';
}

/**
 * Locks the keys of a folder anew under the same passphrases, with a work factor that suits a test: 2^10 instead of
 * 2^18, which takes a second and more each time that one is needed.
 */
export async function lockQuickly(keys: string): Promise<void> {
  for (const name of ['identity', 'root', 'reply']) {
    const file = join(keys, `${name}.key.age`);
    const passphrase = wordsIn(join(keys, `${name}.passphrase`));
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrase);
    encrypter.setScryptWorkFactor(10);
    writeFileSync(file, await encrypter.encrypt(await unlocked(file, passphrase)));
  }
}
