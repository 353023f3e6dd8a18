import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { findProgram } from '../../tools/programs.ts';

/** A Chromium with an empty profile, and a way to end it. */
export async function startChromium(): Promise<{ browser: Browser; end(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const executablePath = process.env.CHROMIUM ?? findProgram('chromium') ?? 'chromium';
  const browser = await puppeteer.launch({
    executablePath,
    userDataDir: profile,
    // Chromium refuses its own sandbox to root; these pages are ours. The rest keeps it from calling home.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=HttpsUpgrades',
    ],
    defaultViewport: { width: 360, height: 740, isMobile: true, hasTouch: true },
  });
  return {
    browser,
    async end() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
