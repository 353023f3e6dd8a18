import { sameBytes } from './bytes.ts';
import type { Engine } from './engine.ts';
import type { Keyring } from './keyring.ts';
import { parsePublicKey, signerOf, verifyMinisign } from './minisign.ts';

/** Why what the team has signed is not believed. */
export type ReplyFault = 'unsigned' | 'key-unknown' | 'key-revoked' | 'key-outside-window';

/** A signed text that says on which UTC day it was signed. */
interface Dated {
  readonly day: string;
}

/**
 * Reads what a reply key has signed. The signature comes first; before it nothing is parsed. A revoked key invalidates
 * everything it ever signed; a retired one is listed on, and counts for the days of its window.
 * @param parse gives what the text says, `null` if it is not what it should be.
 */
export function readSigned<Said extends Dated>(
  engine: Engine,
  { replyKeys }: Keyring,
  message: Uint8Array,
  minisig: string,
  parse: (message: Uint8Array) => Said | null,
): Said | ReplyFault | 'malformed' {
  const id = signerOf(minisig);
  if (!id) return 'unsigned';
  for (const { publicKey, from, until, revoked } of replyKeys) {
    const signer = parsePublicKey(publicKey);
    if (!signer || !sameBytes(signer.id, id)) continue;
    if (!verifyMinisign(engine, message, minisig, signer)) return 'unsigned';
    if (revoked) return 'key-revoked';
    const said = parse(message);
    if (!said) return 'malformed';
    return said.day < from || said.day > until ? 'key-outside-window' : said;
  }
  return 'key-unknown';
}
