import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bufferSource } from '../../crypto/source.ts';
import { errorCode, ran } from './desk.ts';
import { makeRoom } from './room.ts';
import { describing, firstReport, sealedReport } from './sample.ts';

const room = await makeRoom();
const { folder, ours, place, openArguments } = room;

afterAll(room.remove);

/** Loaded before the program: from some call on, a file never reaches the disk, and the program waits for it. */
const stuckDisk = (method: 'sync' | 'writeFile', call: number) =>
  `data:text/javascript,${encodeURIComponent(`
  import { open } from 'node:fs/promises';
  const handle = await open(process.execPath);
  const files = Object.getPrototypeOf(handle);
  const { ${method}: usual } = files;
  let calls = 0;
  files.${method} = function (...given) {
    calls += 1;
    if (calls < ${call}) return usual.apply(this, given);
    process.stderr.write('stuck');
    setInterval(() => {}, 1_000_000);
    return new Promise(() => {});
  };
  await handle.close();
`)}`;

/** Runs the program until it is in the middle of a file, looks around, sends a signal; gives what the shell would say. */
function interrupted(
  argv: readonly string[],
  signal: NodeJS.Signals,
  look: () => void,
  disk = stuckDisk('sync', 1),
): Promise<number | null> {
  const node = resolve('node_modules/.bin/node');
  const child = spawn(node, ['--import', disk, resolve('reading-room/main.ts'), ...argv]);
  return new Promise((done, fail) => {
    let err = '';
    child.stderr.on('data', (text) => {
      err += text;
      if (!err.endsWith('stuck')) return;
      try {
        look();
        child.kill(signal);
      } catch (error) {
        child.kill('SIGKILL');
        fail(error);
      }
    });
    child.once('error', fail);
    child.once('close', (status) => done(status));
  });
}

describe('a signal in the middle of writing', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing of a report after %s', async (signal) => {
    const into = await place(`in-${signal}`, { 'x.age': await sealedReport(ours.recipient, firstReport()) });
    const out = join(folder, `out-${signal}`);
    const status = await interrupted(openArguments('--out', out, into), signal, () => {
      const [partial = ''] = readdirSync(out);
      expect(partial).toMatch(/^\.partial-[0-9a-f]{16}$/);
      expect(readdirSync(join(out, partial))).toEqual(['report.json']);
    });
    expect(status).toBe(128 + constants.signals[signal]);
    expect(readdirSync(out)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'leaves nothing of a file that was coming in at %s',
    async (signal) => {
      const evidence = [bufferSource(new Uint8Array(200_000).fill(7))];
      const report = describing(firstReport(), evidence);
      const into = await place(`large-${signal}`, { 'x.age': await sealedReport(ours.recipient, report, evidence) });
      const out = join(folder, `large-out-${signal}`);
      const look = () => {
        const [partial = ''] = readdirSync(out);
        const file = statSync(join(out, partial, 'files/001'));
        expect(readdirSync(join(out, partial)).sort()).toEqual(['files', 'report.json']);
        expect(file.size).toBeGreaterThan(10_000);
        expect(file.size).toBeLessThan(200_000);
        expect(file.mode & 0o777).toBe(0o600);
      };
      // The report, the beginning of the file, and then no more.
      const status = await interrupted(openArguments('--out', out, into), signal, look, stuckDisk('writeFile', 3));
      expect(status).toBe(128 + constants.signals[signal]);
      expect(readdirSync(out)).toEqual([]);
    },
  );

  it('leaves no keys and no passphrases', async () => {
    const keys = join(folder, 'new', 'keys');
    const words = join(folder, 'words');
    const argv = ['keygen', '--out', keys, '--origin', 'https://a.example', '--passphrases-to', words];
    const status = await interrupted(argv, 'SIGINT', () => {
      expect(readdirSync(join(folder, 'new'))).toEqual([expect.stringMatching(/^\.keys\.partial-/)]);
      expect(readdirSync(words)).toEqual([expect.stringMatching(/^\.partial-[0-9a-f]{16}$/)]);
    });
    expect(status).toBe(130);
    expect(readdirSync(join(folder, 'new'))).toEqual([]);
    expect(readdirSync(words)).toEqual([]);
  });

  it('gives no name to a file that is not whole, even where nothing can be cleared away', async () => {
    const words = join(folder, 'killed-words');
    const argv = ['keygen', '--out', join(folder, 'killed', 'keys'), '--origin', 'https://a.example'];
    // The first of three is whole, the second is not.
    const disk = stuckDisk('sync', 3);
    expect(await interrupted([...argv, '--passphrases-to', words], 'SIGKILL', () => undefined, disk)).toBeNull();
    const names = readdirSync(words).sort();
    expect(names).toEqual([expect.stringMatching(/^\.partial-/), 'identity.passphrase']);
    expect(statSync(join(words, 'identity.passphrase')).size).toBeGreaterThan(20);
  });

  it('is not listened to when nothing is half-written', async () => {
    const into = await place('quiet', { 'x.age': await sealedReport(ours.recipient, firstReport()) });
    const before = process.listenerCount('SIGTERM');
    expect((await ran(openArguments('--out', join(folder, 'quiet-out'), into))).status).toBe(0);
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});

describe('half-written files and folders of an earlier run', () => {
  it('are named by open and left alone', async () => {
    const into = await place('again', { 'x.age': await sealedReport(ours.recipient, firstReport()) });
    const out = join(folder, 'left');
    for (let number = 10; number < 21; number++) mkdirSync(join(out, `.partial-${number}`), { recursive: true });
    writeFileSync(join(out, '.partial-09'), '');
    const { status, err } = await ran(openArguments('--out', out, into));
    expect(status).toBe(0);
    expect(err).toMatch(/^notice: .+\nnotice: .+\n(?: {2}\| .+\n)+ {2}and 2 more\n$/);
    for (const name of ['.partial-09', '.partial-10']) expect(err.replaceAll('\n  | ', '')).toContain(join(out, name));
    expect(existsSync(join(out, '.partial-10'))).toBe(true);
    expect((await ran(openArguments('--out', join(folder, 'fresh'), into))).err).toBe('');
  });

  it('are named by keygen, for the folder that is asked for', async () => {
    const beside = join(folder, 'beside');
    for (const name of ['.keys.partial-1', '.other.partial-1']) mkdirSync(join(beside, name), { recursive: true });
    // Ends early: passphrases cannot go into a file.
    const argv = ['keygen', '--out', join(beside, 'keys'), '--origin', 'https://a.example'];
    const { err } = await ran([...argv, '--passphrases-to', join(ours.path, 'words')]);
    expect(errorCode({ status: 1, out: '', err })).toBe('path-not-folder');
    expect(err).toContain('.keys.partial-1');
    expect(err).not.toContain('.other.partial-1');
  });
});
