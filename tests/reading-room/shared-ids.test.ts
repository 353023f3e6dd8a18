import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { utf8 } from '../../crypto/bytes.ts';
import { packPayload } from '../../crypto/payload.ts';
import { unpackPayload } from '../../crypto/unpack.ts';
import { sha256Of, sha256OfFile } from '../../reading-room/local-file.ts';
import { isThere } from '../../reading-room/new-file.ts';
import type { Result } from '../../reading-room/result.ts';
import { flagSharedIds } from '../../reading-room/shared-ids.ts';
import { keep } from '../../reading-room/shelf.ts';
import { firstReport, newFolder } from './sample.ts';

// Counted, not replaced.
vi.mock('../../reading-room/new-file.ts', { spy: true });
vi.mock('../../reading-room/local-file.ts', { spy: true });

const copies = 300;
const report = firstReport();
const folder = await newFolder();

afterAll(() => rm(folder, { recursive: true, force: true }));

/** One id over other content each time. */
async function contents() {
  return Promise.all(
    Array.from({ length: copies }, async (_, at) => {
      const source = packPayload(utf8(JSON.stringify({ ...report, formBuild: `copy ${at}` })));
      const payload = await source.read(0, source.size);
      return { payloadSha256: sha256Of(payload), unpacked: unpackPayload(payload) };
    }),
  );
}

describe('one id copied many times', () => {
  it('costs each report the same few looks at the disk, and a folder of its own', async () => {
    const out = join(folder, 'out');
    const results: Result[] = [];
    const looks: number[] = [];
    for (const { payloadSha256, unpacked } of await contents()) {
      vi.mocked(isThere).mockClear();
      vi.mocked(sha256OfFile).mockClear();
      const kept = await keep(out, report.reportId, payloadSha256, unpacked);
      looks.push(vi.mocked(isThere).mock.calls.length + vi.mocked(sha256OfFile).mock.calls.length);
      results.push({
        path: 'x.age',
        sha256: null,
        opened: true,
        report,
        payloadSha256,
        kept,
        files: [],
        contradictions: [],
        alarms: [],
      });
    }
    expect(looks[0]).toBe(1);
    // Two names, and the hash list and report of the first.
    expect(Math.max(...looks)).toBeLessThanOrEqual(4);
    expect(new Set(readdirSync(out)).size).toBe(copies);
    expect(results.slice(1).every(({ kept }) => kept?.beside.length === 1)).toBe(true);
    flagSharedIds(results);
    expect(results[7]?.alarms).toEqual([
      {
        code: 'report-id-conflict',
        detail: `300 contents: ${results
          .slice(0, 3)
          .map(({ kept }) => kept?.folder)
          .join(', ')} and 297 more`,
      },
    ]);
  }, 120_000);

  it('makes alarms that grow with the number of reports and no faster', () => {
    const lengthOf = (count: number) => {
      const results = Array.from({ length: count }, (_, at): Result => {
        const path = `${String(at).padStart(6, '0')}.age`;
        return {
          path,
          sha256: null,
          opened: true,
          report,
          payloadSha256: path,
          files: [],
          contradictions: [],
          alarms: [],
        };
      });
      flagSharedIds(results);
      expect(results.every(({ alarms }) => alarms.length === 1)).toBe(true);
      return JSON.stringify(results.map(({ alarms }) => alarms)).length;
    };
    expect(lengthOf(800) / lengthOf(400)).toBeLessThan(2.01);
  });

  it('says nothing of one content that is here several times', () => {
    const result = (path: string): Result => ({
      path,
      sha256: null,
      opened: true,
      report,
      payloadSha256: 'ab',
      files: [],
      contradictions: [],
      alarms: [],
    });
    const results = [result('1.age'), result('2.age')];
    flagSharedIds(results);
    expect(results.flatMap(({ alarms }) => alarms)).toEqual([]);
  });
});
