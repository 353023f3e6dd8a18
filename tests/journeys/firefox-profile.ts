import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from './browser.ts';

/**
 * Makes a profile in which Firefox has kept its own scripts, compiled: each start from a copy takes a third less work.
 * It knows of no page but an empty one.
 */
export async function makeFirefoxProfile(folder: string): Promise<string> {
  const browser = await launch('firefox', {}, folder);
  try {
    const page = await browser.newPage();
    await page.goto('data:text/html,<title>-</title>');
    // A browser that keeps none is slower, and no fault.
    const scripts = join(folder, 'startupCache/scriptCache-child.bin');
    for (let wait = 0; wait < 200 && !existsSync(scripts); wait += 1) await pause(100);
  } finally {
    // It writes the rest when it is closed.
    await browser.close();
  }
  for (const lock of ['lock', '.parentlock']) rmSync(join(folder, lock), { force: true });
  return folder;
}
