import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A path for a database in a folder of the test's own, which goes with the test. */
export function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'storage-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'inbox', 'inbox.db');
}
