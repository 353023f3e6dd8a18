import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from './bytes.ts';
import type { PublicKey } from './minisign.ts';

/**
 * A root key's fingerprint in digits, to be compared with print: eight groups of five, about 132 bits.
 *
 * Layout: SHA-256 of `report-an-mp/fingerprint/v1` ‖ key id (8) ‖ key (32); the first 20 bytes as one big-endian
 * number mod 10^40, leading zeros kept. Digits are the only symbols that every language has.
 */
export function fingerprint({ id, key }: PublicKey): string[] {
  const hash = sha256(concat(utf8('report-an-mp/fingerprint/v1'), id, key)).subarray(0, 20);
  const number = hash.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) % 10n ** 40n;
  return number.toString().padStart(40, '0').match(/.{5}/g) ?? [];
}
