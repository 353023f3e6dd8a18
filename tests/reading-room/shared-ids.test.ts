import { readdirSync } from 'node:fs';
import disk, { rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { utf8 } from '../../crypto/bytes.ts';
import { packPayload } from '../../crypto/payload.ts';
import { factsOf } from '../../reading-room/read-envelope.ts';
import type { Result } from '../../reading-room/result.ts';
import { flagSharedIds } from '../../reading-room/shared-ids.ts';
import { keep } from './room.ts';
import { firstReport, newFolder } from './sample.ts';

const copies = 300;
const report = firstReport();
const folder = await newFolder();

afterAll(() => rm(folder, { recursive: true, force: true }));

/** One id over other content each time. */
async function contents() {
  return Promise.all(
    Array.from({ length: copies }, async (_, at) => {
      const source = packPayload(utf8(JSON.stringify({ ...report, formBuild: `copy ${at}` })));
      return source.read(0, source.size);
    }),
  );
}

describe('one id copied many times', () => {
  it('costs each report the same few looks at the disk, and a folder of its own', async () => {
    const out = join(folder, 'out');
    const results: Result[] = [];
    const looks: number[] = [];
    // Counted, not replaced.
    const [asked, opened] = [vi.spyOn(disk, 'lstat'), vi.spyOn(disk, 'open')];
    syncBuiltinESMExports();
    for (const payload of await contents()) {
      const before = asked.mock.calls.length + opened.mock.calls.length;
      const { kept, unpacked } = await keep(out, report.reportId, payload);
      looks.push(asked.mock.calls.length + opened.mock.calls.length - before);
      results.push({ ...resultOf('x.age', unpacked.contentSha256), kept });
    }
    for (const spy of [asked, opened]) spy.mockRestore();
    syncBuiltinESMExports();
    // Its name, what is written, and that read back.
    expect(looks[0]).toBe(7);
    // A second name, and the hash list and report of the first.
    expect(Math.max(...looks)).toBeLessThanOrEqual(10);
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
  });

  it('makes alarms and notices that grow with the number of reports and no faster', () => {
    const lengthOf = (count: number, contentOf: (path: string) => string) => {
      const results = Array.from({ length: count }, (_, at) => {
        const path = `${String(at).padStart(6, '0')}.age`;
        return resultOf(path, contentOf(path));
      });
      flagSharedIds(results);
      expect(results.every(({ alarms, notices }) => alarms.length + notices.length === 1)).toBe(true);
      return JSON.stringify(results.map(({ alarms, notices }) => [alarms, notices])).length;
    };
    for (const contentOf of [(path: string) => path, () => 'ab'])
      expect(lengthOf(800, contentOf) / lengthOf(400, contentOf)).toBeLessThan(2.01);
  });

  it('calls one content that came several times one report, and raises no alarm', () => {
    const results = [resultOf('1.age', 'ab'), resultOf('2.age', 'ab'), resultOf('3.age', 'ab')];
    flagSharedIds(results);
    expect(results.flatMap(({ alarms }) => alarms)).toEqual([]);
    for (const { notices } of results)
      expect(notices).toEqual([{ code: 'report-twice', detail: '3 times: 1.age, 2.age, 3.age' }]);
    expect(results.map(({ copyOf }) => copyOf)).toEqual([undefined, '1.age', '1.age']);
  });

  it('tells a copy from another content under the same id', () => {
    const results = [resultOf('1.age', 'ab'), resultOf('2.age', 'cd'), resultOf('3.age', 'ab')];
    flagSharedIds(results);
    for (const { alarms } of results)
      expect(alarms).toEqual([{ code: 'report-id-conflict', detail: '2 contents: 1.age, 2.age' }]);
    expect(results.map(({ notices }) => notices.length)).toEqual([1, 0, 1]);
  });
});

function resultOf(path: string, contentSha256: string): Result {
  const facts = factsOf({ report, files: [], contradictions: [] });
  return { path, sha256: null, opened: true, facts, contentSha256, alarms: [], notices: [] };
}
