import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toHex } from '../../crypto/hex.ts';
import { newReceipt } from '../../crypto/receipt-code.ts';
import { mailboxId, mailboxToken } from '../../crypto/receipt-keys.ts';
import { newLookUp } from '../../server/public/mailbox.ts';
import { answerTo } from './answered.ts';
import { type TestServer, testServer, today } from './test-server.ts';

/** Requests of each kind; together ten thousand. */
const rounds = 5_000;

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

/** Welch's t for two samples, without the slowest hundredth of all: what the machine did besides. */
function welch(one: readonly number[], other: readonly number[]): number {
  const limit = [...one, ...other].sort((left, right) => left - right)[Math.floor((one.length + other.length) * 0.99)];
  const [a, b] = [one, other].map((sample) => {
    const kept = sample.filter((each) => each <= (limit ?? Number.POSITIVE_INFINITY));
    const mean = kept.reduce((sum, each) => sum + each, 0) / kept.length;
    const variance = kept.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (kept.length - 1);
    return { mean, error: variance / kept.length };
  }) as [{ mean: number; error: number }, { mean: number; error: number }];
  return (a.mean - b.mean) / Math.sqrt(a.error + b.error);
}

/** Tokens of mailboxes that are here, each asked for once: half of them answered. */
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

/** Asks for known and unknown codes in turn, and gives what each took, in milliseconds. */
async function timesOf(slower: (isKnown: boolean) => void = () => {}): Promise<[number[], number[]]> {
  const known = await knownTokens();
  const lookUp = newLookUp({ ...site.server, statusPaceMs: 0 });
  const times: [number[], number[]] = [[], []];
  for (const token of known) {
    // In either order, so that neither kind always comes first.
    const pair = [true, false];
    if (token[0] && token[0] % 2 === 0) pair.reverse();
    for (const isKnown of pair) {
      const asked = isKnown ? token : mailboxToken(newReceipt());
      const start = performance.now();
      slower(isKnown);
      const { state } = await lookUp(asked);
      times[isKnown ? 0 : 1].push(performance.now() - start);
      if ((state === 'unknown') === isKnown) throw new Error(state);
    }
  }
  return times;
}

it('takes the same time for a code that is known and one that is not', { timeout: 120_000 }, async () => {
  const [known, unknown] = await timesOf();
  expect(Math.abs(welch(known, unknown))).toBeLessThan(4.5);
});

it('finds a difference of a millisecond where there is one', { timeout: 120_000 }, async () => {
  const [known, unknown] = await timesOf((isKnown) => {
    for (const until = performance.now() + 1; isKnown && performance.now() < until; );
  });
  expect(Math.abs(welch(known, unknown))).toBeGreaterThan(4.5);
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
