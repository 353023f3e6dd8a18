import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonOf } from '../crypto/bytes.ts';
import { type Committee, committeeSchema } from '../crypto/committee.ts';
import type { Engine } from '../crypto/engine.ts';
import { type Keyring, readKeyring } from '../crypto/keyring.ts';

/** A keyring as it is published: read, and the exact bytes and signature that browsers verify. */
export interface PublishedKeyring {
  readonly keyring: Keyring;
  readonly bytes: Uint8Array;
  readonly minisig: string;
  /** Whether its serial is one that the build takes; older ones count for envelopes that still arrive. */
  readonly isBelieved: boolean;
}

/** Every keyring that was ever published here, oldest first; at least one. */
export type Keyrings = readonly [PublishedKeyring, ...PublishedKeyring[]];

/**
 * The keyring of a day: the newest that is believed and has begun, so that the next one can be put in place early.
 * Before any has begun it is the first believed one; `readKeyrings` sees to it that there is one.
 */
export function keyringOn(keyrings: Keyrings, day: string): PublishedKeyring {
  const believed = keyrings.filter(({ isBelieved }) => isBelieved);
  return believed.findLast(({ keyring }) => keyring.notBefore <= day) ?? believed[0] ?? keyrings[0];
}

/** The keyring with the highest serial, begun or not: it knows best which keys were revoked. */
export const newestOf = (keyrings: Keyrings): PublishedKeyring => keyrings.at(-1) ?? keyrings[0];

/** Numbers of recipients that an envelope may have: pages opened before a ceremony stay welcome. */
export function recipientCounts(keyrings: Keyrings): number[] {
  return [...new Set(keyrings.map(({ keyring }) => keyring.recipients.length))];
}

/** The largest of them: an envelope for so many recipients is the longest. */
export const mostOf = (counts: readonly number[]): number => counts.reduce((most, count) => Math.max(most, count), 0);

/** Every origin of any keyring: a page that was opened under one of them may still have a report to send. */
export function originsOf(keyrings: Keyrings): string[] {
  return [...new Set(keyrings.flatMap(({ keyring }) => keyring.origins))];
}

/** The committee that the build believes in. @throws Error that says which file is wrong. */
export function readCommittee(file: string): Committee {
  // A parser's own words would quote the file, which may be the wrong one, and secret.
  const parsed = committeeSchema.safeParse(jsonOf(readFileSync(file)));
  if (!parsed.success) throw new Error(`${file} is not a committee.json`);
  return parsed.data;
}

/**
 * Reads and verifies all keyrings of a folder. Older ones may stand below the minimum serial and be expired.
 * @throws Error that names a secret key lying there, or the file which the root has not signed, or says that there is
 * none.
 */
export function readKeyrings(engine: Engine, committee: Committee, folder: string): Keyrings {
  const names = readdirSync(folder);
  const secret = names.find((name) => name.endsWith('.key.age'));
  if (secret)
    throw new Error(`${join(folder, secret)} is a secret key: move it off this machine, and copy keyrings alone`);
  const [first, ...rest] = names
    .filter((name) => /^keyring-\d{4}\.json$/.test(name))
    .map((name): PublishedKeyring => {
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      const minisig = readFileSync(join(folder, `${name}.minisig`), 'utf8');
      try {
        const keyring = readKeyring(engine, { ...committee, minimumKeyringSerial: 1 }, bytes, minisig);
        return { bytes, minisig, keyring, isBelieved: keyring.serial >= committee.minimumKeyringSerial };
      } catch (error) {
        throw new Error(`${join(folder, name)}: ${error instanceof Error ? error.message : error}`);
      }
    })
    .sort((left, right) => left.keyring.serial - right.keyring.serial);
  if (!first) throw new Error(`no keyring-NNNN.json in ${folder}`);
  if (![first, ...rest].some(({ isBelieved }) => isBelieved))
    throw new Error(`no keyring in ${folder} has serial ${committee.minimumKeyringSerial} or more`);
  return [first, ...rest];
}
