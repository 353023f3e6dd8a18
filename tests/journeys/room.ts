import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { onTestFinished } from 'vitest';
import { keyOf } from './key-of.ts';
import type { SiteFacts } from './start-site.ts';

const root = join(import.meta.dirname, '../..');

interface Opened {
  readonly results: readonly {
    readonly opened: boolean;
    readonly code?: string;
    readonly report?: Record<string, unknown>;
  }[];
}

const run = (...words: string[]) =>
  execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Opens bundles or single files offline, by the command; gives what `open --json` says. */
export function openPaths(site: SiteFacts, ...paths: string[]): Opened {
  const { identity, passphraseFile } = site;
  return JSON.parse(
    run(
      'reading-room/main.ts',
      'open',
      '--identity',
      identity,
      '--passphrase-file',
      passphraseFile,
      '--json',
      ...paths,
    ),
  ) as Opened;
}

/** What is waiting on the server, carried away, so that a journey finds its own report alone. */
export function drain(site: SiteFacts): void {
  withBundle(site, () => null);
}

/** Collects on the server and opens offline, both by their commands; `options` are of `open`. */
export function collectAndOpen(site: SiteFacts, ...options: string[]): Opened {
  return withBundle(site, (bundle) => openPaths(site, ...options, bundle));
}

/** Collects on the server, then opens with typage and tar alone, none of our code: gives every `report.json`. */
export function collectAndOpenByStockTools(site: SiteFacts): Promise<unknown[]> {
  return withBundle(site, async (bundle, folder) => {
    const byIdentity = new Decrypter();
    byIdentity.addIdentity(await keyOf(site.identity, site.passphraseFile));
    execFileSync('tar', ['-xf', bundle, '-C', folder]);
    const reports: unknown[] = [];
    for (const name of readdirSync(join(folder, 'envelopes'))) {
      const payload = await byIdentity.decrypt(new Uint8Array(readFileSync(join(folder, 'envelopes', name))));
      reports.push(JSON.parse(execFileSync('tar', ['-xOf', '-', 'report.json'], { input: payload }).toString()));
    }
    return reports;
  });
}

function withBundle<Result>(site: SiteFacts, use: (bundle: string, folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'room-'));
  const bundle = join(folder, 'bundle.tar');
  run('server/team/main.ts', 'collect', '--database', site.db, '--committee', site.committee, bundle);
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return use(bundle, folder);
}
