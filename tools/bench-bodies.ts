import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bucketOf } from '../crypto/bucket.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { seal } from '../crypto/seal.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { bufferSource } from '../crypto/source.ts';
import {
  formType,
  full,
  hostileForms,
  hostileParts,
  mostBytes,
  multipartType,
} from '../tests/server/hostile-bodies.ts';
import { type Figure, figureOf, median } from './figure.ts';
import { freePort } from './free-port.ts';
import { startSite } from './site.ts';

/** Each body is sent so often: other programs hold a process up too, and hardly ever all of its rounds. */
const rounds = 5;
const ceilingRounds = 25;
/** Milliseconds for which one body of 64 KiB may keep all others waiting. */
const targetMs = 100;

interface Sent {
  readonly what: string;
  readonly path: string;
  readonly init: RequestInit;
}

/**
 * How long the server's event loop stands still at most for one body of 64 KiB, on each route that takes a body. Its
 * ceiling is to read as many bytes as fields of a form.
 */
export async function benchBodies(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-bodies-'));
  const watchPort = await freePort();
  const site = await startSite({
    data: join(folder, 'site'),
    name: 'bench-bodies',
    port: await freePort(),
    teamPort: await freePort(),
    settings: { LANGUAGES: 'en', WATCH_PORT: String(watchPort) },
    preload: join(import.meta.dirname, 'loop-watch.ts'),
  });
  const { origin } = new URL(site.public);
  /** What the longest stillness was since it was asked before. */
  const longest = async () => Number(await (await fetch(`http://127.0.0.1:${watchPort}/`)).text());
  const send = async ({ path, init }: Sent) => {
    const response = await fetch(`${origin}${path}`, { method: 'POST', ...init });
    await response.arrayBuffer();
    if (response.status >= 500) throw new Error(`${path}: ${response.status}`);
    return response;
  };
  const timesOf = async (make: () => Promise<Sent>): Promise<number[]> => {
    const times: number[] = [];
    // The first one is not counted: code is compiled then.
    for (let round = 0; round <= rounds; round += 1) {
      const sent = await make();
      await longest();
      await send(sent);
      const time = await longest();
      if (round > 0) times.push(time);
    }
    return times;
  };
  try {
    const routes = [
      ...formRoutes(),
      ...jsonRoutes(),
      await envelopeRoute(site.keyring),
      await uploadRoute(site.keyring, async (sent) => (await send(sent)).headers.get('Location') ?? ''),
    ];
    const ceilings = timeReading();
    const figures: Figure[] = [];
    for (const { route, bodies } of routes) {
      let worst = { what: '', times: [Number.NEGATIVE_INFINITY] };
      for (const { what, make } of bodies) {
        const times = await timesOf(make);
        if (median(times) > median(worst.times)) worst = { what, times };
      }
      const name = `64 KiB to ${route}, longest stillness: ${worst.what}`;
      figures.push(figureOf({ name, unit: 'ms', target: targetMs, targetOf: 'value ≤' }, worst.times, ceilings));
    }
    return figures;
  } finally {
    await site.stop();
    for (const each of [folder, site.dist]) rmSync(each, { recursive: true, force: true });
  }
}

/** A route, and each body that is sent to it; made anew for each round. */
interface Route {
  readonly route: string;
  readonly bodies: readonly { readonly what: string; readonly make: () => Promise<Sent> }[];
}

function routeOf(route: string, sent: readonly Omit<Sent, 'path'>[]): Route {
  return { route, bodies: sent.map((each) => ({ what: each.what, make: async () => ({ path: route, ...each }) })) };
}

function formRoutes(): Route[] {
  const as = (type: string) => (hostile: readonly [string, string]) => ({
    what: hostile[0],
    init: { body: hostile[1], headers: { 'Content-Type': type, Accept: 'text/html' } },
  });
  const forms = hostileForms.map(as(formType));
  const parts = hostileParts.map(as(multipartType));
  return [
    ...['/en/report', '/en/report/plain/form', '/en/alert', '/en/sealed'].map((path) =>
      routeOf(path, [...forms, ...parts]),
    ),
    routeOf('/en/receipt', [...forms, { what: 'as much as it takes', init: codePost('1'.repeat(4_000)) }]),
    routeOf('/answer', [...forms, { what: 'as much as it takes', init: codePost('0'.repeat(4_000)) }]),
  ];
}

const codePost = (code: string): RequestInit => ({
  body: `code=${code}&token=${code}`,
  headers: { 'Content-Type': formType },
});

function jsonRoutes(): Route[] {
  const bodies = [
    ['a deep list', '['.repeat(mostBytes)],
    ['a long number', `{"token":1${'0'.repeat(mostBytes)}}`],
    ['many names', `{${full((at) => `"${at}":0,`)}"":0}`],
    ['a deep list that it takes', '['.repeat(1_000)],
  ] as const;
  const headers = { 'Content-Type': 'application/json' };
  return [
    routeOf(
      '/mailbox',
      bodies.map(([what, body]) => ({ what, init: { body, headers } })),
    ),
  ];
}

async function sealedOf(keyringPath: string, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const { recipients } = JSON.parse(readFileSync(keyringPath, 'utf8')) as Keyring;
  const engine = await sodiumEngine();
  const names = recipients.map(({ recipient }) => recipient);
  const envelope = seal(engine, names, bufferSource(randomBytes(bucketOf(bytes))));
  return (await envelope.slice(0, envelope.size)) as Uint8Array<ArrayBuffer>;
}

async function envelopeRoute(keyring: string): Promise<Route> {
  const path = '/envelopes';
  const type = { 'Content-Type': 'application/octet-stream' };
  const make = async (body: Uint8Array<ArrayBuffer>): Promise<Sent> => ({
    what: '',
    path,
    init: { body, headers: { ...type, 'Mailbox-Id': randomBytes(32).toString('hex') } },
  });
  const { length } = await sealedOf(keyring, 1);
  return {
    route: path,
    bodies: [
      { what: 'a sealed report', make: async () => make(await sealedOf(keyring, 1)) },
      { what: 'as many random bytes', make: () => make(new Uint8Array(randomBytes(length))) },
    ],
  };
}

async function uploadRoute(keyring: string, locate: (sent: Sent) => Promise<string>): Promise<Route> {
  const envelope = await sealedOf(keyring, 2 * 1024 * 1024);
  const tus = { 'Tus-Resumable': '1.0.0' };
  const make = async (body: Uint8Array<ArrayBuffer>): Promise<Sent> => {
    const headers = { ...tus, 'Upload-Length': String(envelope.length), Thread: 'carried' };
    const path = await locate({ what: '', path: '/uploads', init: { headers } });
    const type = { 'Content-Type': 'application/offset+octet-stream' };
    return { what: '', path, init: { method: 'PATCH', body, headers: { ...tus, ...type, 'Upload-Offset': '0' } } };
  };
  return {
    route: '/uploads/ID',
    bodies: [
      { what: 'the start of a sealed file', make: () => make(envelope.slice(0, mostBytes)) },
      { what: 'random bytes', make: () => make(new Uint8Array(randomBytes(mostBytes))) },
    ],
  };
}

/** Milliseconds to read 64 KiB of short fields, each time. */
function timeReading(): number[] {
  const body = full((at) => `${at}=x&`);
  return Array.from({ length: ceilingRounds }, () => {
    const start = performance.now();
    if ([...new URLSearchParams(body)].length < 1_000) throw new Error('nothing was read');
    return performance.now() - start;
  });
}
