import { readFileSync } from 'node:fs';
import { Decrypter } from 'age-encryption';

/** The secret key in a file that a passphrase locks, by typage alone. */
export async function keyOf(identity: string, passphraseFile: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(readFileSync(passphraseFile, 'utf8').trim());
  const text = await decrypter.decrypt(new Uint8Array(readFileSync(identity)), 'text');
  return /^AGE-SECRET-KEY-PQ-1.+$/m.exec(text)?.[0] ?? '';
}
