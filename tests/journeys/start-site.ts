import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../tools/free-port.ts';
import { type Site, startSite } from '../../tools/site.ts';
import { makeFirefoxProfile } from './firefox-profile.ts';
import { keyOf } from './key-of.ts';

/** Why a file of tests has a site for itself: its server is ended in the middle; all that lies on its disk is searched. */
export const ownSites = ['ended', 'searched'] as const;

export interface SiteFacts {
  readonly origin: string;
  readonly team: string;
  readonly mail: string;
  readonly committee: string;
  readonly identity: string;
  readonly passphraseFile: string;
  /** The secret key in `identity`. */
  readonly key: string;
  readonly db: string;
  readonly dist: string;
  /** Folder with the root's key and its passphrase; with the name of the build, what another site needs to share both. */
  readonly keys: string;
  readonly name: string;
  /** Ports that the keyring names too, for `ownSite`. */
  readonly sparePorts: readonly number[];
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each worker; a test asks for its own by `site.ts`. */
    sites: readonly SiteFacts[];
    /** Folder for what workers leave behind; it goes when all have ended. */
    scratch: string;
  }
}

/** A whole site for each worker: its own listeners, database and mail catcher, of one committee and one build. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-'));
  project.provide('scratch', folder);
  const shared = { keys: join(folder, 'keys'), name: `journeys-${process.pid}` };
  const all = await freePorts(Number(project.config.maxWorkers) + ownSites.length);
  const ports = all.slice(ownSites.length);
  const sparePorts = all.slice(0, ownSites.length);
  const otherOrigins = all.map((port) => `http://localhost:${port}`);
  const profile = makeFirefoxProfile(join(folder, 'firefox'));
  const sites: Site[] = [];
  // One after the other: the first makes the keys and the build for all.
  for (const port of ports)
    sites.push(
      await startSite({
        ...shared,
        data: join(folder, String(port)),
        port,
        otherOrigins,
        teamPort: await freePort(),
        mailWindowSeconds: 1,
      }),
    );
  process.env.FIREFOX_PROFILE = await profile;
  const [first] = sites;
  const key = first ? await keyOf(first.identity, first.passphraseFile) : '';
  project.provide(
    'sites',
    sites.map((site) => ({ ...factsOf(site), ...shared, key, sparePorts })),
  );
  return async () => {
    delete process.env.FIREFOX_PROFILE;
    endBrowsers(join(folder, 'browsers'));
    for (const site of sites) await site.stop();
    rmSync(folder, { recursive: true, maxRetries: 3 });
    for (const dist of new Set(sites.map((site) => site.dist))) rmSync(dist, { recursive: true });
  };
}

/** Ends what workers have kept, see kept-browser.ts: they are stopped too fast to do so. */
function endBrowsers(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = Number(/^(\d+)\.pid$/.exec(name)?.[1]);
    try {
      // All the processes of a browser are one group.
      if (pid) process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

export const factsOf = (site: Site) => ({
  origin: new URL(site.public).origin,
  team: site.team,
  mail: site.mail.page,
  committee: site.committee,
  identity: site.identity,
  passphraseFile: site.passphraseFile,
  db: site.db,
  dist: site.dist,
});

/** Ports that differ from one another. */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
