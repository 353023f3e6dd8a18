import { unlockSigningKey } from '../crypto/key-file.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { formatPublicKey } from '../crypto/minisign.ts';
import type { SigningKey } from '../crypto/signing-key.ts';
import type { Io } from './io.ts';
import { unlockKeyFile } from './passphrases.ts';
import { RoomError } from './room-error.ts';

/**
 * Opens the key that signs answers, if what it signs today will be believed. Whoever holds it overwrites its seed.
 * @throws RoomError `reply-key-unlisted`, `reply-key-revoked`, `reply-key-not-today`.
 */
export async function unlockReplyKey(
  io: Io,
  path: string,
  passphraseFile: string | undefined,
  keyring: Keyring,
): Promise<SigningKey> {
  const key = await unlockKeyFile(io, path, passphraseFile, unlockSigningKey);
  const line = formatPublicKey(key.publicKey);
  const listed = keyring.replyKeys.find(({ publicKey }) => publicKey === line);
  const today = io.today();
  const refuse = (code: 'reply-key-unlisted' | 'reply-key-revoked' | 'reply-key-not-today', detail: string) => {
    key.seed.fill(0);
    throw new RoomError(code, detail);
  };
  if (!listed) return refuse('reply-key-unlisted', line);
  if (listed.revoked) return refuse('reply-key-revoked', line);
  if (today < listed.from || today > listed.until)
    return refuse('reply-key-not-today', `${listed.from} to ${listed.until}`);
  return key;
}
