import { base64 } from '@scure/base';
import { concat, sameBytes, utf8 } from './bytes.ts';
import type { Engine } from './engine.ts';

const keyAlgorithm = utf8('Ed');
const signatureAlgorithm = utf8('ED');

/** A minisign public key: 8 bytes of key id and 32 bytes of Ed25519. */
export interface PublicKey {
  readonly id: Uint8Array;
  readonly key: Uint8Array;
}

/**
 * Reads the one-line form of a minisign public key, `RW…`; `null` if it is none.
 * Layout before base64: `Ed` (2), key id (8), key (32). Source: minisign documentation, "Public key format".
 */
export function parsePublicKey(line: string): PublicKey | null {
  const bytes = fromBase64(line, 42);
  return bytes && sameBytes(bytes.subarray(0, 2), keyAlgorithm)
    ? { id: bytes.subarray(2, 10), key: bytes.subarray(10) }
    : null;
}

/** Writes the one-line form of a minisign public key. */
export function formatPublicKey({ id, key }: PublicKey): string {
  return base64.encode(concat(keyAlgorithm, id, key));
}

/**
 * Whether the text of a `.minisig` file is a good prehashed signature (`ED`) of a message by a key.
 * Checks the signature of the message and the one over the trusted comment; believes nothing that a comment says.
 * Layout: untrusted comment; base64 of `ED` (2), key id (8), signature (64); trusted comment; base64 of a signature
 * (64) over the first signature and the comment. Source: minisign documentation, "Signature format".
 */
export function verifyMinisign(engine: Engine, message: Uint8Array, minisig: string, signer: PublicKey): boolean {
  const [untrusted, first, trusted, second, ...rest] = minisig.replace(/\n$/, '').split('\n');
  if (!untrusted?.startsWith('untrusted comment: ') || !trusted?.startsWith('trusted comment: ')) return false;
  const signature = fromBase64(first ?? '', 74);
  const overComment = fromBase64(second ?? '', 64);
  if (!signature || !overComment || rest.length > 0) return false;
  if (!sameBytes(signature.subarray(0, 2), signatureAlgorithm)) return false;
  if (!sameBytes(signature.subarray(2, 10), signer.id)) return false;
  const overMessage = signature.subarray(10);
  return (
    engine.verify(overMessage, engine.blake2b512(message), signer.key) &&
    engine.verify(overComment, concat(overMessage, utf8(trusted.slice('trusted comment: '.length))), signer.key)
  );
}

/** The key id, 8 bytes, that a `.minisig` file names as its signer's; a hint until the signature is verified. */
export function signerOf(minisig: string): Uint8Array | null {
  return fromBase64(minisig.split('\n')[1] ?? '', 74)?.subarray(2, 10) ?? null;
}

function fromBase64(text: string, length: number): Uint8Array | null {
  try {
    const bytes = base64.decode(text);
    return bytes.length === length ? bytes : null;
  } catch {
    return null;
  }
}
