import { join } from 'node:path';
import { sameBytes, utf8 } from '../crypto/bytes.ts';
import { maxKeyFileBytes, unlockIdentity, unlockSigningKey } from '../crypto/key-file.ts';
import { formatPublicKey } from '../crypto/minisign.ts';
import { openEnvelope } from '../crypto/open.ts';
import { packPayload } from '../crypto/payload.ts';
import { readSigned } from '../crypto/reply-key.ts';
import { seal } from '../crypto/seal.ts';
import { signMinisign } from '../crypto/signing-key.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { unpackPayload } from '../crypto/unpack.ts';
import { readCommittee, readKeyringFile } from './committee-file.ts';
import { committeeName, identityName, keyringName, type Passphrases, replyName, rootName } from './key-folder.ts';
import { readLocal } from './local-file.ts';
import { RoomError } from './room-error.ts';

/**
 * Reads new keys back from the disk and uses each: the root's signature, all passphrases, one report sealed and
 * opened, one text signed as answers are. Keys that fail are noticed today and not when the first report cannot be read.
 * @throws RoomError `self-test-failed`.
 */
export async function testKeys(folder: string, passphrases: Passphrases): Promise<void> {
  try {
    const engine = await sodiumEngine();
    const committee = await readCommittee(join(folder, committeeName));
    const keyring = await readKeyringFile(engine, committee, join(folder, keyringName));
    const identity = await unlockIdentity(await read(folder, identityName), passphrases.identity);
    const root = await unlockSigningKey(await read(folder, rootName), passphrases.root);
    const sample = utf8('{"sample":"ສະບາຍດີ"}');
    const recipients = keyring.recipients.map(({ recipient }) => recipient);
    const envelope = seal(engine, recipients, packPayload(sample));
    const payload = await openEnvelope(await envelope.slice(0, envelope.size), [identity]);
    const isSame = sameBytes(unpackPayload(payload).report.bytes, sample);
    const isRoot = formatPublicKey(root.publicKey) === committee.rootPublicKey;
    const reply = await unlockSigningKey(await read(folder, replyName), passphrases.reply);
    const signed = readSigned(engine, keyring, sample, signMinisign(reply, sample), () => ({ day: keyring.notBefore }));
    root.seed.fill(0);
    reply.seed.fill(0);
    if (!isSame || !isRoot || typeof signed === 'string') throw new RoomError('self-test-failed');
  } catch (error) {
    throw new RoomError('self-test-failed', error instanceof Error ? error.message : '', error);
  }
}

const read = (folder: string, name: string) => readLocal(join(folder, name), maxKeyFileBytes, 'refuse');
