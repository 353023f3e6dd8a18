import { randomInt } from 'node:crypto';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { toHex } from '../../crypto/hex.ts';
import { newReceipt } from '../../crypto/receipt-code.ts';
import { mailboxId, mailboxToken } from '../../crypto/receipt-keys.ts';
import { type LookUp, newLookUp } from '../../server/public/mailbox.ts';
import { answerTo } from './answered.ts';
import { type TestServer, testServer, today } from './test-server.ts';

/** Requests of each kind; together ten thousand. */
const rounds = 5_000;
/** Enough to find what is planted. */
const fewRounds = 1_000;

let site: TestServer;
let known: Uint8Array[];
beforeAll(async () => {
  site = await testServer();
  known = await knownTokens();
}, 60_000);
afterAll(() => site.close());

/** Welch's t for two samples, without the slowest tenth of all: what the machine did besides. */
function welch(one: readonly number[], other: readonly number[]): number {
  const limit = [...one, ...other].sort((left, right) => left - right)[Math.floor((one.length + other.length) * 0.9)];
  const [a, b] = [one, other].map((sample) => {
    const kept = sample.filter((each) => each <= (limit ?? Number.POSITIVE_INFINITY));
    const mean = kept.reduce((sum, each) => sum + each, 0) / kept.length;
    const variance = kept.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (kept.length - 1);
    return { mean, error: variance / kept.length };
  }) as [{ mean: number; error: number }, { mean: number; error: number }];
  return (a.mean - b.mean) / Math.sqrt(a.error + b.error);
}

/** Tokens of mailboxes that are here, each with an answer and each asked for once. */
async function knownTokens(): Promise<Uint8Array[]> {
  const { sealed } = await answerTo(site, newReceipt(), 1);
  const tokens = Array.from({ length: rounds }, () => mailboxToken(newReceipt()));
  for (const token of tokens)
    await site.store.publishAnswer({
      mailboxId: toHex(mailboxId(token)),
      number: 1,
      sha256: 'ab'.repeat(32),
      bytes: sealed,
      publishedDay: today,
    });
  return tokens;
}

/** Shorter than the server's, and long enough for what is done in it. */
const paceMs = 75;
/** As many as ask at once: so few that each waits most of its time, on a busy machine too. */
const atOnce = 25;

/**
 * Asks for known and unknown codes in a mixed order, and gives what each took, in milliseconds more than the mean of
 * those that were asked at once with it: the machine is as fast for all of these.
 * @param slower milliseconds more for known ones.
 */
async function timesOf(tokens: readonly Uint8Array[], slower = 0): Promise<[number[], number[]]> {
  const lookUps = [paceMs + slower, paceMs].map((statusPaceMs) => newLookUp({ ...site.server, statusPaceMs })) as [
    LookUp,
    LookUp,
  ];
  const times: [number[], number[]] = [[], []];
  const asked = tokens
    .flatMap((token) => [
      { kind: 0 as const, token },
      { kind: 1 as const, token: mailboxToken(newReceipt()) },
    ])
    .map((each) => ({ ...each, place: randomInt(2 ** 32) }))
    .sort((one, other) => one.place - other.place);
  for (let at = 0; at < asked.length; at += atOnce) {
    const took = await Promise.all(
      asked.slice(at, at + atOnce).map(async ({ kind, token }) => {
        const start = performance.now();
        const { state } = await lookUps[kind](token);
        if ((state === 'unknown') === (kind === 0)) throw new Error(state);
        return { kind, ms: performance.now() - start };
      }),
    );
    const mean = took.reduce((sum, { ms }) => sum + ms, 0) / took.length;
    for (const { kind, ms } of took) times[kind].push(ms - mean);
  }
  return times;
}

it('takes the same time for a code that is known and one that is not', { timeout: 120_000 }, async () => {
  const [here, elsewhere] = await timesOf(known);
  expect(here.length + elsewhere.length).toBe(10_000);
  expect(Math.abs(welch(here, elsewhere))).toBeLessThan(4.5);
});

it('finds a difference of a millisecond where there is one', { timeout: 120_000 }, async () => {
  const [here, elsewhere] = await timesOf(known.slice(0, fewRounds), 1);
  expect(Math.abs(welch(here, elsewhere))).toBeGreaterThan(4.5);
});

it('asks the database the same number of questions, and writes nothing', async () => {
  const receipt = newReceipt();
  const { sealed } = await answerTo(site, receipt, 1);
  const token = mailboxToken(receipt);
  const id = toHex(mailboxId(token));
  await site.store.publishAnswer({
    mailboxId: id,
    number: 1,
    sha256: 'ab'.repeat(32),
    bytes: sealed,
    publishedDay: today,
  });
  const lookUp = newLookUp(site.server);
  const probe = new Database(':memory:');
  const statement = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Database.Statement;
  probe.close();
  const counted = async (asked: Uint8Array) => {
    const spies = (['get', 'all', 'run', 'iterate'] as const).map((name) => vi.spyOn(statement, name));
    await lookUp(asked);
    const counts = spies.map((spy) => spy.mock.calls.length);
    for (const spy of spies) spy.mockRestore();
    return counts;
  };
  expect(await counted(token)).toEqual([1, 0, 0, 0]);
  expect(await counted(mailboxToken(newReceipt()))).toEqual([1, 0, 0, 0]);
});
