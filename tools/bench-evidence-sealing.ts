import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import type { Engine } from '../crypto/engine.ts';
import type { BuildRecord } from '../server/build-record.ts';
import { RecordingProxy } from '../tests/canary/recording-proxy.ts';
import { type BrowserKind, browserKinds, engineOf, startBrowser } from '../tests/journeys/browser.ts';
import type { EngineUrls, FromSealing, ToSealing } from '../views/client/seal-messages.ts';
import { type Figure, figureOf } from './figure.ts';
import type { Site } from './site.ts';

const mebibyte = 1_048_576;
const rounds = 7;
/** After so long with one file no further round begins. */
const limitMs = 15_000;
/** MiB: a file that is held and hashed by the browser, one that is not; without any compiler one takes a second. */
const sizesFor = { sodium: [16, 64], light: [1] } as const;
/** Of the bare cipher's speed. The light engine has none: it is for whoever can have no other. */
const targets = { sodium: 0.8, light: 0 } as const;

/** Seals a file from the disk in each browser's worker as the page does, beside bare calls of the cipher in another. */
export async function timeSealing(site: Site, folder: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const kind of browserKinds)
    for (const size of sizesFor[engineOf[kind]]) figures.push(await timeIn(kind, size, site, folder));
  return figures;
}

async function timeIn(kind: BrowserKind, size: number, site: Site, folder: string): Promise<Figure> {
  const { origin } = new URL(site.public);
  const engine = engineOf[kind];
  const { assets } = JSON.parse(readFileSync(join(site.dist, 'build.json'), 'utf8')) as BuildRecord;
  const file = join(folder, 'sealed.bin');
  writeFileSync(file, randomBytes(size * mebibyte));
  const proxy = new RecordingProxy(origin);
  const started = await startBrowser(kind, { proxyPort: await proxy.listen() });
  try {
    proxy.begin((path) => {
      if (path === '/bare') return { body: '<!doctype html><input id="file" type="file">' };
      const headers = { 'Content-Type': 'text/javascript' };
      return path === '/bare.js' ? { body: `(${bareCalls})()`, headers } : 'pass';
    });
    const page = await started.browser.newPage();
    await page.goto(`${origin}/bare`);
    await ((await page.$('#file')) as ElementHandle<HTMLInputElement>).uploadFile(file);
    const { shipped, bare } = await page.evaluate(sealInRounds, {
      worker: assets.sealWorker,
      engines: { sodium: assets.sodiumScript, light: assets.lightScript, files: assets.fileScript, answers: '' },
      engine,
      rounds,
      limitMs,
    });
    const speed = (ms: number) => (size * mebibyte) / 1000 / ms;
    const told = { name: `seal ${size} MiB in ${kind} (${engine})`, unit: 'MB/s', target: targets[engine] } as const;
    return figureOf({ ...told, targetOf: 'ratio ≥' }, shipped.map(speed), bare.map(speed));
  } finally {
    await started.end();
    await proxy.close();
  }
}

/** Runs in a worker: the cipher alone, chunk by chunk, on as many bytes. */
function bareCalls(): void {
  const scope = self as unknown as Record<string, () => Promise<Engine>> & { importScripts(url: string): void };
  let engine: Engine | undefined;
  self.onmessage = async ({ data }: MessageEvent<{ script: string; maker: string; bytes: number }>) => {
    if (!engine) {
      scope.importScripts(data.script);
      engine = await scope[data.maker]?.();
    }
    const chunk = crypto.getRandomValues(new Uint8Array(65_536));
    const [key, nonce] = [new Uint8Array(32), new Uint8Array(12)];
    const start = performance.now();
    for (let at = 0; at < data.bytes; at += chunk.length) engine?.aeadSeal(key, nonce, chunk);
    self.postMessage(performance.now() - start);
  };
}

interface Plan {
  readonly worker: string;
  readonly engines: EngineUrls;
  readonly engine: 'sodium' | 'light';
  readonly rounds: number;
  readonly limitMs: number;
}

/** Runs in the page: asks the shipped worker as the page does, in pieces of 1 MiB, by turns with bare calls. */
async function sealInRounds({ worker, engines, engine, rounds, limitMs }: Plan) {
  const file = (document.getElementById('file') as HTMLInputElement).files?.[0] as File;
  const asker = <Question, Answer>(url: string) => {
    const asked = new Worker(url);
    return (question: Question) =>
      new Promise<Answer>((resolve, reject) => {
        asked.onmessage = ({ data }) => resolve(data);
        asked.onerror = ({ message }) => reject(new Error(message));
        asked.postMessage(question);
      });
  };
  const askShipped = asker<ToSealing, FromSealing>(worker);
  const askBare = asker<{ script: string; maker: string; bytes: number }, number>('/bare.js');
  const ask = async (question: ToSealing, type: FromSealing['type']) => {
    const answer = await askShipped(question);
    if (answer.type !== type) throw new Error(`${JSON.stringify(answer)} instead of ${type}`);
    return answer;
  };
  const keyring = new Uint8Array(await (await fetch('/keyring.json')).arrayBuffer());
  const minisig = await (await fetch('/keyring.json.minisig')).text();
  const today = new Date().toISOString().slice(0, 10);
  const ready = await ask({ type: 'start', engines, keyring, minisig, mayBeExpired: false, today }, 'ready');
  if (!('engine' in ready) || ready.engine !== engine) throw new Error(`${JSON.stringify(ready)} seals here`);
  await ask({ type: 'prepare', receipt: crypto.getRandomValues(new Uint8Array(16)) }, 'prepared');
  const page = { origin: location.origin, formBuild: 'bench', uiLanguage: 'en', today };
  const shipped: number[] = [];
  const bare: number[] = [];
  const maker = engine === 'sodium' ? 'newSodiumEngine' : 'newLightEngine';
  const end = performance.now() + limitMs;
  do {
    bare.push(await askBare({ script: engines[engine], maker, bytes: file.size }));
    const start = performance.now();
    const files = [{ number: 1, file }];
    const sealed = await ask({ type: 'seal-files', files, fields: {}, isWide: false, ...page }, 'sealed-files');
    const { id, size } = sealed as { id: number; size: number };
    for (let at = 0; at < size; at += 1_048_576)
      await ask({ type: 'slice', id, start: at, end: Math.min(at + 1_048_576, size) }, 'slice');
    shipped.push(performance.now() - start);
    await ask({ type: 'drop', id }, 'dropped');
  } while (shipped.length < rounds && performance.now() < end);
  return { shipped, bare };
}
