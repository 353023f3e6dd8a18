import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Unit tests that the check runs once more on another day. */
export interface OtherDay {
  readonly name: string;
  /** UTC, `YYYY-MM-DD hh:mm:ss`: two seconds before midnight, so that each file of tests crosses it. */
  readonly start: string;
  /** Below `tests/`. */
  readonly folders: readonly string[];
}

const daysAhead = 400;
const dayMs = 24 * 60 * 60 * 1000;
const lastSeconds = '23:59:58';

/** The next leap day, the end of the year, and a day on which every keyring and retention of today has passed. */
export function otherDays(now: Date): OtherDay[] {
  const stored = ['storage', 'server'];
  const later = new Date(now.getTime() + daysAhead * dayMs).toISOString().slice(0, 10);
  return [
    {
      name: 'next leap day',
      start: `${nextLeapDay(now)} ${lastSeconds}`,
      folders: [...stored, 'crypto', 'reading-room'],
    },
    { name: 'end of year', start: `${now.getUTCFullYear()}-12-31 ${lastSeconds}`, folders: stored },
    { name: `in ${daysAhead} days`, start: `${later} ${lastSeconds}`, folders: stored },
  ];
}

function nextLeapDay(now: Date): string {
  const today = now.toISOString().slice(0, 10);
  for (let year = now.getUTCFullYear(); ; year += 1) {
    const day = `${year}-02-29`;
    if (new Date(`${day}T00:00:00Z`).getUTCDate() === 29 && day > today) return day;
  }
}

const libraryName = 'libfaketime.so.1';

/**
 * The environment in which each process's wall clock starts at a moment and runs from there. The monotonic clock,
 * by which programs wait, stays real.
 * Source: Debian's package libfaketime, its README.
 * @param start UTC, `YYYY-MM-DD hh:mm:ss`.
 * @throws Error where the library is not.
 */
export function fakedClock(start: string): Record<string, string> {
  return {
    TZ: 'UTC',
    LD_PRELOAD: findLibrary(),
    FAKETIME: `@${start}`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    // Files keep their own times: the system writes those.
    NO_FAKE_STAT: '1',
  };
}

/** Debian keeps it in a folder of the machine's kind. */
function findLibrary(): string {
  for (const folder of ['/usr/lib', '/usr/local/lib'])
    for (const kind of ['', ...readdirSync(folder)]) {
      const path = join(folder, kind, 'faketime');
      try {
        if (readdirSync(path).includes(libraryName)) return join(path, libraryName);
      } catch {
        // Not in this one.
      }
    }
  throw new Error(`${libraryName} is missing: install faketime (Debian: apt-get install faketime)`);
}
