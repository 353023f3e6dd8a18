import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../tools/free-port.ts';
import { startSite } from '../../tools/site.ts';

export interface SiteFacts {
  readonly origin: string;
  readonly team: string;
  readonly mail: string;
  readonly committee: string;
  readonly identity: string;
  readonly passphraseFile: string;
  readonly db: string;
  readonly dist: string;
  /** Folder with the root's key and its passphrase. */
  readonly keys: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    site: SiteFacts;
  }
}

/** One whole site for all journeys: its own committee, build, listeners and mail catcher. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'journeys-'));
  const name = `journeys-${process.pid}`;
  const site = await startSite({
    data,
    name,
    port: await freePort(),
    teamPort: await freePort(),
    mailWindowSeconds: 1,
  });
  project.provide('site', {
    origin: new URL(site.public).origin,
    team: site.team,
    mail: site.mail.page,
    committee: site.committee,
    identity: site.identity,
    passphraseFile: site.passphraseFile,
    db: site.db,
    dist: site.dist,
    keys: join(data, 'keys'),
  });
  return async () => {
    await site.stop();
    rmSync(data, { recursive: true });
    rmSync(site.dist, { recursive: true });
  };
}
