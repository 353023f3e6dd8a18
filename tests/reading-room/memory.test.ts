import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { utf8 } from '../../crypto/bytes.ts';
import { packPayload } from '../../crypto/payload.ts';
import { seal } from '../../crypto/seal.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import type { Source } from '../../crypto/source.ts';
import type { Report } from '../../report/report.ts';
import { makeRoom } from './room.ts';
import { describing, firstReport, sealedReport } from './sample.ts';

const mebibyte = 1_048_576;
const room = await makeRoom();
const { folder, ours, openArguments } = room;
const engine = await sodiumEngine();

afterAll(room.remove);

/** A file of any size that is nowhere. */
const sevens = (size: number): Source => ({
  size,
  read: async (start, end) => new Uint8Array(end - start).fill(7),
});

/** Seals a file of so many bytes, slice by slice. */
async function sealedFile(name: string, size: number): Promise<string> {
  const files = [sevens(size)];
  const report = describing(firstReport(), files);
  const envelope = seal(engine, [ours.recipient], packPayload(utf8(JSON.stringify(report)), files));
  const path = join(folder, name);
  const file = openSync(path, 'wx');
  for (let at = 0; at < envelope.size; at += mebibyte)
    writeSync(file, await envelope.slice(at, Math.min(at + mebibyte, envelope.size)));
  closeSync(file);
  return path;
}

/** Loaded before the program: tells the most memory it ever had, in KiB. */
const telling = `data:text/javascript,${encodeURIComponent(`
  process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)));
`)}`;

/** Opens a file in a process of its own, with little heap; gives the peak of its memory in MiB. */
function peakOf(path: string, out: string): number {
  const main = resolve('reading-room/main.ts');
  const argv = ['--max-old-space-size=64', '--import', telling, main, ...openArguments('--json', '--out', out, path)];
  const done = spawnSync(resolve('node_modules/.bin/node'), argv, { encoding: 'utf8' });
  expect([done.status, done.stderr]).toEqual([0, expect.stringMatching(/^\d+$/)]);
  expect(JSON.parse(done.stdout)).toMatchObject({ alarms: 0, results: [{ opened: true, kept: { state: 'written' } }] });
  return Number(done.stderr) / 1024;
}

it('opens 64 MiB, and writes them out, in about the memory that it takes for nothing', async () => {
  const size = 64 * mebibyte - 8192;
  const idle = peakOf(await sealedFile('small.age', 10), join(folder, 'small'));
  const out = join(folder, 'large');
  const path = await sealedFile('large.age', size);
  expect(statSync(path).size).toBeGreaterThan(size);
  // Some 30 MiB were seen, and as much for 256 MiB; held once it would be 64 more.
  expect(peakOf(path, out) - idle).toBeLessThan(60);
  const [reportId = ''] = readdirSync(out);
  expect(statSync(join(out, reportId, 'files/001')).size).toBe(size);
});

it('shows 16 reports of a mebibyte of controls with a heap that would not hold them', async () => {
  const into = join(folder, 'controls');
  mkdirSync(into);
  const first = firstReport();
  const events = Array.from({ length: 100 }, () => ({ text: `x${'\u0085'.repeat(4999)}` }));
  const full = { ...first, answers: { ...first.answers, events } } as Report;
  for (let at = 0; at < 16; at += 1) {
    const report = { ...full, reportId: String(at).padStart(32, '0') };
    writeFileSync(join(into, `${at}.age`), await sealedReport(ours.recipient, report));
  }
  const argv = ['--max-old-space-size=96', resolve('reading-room/main.ts'), ...openArguments(into)];
  const done = spawnSync(resolve('node_modules/.bin/node'), argv, { encoding: 'utf8', maxBuffer: 32 * mebibyte });
  expect([done.status, done.stderr]).toEqual([0, '']);
  expect(done.stdout.match(/^Opened 16 of 16\.$/gm)).toHaveLength(2);
  expect(done.stdout.match(/^file: /gm)).toHaveLength(16);
});
