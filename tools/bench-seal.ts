import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { BuildRecord } from '../server/build-record.ts';
import { RecordingProxy } from '../tests/canary/recording-proxy.ts';
import { type BrowserKind, browserKinds, engineOf, startBrowser } from '../tests/journeys/browser.ts';
import { fill, toCheck } from '../tests/journeys/filling.ts';
import { filling } from '../tests/journeys/whole-report.ts';
import { type Figure, figureOf } from './figure.ts';
import { freePort } from './free-port.ts';
import { chromium, firefox, needPrograms } from './programs.ts';
import { type Site, startSite } from './site.ts';

const rounds = 9;
/** From click to first byte sent, in milliseconds. */
const targetMs = { sodium: 100, light: 500 } as const;

/** Times a text report from click to first byte sent, in each browser, beside the bare primitives in the same one. */
export async function benchSeal(): Promise<Figure[]> {
  await needPrograms([chromium, firefox]);
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  const site = await startSite({ data, name: 'bench', port: await freePort(), teamPort: await freePort() });
  try {
    const figures: Figure[] = [];
    for (const kind of browserKinds) figures.push(await timeIn(kind, site));
    return figures;
  } finally {
    await site.stop();
    rmSync(data, { recursive: true });
    rmSync(site.dist, { recursive: true });
  }
}

async function timeIn(kind: BrowserKind, site: Site): Promise<Figure> {
  const { origin } = new URL(site.public);
  const proxy = new RecordingProxy(origin);
  const started = await startBrowser(kind, { proxyPort: await proxy.listen() });
  try {
    const engine = engineOf[kind];
    const { assets } = JSON.parse(readFileSync(join(site.dist, 'build.json'), 'utf8')) as BuildRecord;
    const script = engine === 'sodium' ? assets.sodiumScript : assets.lightScript;
    const markup = `<!doctype html><script src="${script}"></script>`;
    let arrived = 0;
    proxy.begin((path) => {
      // The proxy is asked when the first bytes of a request have come; both clocks are this machine's.
      if (path === '/envelopes') arrived = Date.now();
      return path === '/bare' ? { body: markup } : 'pass';
    });
    const page = await started.browser.newPage();
    await page.goto(`${origin}/bare`);
    const bare = await page.evaluate(barePrimitives, engine, rounds);
    await page.close();
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const clicked = await oneReport(await started.browser.newPage(), origin, engine);
      times.push(arrived - clicked);
    }
    const told = { name: `seal a text report in ${kind} (${engine})`, unit: 'ms', target: targetMs[engine] } as const;
    return figureOf({ ...told, targetOf: 'value ≤' }, times, bare);
  } finally {
    await started.end();
    await proxy.close();
  }
}

/** Fills and sends one report; gives the moment of the click. */
async function oneReport(page: Page, origin: string, engine: string): Promise<number> {
  await page.goto(`${origin}/en/report`);
  await page.waitForSelector('#send-button');
  const found = await page.$eval('html', (html) => html.dataset.engine);
  if (found !== engine) throw new Error(`${found} seals here, not ${engine}`);
  await fill(page, filling);
  await toCheck(page);
  await page.waitForSelector('#check-list dl');
  const clicked = await page.evaluate(() => {
    const at = Date.now();
    document.getElementById('send-button')?.click();
    return at;
  });
  await page.waitForSelector('#issued:not([hidden])');
  await page.close();
  return clicked;
}

/**
 * Runs in the page: what sealing cannot do without, and nothing else: one encapsulation and 64 KiB of
 * ChaCha20-Poly1305.
 */
async function barePrimitives(engine: string, times: number): Promise<number[]> {
  const makers = globalThis as unknown as Record<
    string,
    () => Promise<{
      recipientOf(seed: Uint8Array): Uint8Array;
      encapsulate(recipient: Uint8Array, random: Uint8Array): unknown;
      aeadSeal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): unknown;
    }>
  >;
  const made = await makers[engine === 'sodium' ? 'newSodiumEngine' : 'newLightEngine']?.();
  if (!made) throw new Error('no engine');
  const results: number[] = [];
  for (let round = 0; round < times; round++) {
    const recipient = made.recipientOf(new Uint8Array(32).fill(round));
    const start = performance.now();
    made.encapsulate(recipient, new Uint8Array(64).fill(round));
    made.aeadSeal(new Uint8Array(32), new Uint8Array(12), new Uint8Array(65_536));
    results.push(performance.now() - start);
  }
  return results;
}
