import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { mailboxResponseBytes } from '../../crypto/mailbox-shape.ts';
import { englishSite } from './english-site.ts';

const wrongCodes = 20_000;
const lines = 32;
const site = englishSite('wrong-codes');

/** Asks for the mailbox of a token on a line; gives how long it took, in milliseconds. */
function askStatus(agent: Agent): Promise<number> {
  const body = JSON.stringify({ token: randomBytes(32).toString('hex') });
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
    const asked = request(new URL('/mailbox', site().public), { method: 'POST', agent, headers }, (response) => {
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
  const db = new Database(site().db, { readonly: true });
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
