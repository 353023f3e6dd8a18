import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { ml_kem768_x25519 as xwing } from '@noble/post-quantum/hybrid.js';
import type { Engine } from './engine.ts';

/**
 * The engine for browsers without WebAssembly: Tor Browser at "Safer", Lockdown Mode, hardened phones. Pure
 * JavaScript, the same primitives, and so the same bytes under the same randomness.
 * @param rest called between long steps, so that a page that must seal without a worker stays alive.
 */
export function lightEngine(rest: () => Promise<void> = async () => {}): Engine {
  return {
    name: 'light',
    rest,
    encapsulate(recipient, random) {
      try {
        const { cipherText, sharedSecret } = xwing.encapsulate(recipient, random);
        return { ciphertext: cipherText, sharedSecret };
      } catch {
        return null;
      }
    },
    recipientOf: (seed) => xwing.keygen(seed).publicKey,
    aeadSeal: (key, nonce, plaintext) => chacha20poly1305(key, nonce).encrypt(plaintext),
    verify(signature, message, publicKey) {
      try {
        // RFC 8032 as libsodium has it, not the laxer ZIP 215.
        return ed25519.verify(signature, message, publicKey, { zip215: false });
      } catch {
        return false;
      }
    },
    blake2b512: (message) => blake2b(message, { dkLen: 64 }),
  };
}
