import { mkdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { newPassphrase } from '../crypto/passphrase.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';
import {
  committeeName,
  identityName,
  keyringName,
  makeKeys,
  type Passphrases,
  replyName,
  rootName,
} from './key-folder.ts';
import { type KeygenOptions, readKeygenOptions } from './keygen-options.ts';
import { testKeys } from './keygen-test.ts';
import { leftoverNotice } from './leftovers.ts';
import { isThere, writeNew } from './new-file.ts';
import { dropPartial, finishPartial, hold, newPartial, release } from './partial.ts';
import { fileError, RoomError } from './room-error.ts';

/**
 * `keygen`: makes a committee, its root key, one identity, a key for answers and the first keyring, offline. Everything is written to a
 * folder beside the asked one, tested there as it stands on the disk, and renamed: no half-made keys are ever left.
 */
export async function keygen(argv: readonly string[], io: Io): Promise<number> {
  const options = readKeygenOptions(argv, io.today());
  if (options.passphrasesTo === undefined && !io.isTerminal) throw new RoomError('no-terminal');
  if (await isThere(options.out)) throw new RoomError('already-exists', options.out);
  io.err(await leftoverNotice(dirname(resolve(options.out)), prefixBeside(options.out)));
  const passphrases = { identity: newPassphrase(), root: newPassphrase(), reply: newPassphrase() };
  const folder = await newFolderBeside(options.out);
  const made = [folder];
  let digits: string[];
  try {
    // First, since it may fail, and the rest takes its time.
    await writePassphrases(folder, options, passphrases, made);
    digits = await makeKeys(folder, options, passphrases);
    await testKeys(folder, passphrases);
    finishPartial(folder, resolve(options.out));
    for (const path of made) release(path);
  } catch (error) {
    for (const path of made) await dropPartial(path);
    throw fileError(error, options.out, 'write-failed');
  }
  await io.out(describe(options, digits));
  if (options.passphrasesTo === undefined) await io.out(show(passphrases));
  else
    io.err(
      `warning: The passphrases stand in ${inert(options.passphrasesTo)}, readable to whoever has this disk.\n` +
        'warning: That is for demos and tests. Never do it with keys that people rely on.\n',
    );
  return 0;
}

/** How the folder is called while it is written; keys of another name are no business of this one. */
const prefixBeside = (out: string): string => `.${basename(resolve(out))}.partial-`;

async function newFolderBeside(out: string): Promise<string> {
  try {
    await mkdir(dirname(resolve(out)), { recursive: true });
    return newPartial(join(dirname(resolve(out)), prefixBeside(out)));
  } catch (error) {
    throw fileError(error, out, 'write-failed');
  }
}

/** Writes the passphrases if asked to, and adds what it wrote to `made`. */
async function writePassphrases(
  folder: string,
  { out, passphrasesTo }: KeygenOptions,
  passphrases: Passphrases,
  made: string[],
): Promise<void> {
  if (passphrasesTo === undefined) return;
  const into = resolve(passphrasesTo) === resolve(out) ? folder : resolve(passphrasesTo);
  await mkdir(into, { recursive: true, mode: 0o700 });
  for (const name of ['identity', 'root', 'reply'] as const) {
    const path = join(into, `${name}.passphrase`);
    await writeNew(path, `${passphrases[name]}\n`, 0o600);
    hold(path);
    made.push(path);
  }
}

function describe({ out, id, notBefore, expires }: KeygenOptions, digits: readonly string[]): string {
  const at = (name: string) => inert(join(out, name));
  return `The committee ${id} is made, and its keys have passed their own test.

  ${at(committeeName)}   input of the build: public
  ${at(keyringName)}   the keyring, ${notBefore} to ${expires}: public, with its .minisig
  ${at(identityName)}   opens reports: secret, under a passphrase
  ${at(rootName)}   signs keyrings: secret, under a passphrase
  ${at(replyName)}   signs answers: secret, under a passphrase

Fingerprint of the root, to be printed and compared:
  ${digits.join(' ')}

Next:
  1. Write each passphrase on paper, and keep the papers in different places.
  2. Copy ${identityName}, ${rootName} and ${replyName} to two sticks each; they never touch a machine with a network.
  3. Carry ${committeeName}, ${keyringName} and its .minisig to whoever builds the form.
  4. Sign the next keyring before ${expires}: npm run room -- keyring sign
`;
}

const show = ({ identity, root, reply }: Passphrases): string => `
Passphrases, shown this once and stored nowhere:
  ${identityName}   ${identity}
  ${rootName}       ${root}
  ${replyName}      ${reply}

Clear the screen when they are on paper.
`;
