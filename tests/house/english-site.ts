import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { freePort } from '../../tools/free-port.ts';
import { type Site, startSite } from '../../tools/site.ts';

/** Starts a whole site, in English alone, for the tests of a file. */
export function englishSite(name: string): () => Site {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  let site: Site;
  beforeAll(async () => {
    site = await startSite({
      data: folder,
      name: `${name}-${process.pid}`,
      port: await freePort(),
      teamPort: await freePort(),
      settings: { LANGUAGES: 'en' },
    });
  });
  afterAll(async () => {
    await site.stop();
    rmSync(folder, { recursive: true });
    rmSync(site.dist, { recursive: true });
  });
  return () => site;
}
