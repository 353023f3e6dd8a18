/**
 * The few primitives that sealing and signature checks need, so that two libraries can stand behind one writer.
 *
 * `sodium` is libsodium in WebAssembly, `light` is plain JavaScript for browsers that have none. Both give identical
 * bytes under identical randomness.
 */
export interface Engine {
  readonly name: 'sodium' | 'light';
  /** Awaited between long steps; gives a page without a worker time to breathe. */
  rest(): Promise<void>;
  /**
   * X-Wing (X25519 + ML-KEM-768) encapsulation.
   * @param recipient 1,216 bytes. @param random 64 bytes, fresh for each call.
   * @returns `ciphertext` of 1,120 and `sharedSecret` of 32 bytes; `null` if the key is none.
   */
  encapsulate(recipient: Uint8Array, random: Uint8Array): { ciphertext: Uint8Array; sharedSecret: Uint8Array } | null;
  /** The X-Wing public key (1,216 bytes) of a 32-byte seed. */
  recipientOf(seed: Uint8Array): Uint8Array;
  /** ChaCha20-Poly1305 (RFC 8439): ciphertext followed by its 16-byte tag. @param nonce 12 bytes. */
  aeadSeal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /** Whether an Ed25519 signature (64 bytes) is good for a message and a public key (32 bytes). */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  /** BLAKE2b with 64 bytes of output, no key. */
  blake2b512(message: Uint8Array): Uint8Array;
}
