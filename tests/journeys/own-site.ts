import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { freePort } from '../../tools/free-port.ts';
import { type Site, startSite } from '../../tools/site.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { ownSites } from './start-site.ts';

/** Starts a site of the same committee and build as the others, for the tests of a block. */
export function ownSite(which: (typeof ownSites)[number]): () => Site {
  const folder = mkdtempSync(join(tmpdir(), 'own-site-'));
  let own: Site;
  beforeAll(async () => {
    const { keys, name, sparePorts } = siteOfWorker();
    const port = sparePorts[ownSites.indexOf(which)] ?? 0;
    own = await startSite({ data: folder, keys, name, port, teamPort: await freePort() });
  });
  afterAll(async () => {
    await own.stop();
    rmSync(folder, { recursive: true });
  });
  return () => own;
}
