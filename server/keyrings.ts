import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Committee, committeeSchema } from '../crypto/committee.ts';
import type { Engine } from '../crypto/engine.ts';
import { type Keyring, readKeyring } from '../crypto/keyring.ts';

/** Every keyring that was ever published here, newest last, and the newest as the bytes that browsers verify. */
export interface Keyrings {
  readonly current: Keyring;
  readonly currentBytes: Uint8Array;
  readonly currentMinisig: string;
  /** Numbers of recipients that an envelope may have: pages opened before a ceremony stay welcome. */
  readonly recipientCounts: readonly number[];
  readonly origins: readonly string[];
}

/** The committee that the build believes in. @throws Error that says which file is wrong. */
export function readCommittee(file: string): Committee {
  const parsed = committeeSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} is not a committee.json`);
  return parsed.data;
}

/**
 * Reads and verifies all keyrings of a folder. Older ones may stand below the minimum serial and be expired.
 * @throws KeyringError for one that the root has not signed; Error if there is none.
 */
export function readKeyrings(engine: Engine, committee: Committee, folder: string): Keyrings {
  const read = readdirSync(folder)
    .filter((name) => /^keyring-\d{4}\.json$/.test(name))
    .map((name) => {
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      const minisig = readFileSync(join(folder, `${name}.minisig`), 'utf8');
      return {
        bytes,
        minisig,
        keyring: readKeyring(engine, { ...committee, minimumKeyringSerial: 1 }, bytes, minisig),
      };
    })
    .sort((left, right) => left.keyring.serial - right.keyring.serial);
  const newest = read.at(-1);
  if (!newest) throw new Error(`no keyring-NNNN.json in ${folder}`);
  return {
    current: newest.keyring,
    currentBytes: newest.bytes,
    currentMinisig: newest.minisig,
    recipientCounts: [...new Set(read.map(({ keyring }) => keyring.recipients.length))],
    origins: newest.keyring.origins,
  };
}
