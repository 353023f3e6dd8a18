import { utf8 } from '../crypto/bytes.ts';
import type { Committee } from '../crypto/committee.ts';
import type { Engine } from '../crypto/engine.ts';
import { unlockSigningKey } from '../crypto/key-file.ts';
import { type Keyring, maxKeyringBytes, readKeyring } from '../crypto/keyring.ts';
import { formatPublicKey } from '../crypto/minisign.ts';
import { newSigningKey, type SigningKey, signMinisign } from '../crypto/signing-key.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { needed, onlyOne, readArguments } from './arguments.ts';
import { readCommittee, signaturePath } from './committee-file.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';
import { readLocal } from './local-file.ts';
import { isThere, writeNew } from './new-file.ts';
import { unlockKeyFile } from './passphrases.ts';
import { RoomError } from './room-error.ts';

/** `keyring sign`: checks a draft as every reader will, signs its exact bytes, writes the signature beside it. */
export async function keyringSign(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, {
    committee: { type: 'string' },
    root: { type: 'string' },
    'passphrase-file': { type: 'string' },
  });
  const path = onlyOne(positionals, 'draft');
  const rootPath = needed(values.root, '--root');
  const committee = await readCommittee(needed(values.committee, '--committee'));
  const signature = signaturePath(path);
  if (await isThere(signature)) throw new RoomError('already-exists', signature);
  const engine = await sodiumEngine();
  const draft = await readLocal(path, maxKeyringBytes, 'follow');
  // Before anybody types a passphrase: as if a key of one moment were the root.
  signAndRead(engine, committee, draft, newSigningKey());
  const root = await unlockKeyFile(io, rootPath, values['passphrase-file'], unlockSigningKey);
  if (formatPublicKey(root.publicKey) !== committee.rootPublicKey) throw new RoomError('root-differs', rootPath);
  const { minisig, keyring } = signAndRead(engine, committee, draft, root);
  root.seed.fill(0);
  await writeNew(signature, utf8(minisig), 0o644);
  await io.out(
    `Signed keyring ${keyring.serial}, ${keyring.notBefore} to ${keyring.expires}: ${inert(signature)}\n` +
      `Publish it together with exactly this ${inert(path)}: any change undoes the signature.\n`,
  );
  return 0;
}

/** @throws KeyringError for a draft that no reader would take. */
function signAndRead(
  engine: Engine,
  committee: Committee,
  draft: Uint8Array,
  key: SigningKey,
): { minisig: string; keyring: Keyring } {
  const minisig = signMinisign(key, draft);
  const signer = { ...committee, rootPublicKey: formatPublicKey(key.publicKey) };
  return { minisig, keyring: readKeyring(engine, signer, draft, minisig) };
}
