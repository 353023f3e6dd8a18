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
    /** One for each worker; a test asks for its own by `site.ts`. */
    sites: readonly SiteFacts[];
  }
}

/** A whole site for each worker: its own committee, build, listeners and mail catcher. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const workers = Array.from({ length: Number(project.config.maxWorkers) }, (_, worker) => worker);
  const started = await Promise.all(workers.map(start));
  project.provide(
    'sites',
    started.map(({ facts }) => facts),
  );
  return async () => {
    for (const { end } of started) await end();
  };
}

async function start(worker: number): Promise<{ facts: SiteFacts; end(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'journeys-'));
  const site = await startSite({
    data,
    name: `journeys-${process.pid}-${worker}`,
    port: await freePort(),
    teamPort: await freePort(),
    mailWindowSeconds: 1,
  });
  return {
    facts: {
      origin: new URL(site.public).origin,
      team: site.team,
      mail: site.mail.page,
      committee: site.committee,
      identity: site.identity,
      passphraseFile: site.passphraseFile,
      db: site.db,
      dist: site.dist,
      keys: join(data, 'keys'),
    },
    async end() {
      await site.stop();
      rmSync(data, { recursive: true });
      rmSync(site.dist, { recursive: true });
    },
  };
}
