import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from './hex.ts';
import { readExactly, type Source } from './source.ts';

/** Bytes that are hashed at once. */
const windowBytes = 1_048_576;

/** SHA-256 of a source, hexadecimal, read once and piece by piece. Errors of reading pass through. */
export async function hashOf(source: Source): Promise<string> {
  if (source.digest) return toHex(await source.digest());
  const hash = sha256.create();
  for (let at = 0; at < source.size; at += windowBytes) {
    const bytes = await readExactly(source, at, Math.min(at + windowBytes, source.size));
    hash.update(bytes);
    bytes.fill(0);
  }
  return toHex(hash.digest());
}
