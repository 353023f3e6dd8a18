import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** Lower-case hexadecimal of bytes. */
export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes);

/** Bytes of a lower-case hexadecimal text; `null` if it is none of exactly that many bytes. */
export function fromHex(text: string, length: number): Uint8Array | null {
  return new RegExp(`^[0-9a-f]{${2 * length}}$`).test(text) ? hexToBytes(text) : null;
}
