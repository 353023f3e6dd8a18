import sodium from 'libsodium-wrappers';
import type { Engine } from './engine.ts';

/**
 * The default engine; the only file that imports libsodium.
 * @throws whatever libsodium throws where WebAssembly does not start, e.g. `ReferenceError` where there is none.
 */
export async function sodiumEngine(): Promise<Engine> {
  await sodium.ready;
  return {
    name: 'sodium',
    rest: async () => {},
    encapsulate(recipient, random) {
      try {
        return sodium.crypto_kem_xwing_enc_deterministic(recipient, random);
      } catch {
        return null;
      }
    },
    recipientOf: (seed) => sodium.crypto_kem_xwing_seed_keypair(seed).publicKey,
    aeadSeal: (key, nonce, plaintext) =>
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, null, null, nonce, key),
    verify(signature, message, publicKey) {
      try {
        return sodium.crypto_sign_verify_detached(signature, message, publicKey);
      } catch {
        return false;
      }
    },
    blake2b512: (message) => sodium.crypto_generichash(64, message, null),
  };
}
