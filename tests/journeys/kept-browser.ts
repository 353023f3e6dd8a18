import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { inject } from 'vitest';
import { type BrowserKind, launch, patientPage, type Started, type StartOptions, startBrowser } from './browser.ts';

/** What this worker has started so far, for as long as it runs. */
const kept = new Map<string, Promise<Browser>>();

/**
 * A browser of a kind. Without options that it must be started with, it is a new context of one that the worker keeps:
 * starting Firefox takes longer than most tests.
 */
export async function browserFor(kind: BrowserKind, options: StartOptions = {}): Promise<Started> {
  const { isWhole = false, ...own } = options;
  if (Object.keys(own).length > 0) return startBrowser(kind, options);
  const browser = await keptBrowser(kind, isWhole);
  const context = await browser.createBrowserContext();
  return { kind, browser, newPage: (how) => patientPage(context, how), end: () => context.close() };
}

async function keptBrowser(kind: BrowserKind, isWhole: boolean): Promise<Browser> {
  const name = isWhole && kind === 'chromium' ? 'whole chromium' : kind;
  const last = await kept.get(name);
  if (last?.connected) return last;
  const folder = join(inject('scratch'), 'browsers');
  mkdirSync(folder, { recursive: true });
  const started = launch(kind, { isWhole }, mkdtempSync(join(folder, `${name.replace(/\W/g, '-')}-`)));
  kept.set(name, started);
  const browser = await started;
  const { pid } = browser.process() ?? {};
  if (pid === undefined) throw new Error(`${name} has no process`);
  // start-site.ts ends it, once this worker has been stopped; this ends it where the whole run breaks off.
  writeFileSync(join(folder, `${pid}.pid`), '');
  process.once('disconnect', () => browser.connected && process.kill(-pid, 'SIGKILL'));
  return browser;
}
