import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { utf8 } from '../crypto/bytes.ts';
import type { Committee } from '../crypto/committee.ts';
import { fingerprint } from '../crypto/fingerprint.ts';
import { lockIdentity, lockSigningKey } from '../crypto/key-file.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { formatPublicKey } from '../crypto/minisign.ts';
import { newSigningKey, signMinisign } from '../crypto/signing-key.ts';
import type { KeygenOptions } from './keygen-options.ts';
import { writeNew } from './new-file.ts';

/** Passphrases of the three key files. */
export interface Passphrases {
  readonly identity: string;
  readonly root: string;
  readonly reply: string;
}

/** The names of what keygen makes. */
export const committeeName = 'committee.json';
export const keyringName = 'keyring-0001.json';
export const identityName = 'identity.key.age';
export const rootName = 'root.key.age';
export const replyName = 'reply.key.age';

/**
 * Makes all keys of a new committee and writes them to an empty folder; gives the root's fingerprint.
 * Keyring and committee file end in a line feed; the signature is over the keyring's exact bytes.
 * @param work scrypt's work factor as a power of two, where it is not age's own.
 */
export async function makeKeys(
  folder: string,
  options: Omit<KeygenOptions, 'out' | 'passphrasesTo'>,
  passphrases: Passphrases,
  work?: number,
): Promise<string[]> {
  const root = newSigningKey();
  const reply = newSigningKey();
  const identity = await generateHybridIdentity();
  const recipient = await identityToRecipient(identity);
  const committee: Committee = {
    type: 'committee/v1',
    id: options.id,
    rootPublicKey: formatPublicKey(root.publicKey),
    minimumKeyringSerial: 1,
  };
  const keyring: Keyring = {
    type: 'keyring/v1',
    committee: committee.id,
    serial: 1,
    notBefore: options.notBefore,
    expires: options.expires,
    origins: [...options.origins],
    recipients: [{ label: options.label, recipient }],
    // For as long as the keyring: the next one lists it on, or another beside it.
    replyKeys: [
      {
        publicKey: formatPublicKey(reply.publicKey),
        from: options.notBefore,
        until: options.expires,
        revoked: false,
      },
    ],
    assetKeys: [],
  };
  const keyringText = `${JSON.stringify(keyring, null, 2)}\n`;
  await writeNew(join(folder, committeeName), `${JSON.stringify(committee, null, 2)}\n`, 0o644);
  await writeNew(join(folder, keyringName), keyringText, 0o644);
  await writeNew(join(folder, `${keyringName}.minisig`), signMinisign(root, utf8(keyringText)), 0o644);
  await writeNew(
    join(folder, identityName),
    await lockIdentity(identity, recipient, passphrases.identity, work),
    0o600,
  );
  await writeNew(join(folder, rootName), await lockSigningKey(root, passphrases.root, work), 0o600);
  await writeNew(join(folder, replyName), await lockSigningKey(reply, passphrases.reply, work), 0o600);
  root.seed.fill(0);
  reply.seed.fill(0);
  return fingerprint(root.publicKey);
}
