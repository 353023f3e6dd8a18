import { textOf } from '../crypto/bytes.ts';
import { type Committee, committeeSchema } from '../crypto/committee.ts';
import type { Engine } from '../crypto/engine.ts';
import { type Keyring, maxKeyringBytes, readKeyring } from '../crypto/keyring.ts';
import { judgeJson } from './judge-json.ts';
import { readLocal } from './local-file.ts';
import { RoomError } from './room-error.ts';

/** A minisign signature has some 300 bytes. */
const maxSignatureBytes = 4096;

/** Where a file's signature stands unless somebody says otherwise. */
export const signaturePath = (path: string): string => `${path}.minisig`;

/** Reads `committee.json`. @throws RoomError `committee-malformed`. */
export async function readCommittee(path: string): Promise<Committee> {
  const judged = judgeJson(committeeSchema, await readLocal(path, maxKeyringBytes, 'follow'), 0);
  if (!judged.ok) throw new RoomError('committee-malformed', path);
  return judged.data;
}

/** Reads a keyring and the signature beside it, and believes it only if the root signed it. @throws KeyringError. */
export async function readKeyringFile(
  engine: Engine,
  committee: Committee,
  path: string,
  signature = signaturePath(path),
): Promise<Keyring> {
  const bytes = await readLocal(path, maxKeyringBytes, 'follow');
  const minisig = textOf(await readLocal(signature, maxSignatureBytes, 'follow'));
  return readKeyring(engine, committee, bytes, minisig ?? '');
}
