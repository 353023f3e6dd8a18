import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/** How a name begins that is nothing's own: of what is half-written, or half-removed. */
export const partialPrefix = '.partial-';

/** What is half-written at this moment. */
const held = new Set<string>();
const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/**
 * Has a file or folder removed, whatever is in it, if a signal ends the program before it is released.
 * Signals are listened to only while something is held: otherwise they end the program by themselves, even where it
 * waits for a pipe, and `process.exit` would wait along.
 */
export function hold(path: string): void {
  if (held.size === 0) for (const signal of signals) process.on(signal, end);
  held.add(path);
}

/** From here on a file or folder stays; does nothing for what is not held. */
export function release(path: string): void {
  held.delete(path);
  if (held.size === 0) for (const signal of signals) process.off(signal, end);
}

/** `prefix` and 16 random hexadecimal digits. */
export const partialName = (prefix: string): string => `${prefix}${randomBytes(8).toString('hex')}`;

/** Makes a held folder, mode 0700, under a `partialName`. */
export function newPartial(prefix: string): string {
  const path = partialName(prefix);
  hold(path);
  try {
    mkdirSync(path, { mode: 0o700 });
    return path;
  } catch (error) {
    release(path);
    throw error;
  }
}

/** Gives a finished folder its name. At once, so that no signal can come between the two names. */
export function finishPartial(partial: string, folder: string): void {
  renameSync(partial, folder);
  release(partial);
}

/** Removes what did not succeed. */
export async function dropPartial(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } finally {
    release(path);
  }
}

function end(_signal: NodeJS.Signals, number: number): void {
  for (const path of held) removeNow(path);
  process.exit(128 + number);
}

function removeNow(path: string): void {
  // A write that is under way may put one more file into a folder that is being emptied.
  for (let attempt = 1; attempt <= 3; attempt++)
    try {
      rmSync(path, { recursive: true, force: true });
      return;
    } catch {
      // Whatever stays is named at the next start.
    }
}
