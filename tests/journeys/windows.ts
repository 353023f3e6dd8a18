import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { BrowserKind, Started } from './browser.ts';
import { browserFor } from './kept-browser.ts';

export const languages = ['en', 'fr', 'es', 'ar'] as const;
export type Language = (typeof languages)[number];
export const otherThan = (language: Language): Language => (language === 'ar' ? 'en' : 'ar');

/** A window of 1280 pixels with everything four times as big. */
const narrow = { width: 320, height: 640 };
/** A browser for the tests of a block. */
export function browserOf(kind: BrowserKind): () => Started {
  let started: Started;
  beforeAll(async () => {
    started = await browserFor(kind);
  });
  afterAll(() => started.end());
  return () => started;
}

/** Gives work a window of its own, since a tab behind another one does not draw; a script's error is a fault too. */
export async function inWindow(
  started: Started,
  work: (page: Page, faults: string[]) => Promise<void>,
): Promise<string[]> {
  const faults: string[] = [];
  const page = await started.newPage({ type: 'window' });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
  await page.setViewport(narrow);
  try {
    await work(page, faults);
  } finally {
    await page.close({ runBeforeUnload: false });
  }
  return faults;
}

/** Goes from state to state of some pages, and says the name of each while it is there. */
export type Walk = (page: Page, language: Language) => AsyncGenerator<string>;

/** What is wrong in each state of some walks. */
export async function faultsOn(
  page: Page,
  language: Language,
  walks: readonly Walk[],
  look: (shown: Language, state: string) => Promise<string[]>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const walk of walks) {
    let states = 0;
    for await (const state of walk(page, language)) {
      states += 1;
      const shown = state.includes('another language') ? otherThan(language) : language;
      for (const fault of await look(shown, state)) faults.push(`${state}: ${fault}`);
    }
    expect(states).toBeGreaterThan(3);
  }
  return faults;
}
