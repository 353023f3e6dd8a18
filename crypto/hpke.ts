import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from './bytes.ts';

/** "HPKE", KEM 0x647a (X-Wing), KDF 0x0001 (HKDF-SHA256), AEAD 0x0003 (ChaCha20-Poly1305). */
const suite = concat(utf8('HPKE'), Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x03));
const empty = new Uint8Array(0);

const labeledExtract = (salt: Uint8Array, label: string, secret: Uint8Array) =>
  extract(sha256, concat(utf8('HPKE-v1'), suite, utf8(label), secret), salt);

const labeledExpand = (key: Uint8Array, label: string, info: Uint8Array, length: number) =>
  expand(sha256, key, concat(Uint8Array.of(0, length), utf8('HPKE-v1'), suite, utf8(label), info), length);

/**
 * HPKE's key schedule in base mode for one message: key (32 bytes) and first nonce (12 bytes).
 * @param sharedSecret 32 bytes of X-Wing. Source: RFC 9180, section 5.1.
 */
export function hpkeContext(sharedSecret: Uint8Array, info: Uint8Array): { key: Uint8Array; nonce: Uint8Array } {
  const context = concat(
    Uint8Array.of(0),
    labeledExtract(empty, 'psk_id_hash', empty),
    labeledExtract(empty, 'info_hash', info),
  );
  const secret = labeledExtract(sharedSecret, 'secret', empty);
  return { key: labeledExpand(secret, 'key', context, 32), nonce: labeledExpand(secret, 'base_nonce', context, 12) };
}
