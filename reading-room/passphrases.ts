import { open } from 'node:fs/promises';
import { textOf } from '../crypto/bytes.ts';
import { KeyFileError, maxKeyFileBytes } from '../crypto/key-file.ts';
import { spelled } from '../crypto/typed-passphrase.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';
import { readLocal } from './local-file.ts';
import { fileError, RoomError } from './room-error.ts';

const maxPassphraseLength = 1000;
/** How often a person may mistype. */
const attempts = 3;

/**
 * Opens a key file with the passphrase from a file, else with one asked for on the terminal; never from an argument,
 * which any program on the machine could read.
 * @throws RoomError, or whatever `unlock` throws.
 */
export async function unlockKeyFile<Key>(
  io: Io,
  path: string,
  passphraseFile: string | undefined,
  unlock: (file: Uint8Array, passphrase: string) => Promise<Key>,
): Promise<Key> {
  const file = await readKeyFile(path);
  if (passphraseFile !== undefined) return unlockBy(file, await readPassphrase(passphraseFile), unlock);
  for (let attempt = 1; ; attempt++) {
    const typed = await io.askSecret(`Passphrase of ${inert(path)} (not shown): `);
    if (typed === null) throw new RoomError('passphrase-missing', path);
    try {
      return await unlockBy(file, typed, unlock);
    } catch (error) {
      if (!isSlip(error) || attempt === attempts) throw error;
      io.err('That passphrase does not open it. Once more.\n');
    }
  }
}

const isSlip = (error: unknown): boolean => error instanceof KeyFileError && error.code === 'wrong-passphrase';

/** Tries what was typed as it is, since other programs lock key files too, and then what may have been meant. */
async function unlockBy<Key>(
  file: Uint8Array,
  typed: string,
  unlock: (file: Uint8Array, passphrase: string) => Promise<Key>,
): Promise<Key> {
  const plain = spelled(typed);
  const others = new Set([typed.trim(), plain, plain.replaceAll(' ', '-')]);
  others.delete(typed);
  try {
    return await unlock(file, typed);
  } catch (error) {
    if (!isSlip(error)) throw error;
    for (const other of others)
      try {
        return await unlock(file, other);
      } catch (slip) {
        if (!isSlip(slip)) throw slip;
      }
    throw error;
  }
}

async function readKeyFile(path: string): Promise<Uint8Array> {
  try {
    return await readLocal(path, maxKeyFileBytes, 'follow');
  } catch (error) {
    if (error instanceof RoomError && error.code === 'file-too-large') throw new KeyFileError('not-a-key-file');
    throw error;
  }
}

/** The passphrase files that belong to a number of key files, in order. @throws RoomError `passphrase-count`. */
export function passphraseFileFor(index: number, files: readonly string[], keyFiles: number): string | undefined {
  if (files.length > 1 && files.length !== keyFiles) throw new RoomError('passphrase-count');
  return files.length === 1 ? files[0] : files[index];
}

/** Takes pipes too, since `--passphrase-file <(…)` is one; so it reads to a limit instead of asking for a size. */
async function readPassphrase(path: string): Promise<string> {
  const bytes = new Uint8Array(4 * maxPassphraseLength + 1);
  let length = 0;
  try {
    const handle = await open(path, 'r');
    try {
      while (length < bytes.length) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileError(error, path, 'path-unreadable');
  }
  const line = textOf(bytes.subarray(0, length))?.replace(/\r?\n$/, '');
  if (!line || line.length > maxPassphraseLength || /[\r\n]/.test(line))
    throw new RoomError('passphrase-unreadable', path);
  return line;
}
