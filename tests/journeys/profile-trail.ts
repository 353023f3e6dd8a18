import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type Started, startBrowser } from './browser.ts';
import { contentsOf } from './profile-files.ts';
import { type Needle, newCanary, piecesOfCode, searchFor } from './profile-needles.ts';

/** The browsers whose profiles are searched, each with the files in which it keeps what pages do not forbid. */
export const keepers = {
  chromium: {
    session: /\/Sessions\/(Session|Tabs)_/,
    formHistory: /\/Web Data$/,
    history: /\/History$/,
    cache: /\/Cache_Data\//,
  },
  firefox: {
    session: /^sessionstore/,
    formHistory: /^formhistory\.sqlite$/,
    history: /^places\.sqlite$/,
    cache: /^cache2\/entries\//,
  },
} as const;
export type Keeper = keyof typeof keepers;

/** A browser with a folder that is looked into, and what must not be found there. */
export class Trail {
  readonly secrets: Needle[] = [];
  readonly kind: Keeper;
  #folder = '';
  #started: Started | null = null;

  constructor(kind: Keeper) {
    this.kind = kind;
  }

  async start(): Promise<void> {
    this.#folder = mkdtempSync(join(tmpdir(), 'profile-'));
    this.#started = await startBrowser(this.kind, {
      profile: this.#folder,
      preferences: {
        'browser.sessionstore.interval': 1000,
        // Keys of a test are not what tells Firefox that somebody is there.
        'browser.sessionstore.interval.idle': 1000,
        // As it is for everybody; what starts browsers for tests turns it off.
        'browser.sessionstore.resume_from_crash': true,
      },
    });
  }

  async newPage(): Promise<Page> {
    if (!this.#started) throw new Error('no browser');
    const page = await this.#started.newPage();
    page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
    return page;
  }

  /** A new text that must not be found, for a place. */
  secret(place: string): string {
    const text = newCanary();
    this.secrets.push({ text, place });
    return text;
  }

  /** A receipt code that must not be found, nor a part of it. */
  secretCode(code: string, place: string): void {
    this.secrets.push(...piecesOfCode(code, place));
  }

  /** Where which secret is found in the whole folder; a line each. */
  traces(): string[] {
    const search = searchFor(this.secrets);
    return [...contentsOf(this.#folder)].flatMap(({ name, bytes }) => search(bytes).map((line) => `${name}: ${line}`));
  }

  /** Names of the contents that hold a text, in the files of a pattern. */
  holding(text: string, files: RegExp): string[] {
    const search = searchFor([{ text, place: '' }]);
    return [...contentsOf(this.#folder, (name) => files.test(name))]
      .filter(({ bytes }) => search(bytes).length > 0)
      .map(({ name }) => name);
  }

  /**
   * Waits until the browser has written down what stands in pages: types into a field beside all forms of each, which
   * does not ask to be forgotten, and waits until that is in the files of the session. A page is written as a whole.
   * @returns what was typed there.
   */
  async settle(...pages: readonly Page[]): Promise<string[]> {
    const texts: string[] = [];
    for (const page of pages) texts.push(await typeBeside(page));
    const end = Date.now() + 30_000;
    for (const text of texts)
      while (this.holding(text, keepers[this.kind].session).length === 0) {
        if (Date.now() > end) throw new Error('the session was not written');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    return texts;
  }

  /** Ends the browser as its user does. */
  async end(): Promise<void> {
    const started = this.#started;
    this.#started = null;
    await started?.end();
  }

  /** Ends the browser as a lost current does. */
  async kill(): Promise<void> {
    const own = this.#started?.browser.process();
    this.#started = null;
    if (!own?.pid) throw new Error('no process');
    const ended = once(own, 'exit');
    // It was started at the head of a group of its own, in which its children are.
    process.kill(-own.pid, 'SIGKILL');
    await ended;
  }

  /** Ends what is left and takes the folder away. */
  async clear(): Promise<void> {
    await this.end();
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function typeBeside(page: Page): Promise<string> {
  const text = newCanary();
  await page.bringToFront();
  await page.evaluate(() => {
    if (document.getElementById('beside')) return;
    const field = document.createElement('textarea');
    field.id = 'beside';
    document.body.append(field);
  });
  // By keys: Firefox takes no notice of events that a script makes.
  await page.type('#beside', text);
  return text;
}
