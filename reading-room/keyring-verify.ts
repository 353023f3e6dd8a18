import { fingerprint } from '../crypto/fingerprint.ts';
import { daysBetween, type Keyring, KeyringError, keyringNoticeDays, requireCurrent } from '../crypto/keyring.ts';
import { parsePublicKey } from '../crypto/minisign.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { needed, onlyOne, readArguments } from './arguments.ts';
import { readCommittee, readKeyringFile } from './committee-file.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';
import { sentences } from './sentences.ts';

/** `keyring verify`: says what a keyring holds, if the committee's root signed it. Its days are told, not judged. */
export async function keyringVerify(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, {
    committee: { type: 'string' },
    signature: { type: 'string' },
  });
  const path = onlyOne(positionals, 'keyring');
  const committee = await readCommittee(needed(values.committee, '--committee'));
  const keyring = await readKeyringFile(await sodiumEngine(), committee, path, values.signature);
  const root = parsePublicKey(committee.rootPublicKey);
  await io.out(describeKeyring(keyring, root ? fingerprint(root) : [], io.today()));
  return 0;
}

function describeKeyring(keyring: Keyring, digits: readonly string[], today: string): string {
  const line = (name: string, value: string) => `  ${name.padEnd(12)}${inert(value)}\n`;
  return [
    `Keyring ${keyring.serial} is signed by the committee's root.\n`,
    line('committee', keyring.committee),
    line('root', digits.join(' ')),
    line('days', `${keyring.notBefore} to ${keyring.expires}`),
    line('today', daysLeft(keyring, today)),
    ...keyring.origins.map((origin) => line('served at', origin)),
    ...keyring.recipients.map(({ label, recipient }) => line('recipient', `${shortRecipient(recipient)}  ${label}`)),
    ...keyring.replyKeys.map((key) =>
      line('reply key', `${key.publicKey}  ${key.from} to ${key.until}${key.revoked ? '  REVOKED' : ''}`),
    ),
    ...keyring.assetKeys.map((key) => line('asset key', `${key.publicKey}  ${key.from} to ${key.until}`)),
  ].join('');
}

function daysLeft(keyring: Keyring, today: string): string {
  try {
    requireCurrent(keyring, today);
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error;
    return `${error.code}: ${sentences[error.code].sentence} ${sentences[error.code].hint}`;
  }
  const days = daysBetween(today, keyring.expires);
  return `valid, ${days} days left${days <= keyringNoticeDays ? ': time to sign the next one' : ''}`;
}

/** The ends of a recipient string, to be compared by eye. */
const shortRecipient = (recipient: string): string => `${recipient.slice(0, 15)}…${recipient.slice(-8)}`;
