import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toHex } from '../../crypto/hex.ts';
import { mailboxResponseBytes } from '../../crypto/mailbox-shape.ts';
import { newReceipt } from '../../crypto/receipt-code.ts';
import { mailboxId, mailboxToken } from '../../crypto/receipt-keys.ts';
import { Filling } from '../../server/public/filling.ts';
import { newLookUp } from '../../server/public/mailbox.ts';
import { eventually } from '../eventually.ts';
import { answerTo } from './answered.ts';
import { type TestServer, testServer, today } from './test-server.ts';

const paceMs = 150;
const lines = 32;
let site: TestServer;
beforeEach(async () => {
  site = await testServer({ statusPaceMs: paceMs });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await site.close();
});

const unknown = () => mailboxToken(newReceipt());

/** The token of a mailbox that is here and has an answer. */
async function known(): Promise<Uint8Array> {
  const receipt = newReceipt();
  const { sealed } = await answerTo(site, receipt, 1);
  const token = mailboxToken(receipt);
  const answer = { mailboxId: toHex(mailboxId(token)), number: 1, sha256: 'ab'.repeat(32), bytes: sealed };
  await site.store.publishAnswer({ ...answer, publishedDay: today });
  return token;
}

const ask = (token: Uint8Array) =>
  site.request('/mailbox', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: toHex(token) }),
  });

/** Every row of every table, as numbers. */
function rowsInAll(): number[] {
  const db = new Database(`${site.folder}/reports.sqlite`, { readonly: true });
  const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[];
  const counts = tables.map((table) => db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number);
  db.close();
  return counts;
}

/** Lets held time pass until some work is over. */
async function untilOver(work: Promise<unknown>): Promise<void> {
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  while (!isOver) await vi.advanceTimersByTimeAsync(paceMs);
}

/** Counts the queries of each kind, the decoys made and the waits set while a token is looked up. */
async function workOf(token: Uint8Array) {
  const probe = new Database(':memory:');
  const statement = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Database.Statement;
  probe.close();
  const queries = (['get', 'all', 'run', 'iterate'] as const).map((name) => vi.spyOn(statement, name));
  const decoys = vi.spyOn(Filling.prototype, 'for');
  const waits = vi.spyOn(globalThis, 'setTimeout');
  const { state } = await newLookUp({ ...site.server, statusPaceMs: 1 })(token);
  const work = {
    queries: queries.map((spy) => spy.mock.calls.length),
    decoys: decoys.mock.calls.length,
    waits: waits.mock.calls.map(([, ms]) => ms),
  };
  vi.restoreAllMocks();
  return { state, work };
}

it('does the same work for a known code and an unknown one, and writes nothing', async () => {
  const token = await known();
  const before = rowsInAll();
  const work = { queries: [1, 0, 0, 0], decoys: 1, waits: [1] };
  expect(await workOf(token)).toEqual({ state: 'collected', work });
  expect(await workOf(unknown())).toEqual({ state: 'unknown', work });
  expect(rowsInAll()).toEqual(before);
});

it('answers a known code and an unknown one when the same wait is over, and not before', async () => {
  const tokens = [await known(), unknown()];
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const lookUp = newLookUp(site.server);
  const states: string[] = [];
  const looks = tokens.map(async (token) => states.push((await lookUp(token)).state));
  // The work itself, which needs no timer, is over; only the wait is left.
  await vi.advanceTimersByTimeAsync(paceMs - 1);
  expect([states, vi.getTimerCount()]).toEqual([[], 2]);
  await vi.advanceTimersByTimeAsync(1);
  await Promise.all(looks);
  expect(states.sort()).toEqual(['collected', 'unknown']);
});

it('keeps no page and no right code waiting for wrong codes, which write nothing', async () => {
  const right = await known();
  const before = rowsInAll();
  const bodies: ArrayBuffer[] = [];
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  for (let round = 0; round < 20; round += 1) {
    const wrong = Array.from({ length: lines }, async () => bodies.push(await (await ask(unknown())).arrayBuffer()));
    await eventually(() => expect(vi.getTimerCount()).toBeGreaterThanOrEqual(lines));
    const word = Promise.resolve(ask(right)).then(async (answer) =>
      Buffer.from(await answer.arrayBuffer()).toString('utf8', 0, 64),
    );
    // A page comes while all of them wait.
    expect((await site.request('/en/report')).status).toBe(200);
    expect(bodies).toHaveLength(round * lines);
    await untilOver(Promise.all([word, ...wrong]));
    expect(await word).toContain('collected');
  }
  expect(bodies).toHaveLength(20 * lines);
  expect(new Set(bodies.map(({ byteLength }) => byteLength))).toEqual(new Set([mailboxResponseBytes]));
  expect(rowsInAll()).toEqual(before);
});
