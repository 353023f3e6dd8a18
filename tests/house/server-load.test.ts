import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mailboxResponseBytes } from '../../crypto/mailbox-shape.ts';
import { formFields } from '../../tools/form-fields.ts';
import { freePort } from '../../tools/free-port.ts';
import { type Site, startSite } from '../../tools/site.ts';
import { inboxOf } from '../journeys/inbox-of.ts';
import { keyOf } from '../journeys/key-of.ts';
import { wholeAnswers } from '../report/whole-answers.ts';

const mib = 1024 * 1024;
const bodyBytes = 32 * mib;
const wrongCodes = 20_000;
const lines = 32;
const folder = mkdtempSync(join(tmpdir(), 'server-load-'));
let site: Site;
beforeAll(async () => {
  site = await startSite({
    data: folder,
    name: `server-load-${process.pid}`,
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

/** A line of what the system says of the server's memory, in MiB. */
function memory(line: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${site.pid()}/status`, 'utf8');
  return Number(new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
}

interface Post {
  readonly boundary: string;
  readonly pieces: readonly Uint8Array[];
}

/** A whole report of a number with a file of its own, of so many bytes in all. */
function postOf(number: number, bytes: number, random: Uint8Array): Post & { readonly file: Uint8Array } {
  const boundary = `----boundary${number}`;
  const answers = { ...formFields(wholeAnswers), narrative: [`Sender ${number}`] };
  const start = Buffer.from(
    Object.entries(answers)
      .flatMap(([name, values]) =>
        values.map((value) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      )
      .join('') +
      `--${boundary}\r\nContent-Disposition: form-data; name="files.0.file"; filename="${number}.bin"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  const end = Buffer.from(`\r\n--${boundary}--\r\n`);
  const file = random.subarray(number, number + bytes - start.length - end.length);
  return { boundary, pieces: [start, file, end], file };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a post as a browser does: all of it, before it looks at the answer. */
function send({ boundary, pieces }: Post, length = pieces.reduce((sum, piece) => sum + piece.length, 0)) {
  return new Promise<Answer>((resolve, reject) => {
    const outgoing = request(new URL('/en/report', site.public), {
      method: 'POST',
      agent: false,
      headers: {
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
        'Content-Length': String(length),
        Accept: 'text/html',
      },
    });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.once('error', reject);
    });
    void (async () => {
      for (const piece of pieces)
        for (let at = 0; at < piece.length; at += 65_536)
          if (!outgoing.write(piece.subarray(at, at + 65_536)))
            await new Promise<void>((drained) => outgoing.once('drain', drained));
      outgoing.end();
    })();
  });
}

it('bears 20 posts of 32 MiB at once: some get through whole, the others are told, memory stays small', async () => {
  const inbox = inboxOf({ db: site.db, key: await keyOf(site.identity, site.passphraseFile) });
  const random = randomBytes(bodyBytes + 20);
  // One before, so that what a first report alone needs is not counted.
  expect((await send(postOf(0, mib, random))).status).toBe(201);
  inbox.drain();
  const idle = memory('VmRSS');
  const posts = Array.from({ length: 20 }, (_, number) => postOf(number, bodyBytes, random));
  const [small, ...answers] = await Promise.all([postOf(20, mib, random), ...posts].map((post) => send(post)));
  const over = memory('VmHWM') - idle;
  const served = posts.filter((_, at) => answers[at]?.status === 201);
  expect(served.length).toBeGreaterThanOrEqual(2);
  for (const { status, text } of answers.filter((answer) => answer.status !== 201)) {
    expect(status).toBe(503);
    expect(text).toContain('Many people are sending at the moment.');
    expect(text).toMatch(/href="\/en\/alert".*href="\/en\/doors"/s);
  }
  // Some 150 MiB were seen.
  expect(over).toBeLessThan(250);
  // What is small is kept out by nothing of this.
  expect(small?.status).toBe(201);
  const opened = await inbox.opened();
  const sent = [postOf(20, mib, random), ...served].map(({ file }) => createHash('sha256').update(file).digest('hex'));
  expect(opened.map(({ files }) => files[0]?.sha256).sort()).toEqual(sent.sort());
  for (const { report, files } of opened)
    expect([report.sealedBy, files.map(({ intact }) => intact)]).toEqual(['server', [true]]);
}, 60_000);

/** Asks for the mailbox of a token on a line; gives how long it took, in milliseconds. */
function askStatus(agent: Agent): Promise<number> {
  const body = JSON.stringify({ token: randomBytes(32).toString('hex') });
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
    const asked = request(new URL('/mailbox', site.public), { method: 'POST', agent, headers }, (response) => {
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
      });
      response.once('end', () => {
        if (response.statusCode === 200 && length === mailboxResponseBytes) resolve(performance.now() - start);
        else reject(new Error(`${response.statusCode}, ${length} bytes`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

/** What 95 of a hundred stay under. */
const p95 = (times: readonly number[]) =>
  [...times].sort((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0;

async function timesOn(agent: Agent, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let number = 0; number < count; number += 1) times.push(await askStatus(agent));
  return times;
}

/** Every row of every table, as numbers. */
function rowsInAll(): number[] {
  const db = new Database(site.db, { readonly: true });
  const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[];
  const counts = tables.map((table) => db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number);
  db.close();
  return counts;
}

it(`lets ${wrongCodes} wrong codes on ${lines} lines write nothing and keep nobody else waiting`, async () => {
  const own = new Agent({ keepAlive: true, maxSockets: 1 });
  await timesOn(own, 20);
  const idle = p95(await timesOn(own, 100));
  const before = rowsInAll();
  let left = wrongCodes;
  let isOver = false;
  const flood = Promise.all(
    Array.from({ length: lines }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (left > 0) {
        left -= 1;
        await askStatus(agent);
      }
      agent.destroy();
    }),
  ).finally(() => {
    isOver = true;
  });
  const loaded: number[] = [];
  while (!isOver) loaded.push(await askStatus(own));
  await flood;
  own.destroy();
  expect(rowsInAll()).toEqual(before);
  expect(loaded.length).toBeGreaterThan(50);
  expect(p95(loaded) / idle).toBeLessThanOrEqual(2);
}, 300_000);
