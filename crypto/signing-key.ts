import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { base64 } from '@scure/base';
import { concat, sameBytes, utf8 } from './bytes.ts';
import { formatPublicKey, type PublicKey } from './minisign.ts';
import { randomBytes } from './random.ts';

/** A secret signing key. It is made, kept and used offline; nothing that a server or a page holds needs it. */
export interface SigningKey {
  /** Ed25519 seed, 32 bytes. */
  readonly seed: Uint8Array;
  readonly publicKey: PublicKey;
}

/** Makes a signing key with a random key id. */
export function newSigningKey(): SigningKey {
  return signingKey(randomBytes(32), randomBytes(8));
}

function signingKey(seed: Uint8Array, id: Uint8Array): SigningKey {
  return { seed, publicKey: { id, key: ed25519.getPublicKey(seed) } };
}

/**
 * Signs a message with minisign's prehashed `ED`; gives the text of a `.minisig` file.
 * The comments carry nothing: what a signature is for stands in the signed text's own `type`.
 */
export function signMinisign({ seed, publicKey }: SigningKey, message: Uint8Array): string {
  const comment = 'report-an-mp';
  const overMessage = ed25519.sign(blake2b(message, { dkLen: 64 }), seed);
  const overComment = ed25519.sign(concat(overMessage, utf8(comment)), seed);
  return [
    `untrusted comment: ${comment}`,
    base64.encode(concat(utf8('ED'), publicKey.id, overMessage)),
    `trusted comment: ${comment}`,
    base64.encode(overComment),
    '',
  ].join('\n');
}

const secretKeyBytes = 158;

/**
 * Writes a signing key as minisign's own unencrypted secret key file, so that stock `minisign -S -W` signs with it
 * should this software be lost. It is only ever stored inside an age passphrase file.
 *
 * Layout before base64: `Ed` (2), no KDF (2 zeros), `B2` (2), salt and limits (48 zeros), key id (8), seed (32),
 * public key (32), BLAKE2b-256 of `Ed` ‖ key id ‖ seed ‖ public key (32). Source: minisign, "Secret key format".
 */
export function formatSigningKey({ seed, publicKey: { id, key } }: SigningKey): string {
  const checksum = blake2b(concat(utf8('Ed'), id, seed, key), { dkLen: 32 });
  const bytes = concat(utf8('Ed'), new Uint8Array(2), utf8('B2'), new Uint8Array(48), id, seed, key, checksum);
  return `untrusted comment: minisign secret key ${formatPublicKey({ id, key })}\n${base64.encode(bytes)}\n`;
}

/** Reads what `formatSigningKey` writes; `null` if it is anything else or its checksum differs. */
export function parseSigningKey(text: string): SigningKey | null {
  const line = /^untrusted comment: [^\n]*\n([A-Za-z0-9+/=]+)\n?$/.exec(text)?.[1];
  if (!line) return null;
  let bytes: Uint8Array;
  try {
    bytes = base64.decode(line);
  } catch {
    return null;
  }
  if (bytes.length !== secretKeyBytes) return null;
  const key = signingKey(bytes.slice(62, 94), bytes.slice(54, 62));
  return sameBytes(utf8(formatSigningKey(key).split('\n')[1] ?? ''), utf8(line)) ? key : null;
}
