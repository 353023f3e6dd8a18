import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SiteFacts } from './start-site.ts';

const root = join(import.meta.dirname, '../..');

/** Collects on the server and opens offline, both by their commands; gives what `open --json` says. */
export function collectAndOpen(site: SiteFacts): {
  results: { opened: boolean; code?: string; report?: Record<string, unknown> }[];
} {
  const folder = mkdtempSync(join(tmpdir(), 'room-'));
  try {
    const bundle = join(folder, 'bundle.tar');
    const run = (...words: string[]) =>
      execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    run('server/team/main.ts', 'collect', '--database', site.db, '--committee', site.committee, bundle);
    return JSON.parse(
      run(
        'reading-room/main.ts',
        'open',
        '--identity',
        site.identity,
        '--passphrase-file',
        site.passphraseFile,
        '--json',
        bundle,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
