import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeInPage } from './bench-evidence-page.ts';
import { timeSealing } from './bench-evidence-sealing.ts';
import { timeServer } from './bench-evidence-server.ts';
import type { Figure } from './figure.ts';
import { freePort } from './free-port.ts';
import { chromium, firefox, needPrograms } from './programs.ts';
import { type Site, startSite } from './site.ts';

/**
 * Measures how files are sealed, sent and taken in, on loopback. Takes up to six minutes and 4 GiB of disk, which it
 * gives back. Linux only, since memory is read from `/proc`.
 */
export async function benchEvidence(): Promise<Figure[]> {
  await needPrograms([chromium, firefox]);
  const folder = mkdtempSync(join(tmpdir(), 'bench-evidence-'));
  const ports = { port: await freePort(), teamPort: await freePort() };
  const start = () => startSite({ data: join(folder, 'site'), name: 'bench-evidence', ...ports });
  const dists = new Set<string>();
  /** Each part has an empty database: nothing of another stays on the disk. */
  const onSite = async <Result>(part: (site: Site) => Promise<Result>): Promise<Result> => {
    const site = await start();
    dists.add(site.dist);
    try {
      return await part(site);
    } finally {
      await site.stop();
      for (const end of ['', '-wal', '-shm']) rmSync(site.db + end, { force: true });
    }
  };
  try {
    return [
      ...(await onSite((site) => timeSealing(site, folder))),
      ...(await onSite((site) => timeInPage(site, folder))),
      ...(await timeServer(onSite, folder)),
    ];
  } finally {
    for (const each of [folder, ...dists]) rmSync(each, { recursive: true, force: true });
  }
}
