import { Decrypter, Encrypter } from 'age-encryption';
import { textOf } from './bytes.ts';
import { formatSigningKey, parseSigningKey, type SigningKey } from './signing-key.ts';

/** scrypt's work factor as a power of two; age's own default. Less is for keys of tests and demos. */
const workFactor = 18;
/** No key file is longer; a larger one is not read. */
export const maxKeyFileBytes = 65_536;

export type KeyFileErrorCode = 'wrong-passphrase' | 'not-a-key-file' | 'not-an-identity' | 'not-a-signing-key';

/** Why a key file does not open. One message whether the passphrase or the file is wrong inside its seal. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
  readonly code: KeyFileErrorCode;
  constructor(code: KeyFileErrorCode) {
    super(code);
    this.code = code;
  }
}

/** Puts a secret text under a passphrase: an age file that `age -d` opens. For the reading room only. */
async function lock(secret: string, passphrase: string, work = workFactor): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(work);
  return encrypter.encrypt(secret);
}

async function unlock(file: Uint8Array, passphrase: string): Promise<string> {
  const start = 'age-encryption.org/v1\n-> scrypt ';
  if (file.length > maxKeyFileBytes || textOf(file.subarray(0, start.length)) !== start)
    throw new KeyFileError('not-a-key-file');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(file, 'text');
  } catch {
    throw new KeyFileError('wrong-passphrase');
  }
}

/** Locks an age identity, `AGE-SECRET-KEY-PQ-1…`, with its recipient in a comment as age-keygen writes it. */
export const lockIdentity = (
  identity: string,
  recipient: string,
  passphrase: string,
  work?: number,
): Promise<Uint8Array> => lock(`# public key: ${recipient}\n${identity}\n`, passphrase, work);

/** Opens an identity file. @throws KeyFileError. */
export async function unlockIdentity(file: Uint8Array, passphrase: string): Promise<string> {
  const identity = /^(AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]+)$/m.exec(await unlock(file, passphrase))?.[1];
  if (!identity) throw new KeyFileError('not-an-identity');
  return identity;
}

/** Locks a signing key in minisign's own format. */
export const lockSigningKey = (key: SigningKey, passphrase: string, work?: number): Promise<Uint8Array> =>
  lock(formatSigningKey(key), passphrase, work);

/** Opens a signing key file. @throws KeyFileError. */
export async function unlockSigningKey(file: Uint8Array, passphrase: string): Promise<SigningKey> {
  const key = parseSigningKey(await unlock(file, passphrase));
  if (!key) throw new KeyFileError('not-a-signing-key');
  return key;
}
