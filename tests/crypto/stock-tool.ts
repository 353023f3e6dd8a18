import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Runs a program of the machine in a folder; gives its exit status and what it said. */
export function run(program: string, args: readonly string[], folder: string, input?: Uint8Array) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    input,
    // Fixed language and zone, since listings are compared as text.
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    encoding: 'utf8',
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** An empty folder that is removed after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crypto-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
