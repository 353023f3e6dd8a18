import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unlockSigningKey } from '../../crypto/key-file.ts';
import { signMinisign } from '../../crypto/signing-key.ts';

interface Change {
  readonly committee?: string;
  readonly origins?: readonly string[];
  readonly notBefore?: string;
  readonly expires?: string;
  readonly classic?: boolean;
  /** Changed after it was signed. */
  readonly altered?: boolean;
}

/** A classic X25519 recipient of nobody. */
const classicRecipient = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj';

function rootOf(keys: string) {
  const passphrase = readFileSync(join(keys, 'root.passphrase'), 'utf8').trim();
  return unlockSigningKey(new Uint8Array(readFileSync(join(keys, 'root.key.age'))), passphrase);
}

/** The site's keyring with something changed, signed by the site's own root. */
export async function signedKeyring(
  keys: string,
  { classic, altered, ...change }: Change,
): Promise<{ json: string; minisig: string }> {
  const root = await rootOf(keys);
  const keyring = JSON.parse(readFileSync(join(keys, 'keyring-0001.json'), 'utf8'));
  if (classic) keyring.recipients.push({ label: 'classic', recipient: classicRecipient });
  const json = JSON.stringify({ ...keyring, ...change });
  const minisig = signMinisign(root, new TextEncoder().encode(json));
  return { json: altered ? json.replace('"serial":1', '"serial":2') : json, minisig };
}
