import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex } from '../crypto/hex.ts';
import { answerPayloadBytes, mailboxResponseBytes } from '../crypto/mailbox-shape.ts';
import { newReceipt } from '../crypto/receipt-code.ts';
import { mailboxId, mailboxToken, replyRecipient } from '../crypto/receipt-keys.ts';
import { seal } from '../crypto/seal.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { bufferSource } from '../crypto/source.ts';
import { type LookUp, newLookUp } from '../server/public/mailbox.ts';
import { openSqliteStore } from '../storage/sqlite.ts';
import { type Figure, figureOf } from './figure.ts';
import { freePort } from './free-port.ts';
import { startSite } from './site.ts';

/** Lines on which wrong codes are tried, and how many in all. */
const lines = 32;
const wrongCodes = 20_000;
/** Shorter than the server's wait, and long enough for what is done in it. */
const paceMs = 75;
/** Look-ups of each kind; together ten thousand. */
const looks = 5_000;
/** Enough to find what is planted. */
const fewLooks = 1_000;
/** As many as ask at once: so few that each waits most of its time. */
const atOnce = 25;
/** From here on Welch's t tells two kinds apart. */
const targetT = 4.5;
/** Times as long as on an idle server. */
const targetRatio = 2;

/** Whether a wrong code can be told from a right one by its time, and what many wrong codes cost others. */
export async function benchMailbox(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-mailbox-'));
  try {
    return [await timeKinds(folder), await timeBesideWrongCodes(folder)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** |t| between known and unknown codes; its ceiling is |t| with a millisecond planted. */
async function timeKinds(folder: string): Promise<Figure> {
  const engine = await sodiumEngine();
  const store = openSqliteStore(join(folder, 'mailboxes.sqlite'));
  try {
    const recipient = replyRecipient(engine, newReceipt());
    const envelope = seal(engine, [recipient], bufferSource(new Uint8Array(answerPayloadBytes)));
    const bytes = await envelope.slice(0, envelope.size);
    const tokens = Array.from({ length: looks }, () => mailboxToken(newReceipt()));
    for (const token of tokens)
      await store.publishAnswer({
        mailboxId: toHex(mailboxId(token)),
        number: 1,
        sha256: 'ab'.repeat(32),
        bytes,
        publishedDay: '2026-01-01',
      });
    const lookUps = (slower: number) =>
      [paceMs + slower, paceMs].map((statusPaceMs) => newLookUp({ engine, store, statusPaceMs })) as [LookUp, LookUp];
    const seen = Math.abs(welch(...(await timesOf(lookUps(0), tokens))));
    const planted = Math.abs(welch(...(await timesOf(lookUps(1), tokens.slice(0, fewLooks)))));
    const told = { name: 'known codes apart from unknown ones (1 ms planted)', unit: '|t|', target: targetT } as const;
    return figureOf({ ...told, targetOf: 'value ≤' }, [seen], [planted]);
  } finally {
    await store.close();
  }
}

/**
 * Asks for known and unknown codes in a mixed order. @returns for each kind what each took, in milliseconds more than
 * the mean of those that were asked at once with it: the machine is as fast for all of these.
 */
async function timesOf(lookUps: readonly [LookUp, LookUp], tokens: readonly Uint8Array[]) {
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
    const mean = meanOf(took.map(({ ms }) => ms));
    for (const { kind, ms } of took) times[kind].push(ms - mean);
  }
  return times;
}

const meanOf = (sample: readonly number[]) => sample.reduce((sum, each) => sum + each, 0) / sample.length;

/** Welch's t for two samples, without the slowest tenth of all: what the machine did besides. */
function welch(one: readonly number[], other: readonly number[]): number {
  const limit = [...one, ...other].sort((left, right) => left - right)[Math.floor((one.length + other.length) * 0.9)];
  const parts = [one, other].map((sample) => {
    const kept = sample.filter((each) => each <= (limit ?? Number.POSITIVE_INFINITY));
    const mean = meanOf(kept);
    return { mean, error: kept.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (kept.length - 1) / kept.length };
  }) as [{ mean: number; error: number }, { mean: number; error: number }];
  return (parts[0].mean - parts[1].mean) / Math.sqrt(parts[0].error + parts[1].error);
}

/** What 95 of a hundred look-ups stay under beside many wrong codes; its ceiling is the same on an idle server. */
async function timeBesideWrongCodes(folder: string): Promise<Figure> {
  const site = await startSite({
    data: join(folder, 'site'),
    name: 'bench-mailbox',
    port: await freePort(),
    teamPort: await freePort(),
    settings: { LANGUAGES: 'en' },
  });
  const own = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (agent: Agent) => askStatus(new URL('/mailbox', site.public), agent);
  try {
    for (let round = 0; round < 20; round += 1) await ask(own);
    const idle: number[] = [];
    for (let round = 0; round < 100; round += 1) idle.push(await ask(own));
    let left = wrongCodes;
    let isOver = false;
    const flood = Promise.all(
      Array.from({ length: lines }, async () => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        while (left > 0) {
          left -= 1;
          await ask(agent);
        }
        agent.destroy();
      }),
    ).finally(() => {
      isOver = true;
    });
    const loaded: number[] = [];
    while (!isOver) loaded.push(await ask(own));
    await flood;
    const name = `p95 of a look-up beside ${wrongCodes} wrong codes on ${lines} lines`;
    return figureOf({ name, unit: 'ms', target: targetRatio, targetOf: 'ratio ≤' }, [p95(loaded)], [p95(idle)]);
  } finally {
    own.destroy();
    await site.stop();
    rmSync(site.dist, { recursive: true });
  }
}

/** Asks for the mailbox of a drawn token. @returns how long it took, in milliseconds. */
function askStatus(to: URL, agent: Agent): Promise<number> {
  const body = JSON.stringify({ token: randomBytes(32).toString('hex') });
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
    const asked = request(to, { method: 'POST', agent, headers }, (response) => {
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

const p95 = (times: readonly number[]) =>
  [...times].sort((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? Number.NaN;
