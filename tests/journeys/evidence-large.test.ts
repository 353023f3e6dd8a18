import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { choose, fileOf, folder, reported, sendFiles } from './choosing.ts';
import { pageOf, unwatched } from './page-of.ts';
import { collectAndOpen, drain } from './room.ts';
import { siteOfWorker } from './site-of-worker.ts';

const site = siteOfWorker();
const mib = 1024 * 1024;
/** Only against hanging: the machine may be busy. */
const longTimeoutMs = 600_000;

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Uint8Array);
  return hash.digest('hex');
}

describe.each(['chromium', 'firefox'] as const)('in %s', (kind) => {
  const hold = pageOf(kind, () => unwatched(kind));

  it(
    'carries a file of 200 MiB from the page to the reading room, every byte right',
    async () => {
      await reported(hold.page, site.origin);
      drain(site);
      const file = fileOf(`${kind} film.bin`, 200 * mib);
      await choose(hold.page, file.path);
      await sendFiles(hold.page, longTimeoutMs);
      const out = join(folder, kind);
      const { results } = collectAndOpen(site, '--out', out);
      expect(results).toMatchObject([{ opened: true, report: { files: [{ name: file.name, size: file.size }] } }]);
      const [written = ''] = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => /001/.test(path));
      expect(await sha256Of(join(out, written))).toBe(file.sha256);
    },
    longTimeoutMs,
  );
});
