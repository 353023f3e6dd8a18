import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { bucketOf } from '../crypto/bucket.ts';
import { toHex } from '../crypto/hex.ts';
import { newReceipt } from '../crypto/receipt-code.ts';
import { mailboxId, mailboxToken } from '../crypto/receipt-keys.ts';
import { type Envelope, seal } from '../crypto/seal.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { openDatabase } from '../storage/database.ts';
import { type Figure, figureOf, inRounds } from './figure.ts';
import { forgetPeak, peakMemory, residentMemory } from './process-memory.ts';
import type { Site } from './site.ts';

const mebibyte = 1_048_576;
const rounds = 3;
/** After so long no further round begins. */
const limitMs = 50_000;
/** MiB over idle. */
const targetGrowth = 64;
/** Of the speed of bare inserts. */
const targetRatio = 0.5;
/** 1 GiB in all: four payloads of the largest file that a site takes if it is not told otherwise. */
const uploads = 4;
const payloadBytes = 256 * mebibyte;

/** Has a server take 1 GiB by tus, as the page sends it: its memory, and its speed beside bare inserts of the same rows. */
export async function timeServer(
  onSite: <Result>(part: (site: Site) => Promise<Result>) => Promise<Result>,
  folder: string,
): Promise<Figure[]> {
  const piece = randomBytes(mebibyte);
  const taken = await inRounds(rounds, limitMs, async () => {
    const measured = await onSite((site) => take(site, piece));
    return { ...measured, bare: insertBare(join(folder, 'bare.sqlite'), measured.bytes, piece) };
  });
  return [
    figureOf(
      { name: 'memory of the server, taking 1 GiB over idle', unit: 'MiB', target: targetGrowth, targetOf: 'value ≤' },
      taken.map(({ growth }) => growth),
      taken.map(({ idle }) => idle),
    ),
    figureOf(
      { name: 'take in files over bare inserts', unit: 'MB/s', target: targetRatio, targetOf: 'ratio ≥' },
      taken.map(({ speed }) => speed),
      taken.map(({ bare }) => bare),
    ),
  ];
}

const speedOf = (bytes: number, ms: number) => bytes / 1000 / ms;

async function take(site: Site, piece: Buffer) {
  const { origin } = new URL(site.public);
  const starts: Start[] = [];
  for (let number = 0; number < uploads; number += 1) starts.push(await startOfEnvelope(site));
  const token = await newThread(site);
  // What the first request of all needs belongs to being idle.
  await (await fetch(site.public)).text();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const pid = site.pid();
  const idle = residentMemory(pid);
  forgetPeak(pid);
  const start = performance.now();
  for (const each of starts) await sendByTus(origin, token, each, piece);
  const ms = performance.now() - start;
  const bytes = starts.reduce((sum, { size }) => sum + size, 0);
  return { idle, growth: peakMemory(pid) - idle, speed: speedOf(bytes, ms), bytes };
}

/** Any bytes, sealed to the site's committee. */
async function sealedBytes({ keyring }: Site, size: number): Promise<Envelope> {
  const { recipients } = JSON.parse(readFileSync(keyring, 'utf8')) as { recipients: { recipient: string }[] };
  const payload = { size, read: async (from: number, to: number) => randomBytes(to - from) };
  return seal(
    await sodiumEngine(),
    recipients.map(({ recipient }) => recipient),
    payload,
  );
}

/** The first piece of a sealed payload, of which the server looks at the header alone; the rest may be any bytes. */
interface Start {
  readonly first: Uint8Array;
  readonly size: number;
}

async function startOfEnvelope(site: Site): Promise<Start> {
  const envelope = await sealedBytes(site, payloadBytes);
  return { first: await envelope.slice(0, mebibyte), size: envelope.size };
}

/** Sends a first report, to which files can be added. @returns the mailbox's token, hexadecimal. */
async function newThread(site: Site): Promise<string> {
  const token = mailboxToken(newReceipt());
  const envelope = await sealedBytes(site, bucketOf(1));
  const { status } = await fetch(new URL('/envelopes', site.public), {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', 'Mailbox-Id': toHex(mailboxId(token)) },
    body: (await envelope.slice(0, envelope.size)) as BodyInit,
  });
  if (status !== 201) throw new Error(`a report gave ${status}`);
  return toHex(token);
}

async function sendByTus(origin: string, token: string, { first, size }: Start, piece: Buffer): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (status: number, path: string, method: string, headers: OutgoingHttpHeaders, body?: Uint8Array) => {
    const asked = request(new URL(path, origin), { agent, method, headers: { 'Tus-Resumable': '1.0.0', ...headers } });
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    if (answer.statusCode !== status) throw new Error(`${method} ${path}: ${answer.statusCode}`);
    return answer.headers;
  };
  const mailbox = { 'Mailbox-Token': token };
  const { location = '' } = await ask(201, '/uploads', 'POST', { 'Upload-Length': size, ...mailbox });
  for (let at = 0; at < size; at += mebibyte) {
    const bytes = at === 0 ? first : piece.subarray(0, Math.min(mebibyte, size - at));
    const kind = { 'Content-Type': 'application/offset+octet-stream', 'Content-Length': bytes.length };
    await ask(204, location, 'PATCH', { 'Upload-Offset': at, ...kind }, bytes);
  }
  agent.destroy();
}

/** MB/s of rows inserted into the same table under the same pragmas, each on the disk before the next, as tus needs it. */
function insertBare(file: string, bytes: number, piece: Buffer): number {
  const db = openDatabase(file);
  try {
    const { lastInsertRowid } = db.prepare('INSERT INTO bodies DEFAULT VALUES').run();
    const insert = db.prepare('INSERT INTO body_rows (body_id, position, bytes) VALUES (?, ?, ?)');
    const start = performance.now();
    for (let at = 0; at < bytes; at += mebibyte)
      insert.run(lastInsertRowid, at / mebibyte, piece.subarray(0, Math.min(mebibyte, bytes - at)));
    return speedOf(bytes, performance.now() - start);
  } finally {
    db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  }
}
