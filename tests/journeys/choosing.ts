import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { inject } from 'vitest';
import { formFields } from '../../tools/form-fields.ts';
import { wholeAlert } from '../report/whole-answers.ts';
import { fill, send } from './filling.ts';
import type { Opened } from './inbox-of.ts';

/** Where the files of this worker's tests lie, until all workers have ended. */
export const folder = mkdtempSync(join(inject('scratch'), 'evidence-'));

/** A file that somebody may choose. */
export interface OnDisk {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** A file on the disk of so many bytes that nobody can guess. */
export const fileOf = (name: string, bytes: number): OnDisk => fileWith(name, randomBytes(bytes));

/** In a folder of its own: one of the same name that another window has chosen stays as it is. */
export function fileWith(name: string, content: Uint8Array): OnDisk {
  const path = join(mkdtempSync(join(folder, 'file-')), name);
  writeFileSync(path, content);
  return { path, name, size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Sends an alert, so that files may follow. */
export async function reported(page: Page, origin: string, language = 'en'): Promise<void> {
  await page.goto(`${origin}/${language}/alert`);
  await page.waitForSelector('#send-button');
  await fill(page, formFields(wholeAlert));
  await send(page);
  await page.waitForSelector('#evidence:not([hidden])');
}

/** Chooses files as the browser's picker does. */
export async function choose(page: Page, ...paths: string[]): Promise<void> {
  const input = (await page.$('#evidence-files')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(...paths);
  await page.waitForFunction(
    (count) => document.querySelectorAll('#evidence-list > *').length >= count,
    {},
    paths.length,
  );
}

/** Sends the chosen files, and waits until all are there. */
export async function sendFiles(page: Page, timeout = 60_000): Promise<void> {
  await page.$eval('#evidence-send', (button) => (button as HTMLElement).click());
  await page.waitForFunction(() => document.querySelectorAll('#evidence-list > *').length === 0, { timeout });
}

/** What opened reports say of their files, and whether that is so. */
export const filesOf = (opened: readonly Opened[]) =>
  opened.flatMap(({ report, files }) =>
    (report.files ?? []).map(({ name, size }, at) => ({
      name,
      size,
      sha256: files[at]?.sha256,
      intact: files[at]?.intact,
    })),
  );
