import { StorageError, translated } from './storage-error.ts';

/**
 * Does one piece of storage work, a statement or a transaction, which must change nothing where it fails.
 * @throws StorageError in place of what SQLite or the file system throws; a caller's own error passes unchanged.
 */
export type Attempt = <T>(work: () => T) => Promise<T>;

/**
 * Waits of a server, in milliseconds, about a second in all: longer than the team's commands hold the lock at a time,
 * and short enough that a sender is answered soon where another program keeps it.
 */
const serverWaitsMs: readonly number[] = [5, 10, 20, ...new Array<number>(20).fill(50)];
/** Waits of a command, half a minute in all: only the person who started it waits. */
const commandWaitsMs: readonly number[] = new Array<number>(600).fill(50);

/**
 * Attempts that wait for a lock of another program outside the thread, so that everything else continues meanwhile.
 * SQLite itself would wait inside it.
 * @param waitsMs the waits between tries; after the last one the error is `storage-busy`.
 */
export function attemptWith(waitsMs: readonly number[]): Attempt {
  return async (work) => {
    for (let tries = 0; ; tries += 1) {
      try {
        return work();
      } catch (error) {
        const failure = translated(error);
        const waitMs = waitsMs[tries];
        const isBusy = failure instanceof StorageError && failure.code === 'storage-busy';
        if (!isBusy || waitMs === undefined) throw failure;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  };
}

export const serverAttempt: Attempt = attemptWith(serverWaitsMs);
export const commandAttempt: Attempt = attemptWith(commandWaitsMs);
