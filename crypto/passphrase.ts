import { wordlist } from '@scure/bip39/wordlists/english.js';
import { randomBytes } from './random.ts';

/** Seven words of 2,048: 77 bits, behind scrypt at 2^18. Nobody chooses their own. */
const words = 7;

/** Makes a passphrase of seven random words, joined by hyphens. */
export function newPassphrase(): string {
  const drawn = randomBytes(2 * words);
  // 2,048 divides 65,536, so that the remainder is uniform.
  return Array.from({ length: words }, (_, at) => {
    const number = (drawn[2 * at] as number) * 256 + (drawn[2 * at + 1] as number);
    return wordlist[number % 2048];
  }).join('-');
}
