import { bech32 } from '@scure/base';

/** Length of an X-Wing public key: ML-KEM-768 (1,184) and X25519 (32). */
export const recipientBytes = 1216;
const prefix = 'age1pq';

/**
 * Reads a hybrid recipient string, `age1pq1…`, into its 1,216 bytes.
 * Classic `age1…` recipients give `null` too: the weaker of two recipients decides for the whole file.
 * Source: age specification, "The hybrid post-quantum recipient type".
 */
export function parseRecipient(text: string): Uint8Array | null {
  try {
    const { prefix: found, words } = bech32.decode(text as `${string}1${string}`, false);
    if (found !== prefix) return null;
    const bytes = bech32.fromWords(words);
    return bytes.length === recipientBytes && formatRecipient(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

/** Writes a hybrid recipient string from its 1,216 bytes. */
export function formatRecipient(bytes: Uint8Array): string {
  return bech32.encode(prefix, bech32.toWords(bytes), false);
}
