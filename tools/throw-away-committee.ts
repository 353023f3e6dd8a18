import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newPassphrase } from '../crypto/passphrase.ts';
import { makeKeys } from '../reading-room/key-folder.ts';
import { readKeygenOptions } from '../reading-room/keygen-options.ts';

/** 2^10 instead of 2^18, which takes a second and more each time: these passphrases lie beside what they lock. */
const work = 10;

/**
 * Makes what `keygen` makes, for a site of a demo or of tests, with the passphrases in the same folder. Until all of it
 * is there, it lies in a folder beside.
 */
export async function makeThrowAwayCommittee(folder: string, origins: readonly string[]): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const words = ['--out', folder, ...origins.flatMap((origin) => ['--origin', origin])];
  const passphrases = { identity: newPassphrase(), root: newPassphrase(), reply: newPassphrase() };
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  await makeKeys(partial, readKeygenOptions(words, today), passphrases, work);
  for (const [name, passphrase] of Object.entries(passphrases))
    writeFileSync(join(partial, `${name}.passphrase`), `${passphrase}\n`, { mode: 0o600 });
  renameSync(partial, folder);
}
