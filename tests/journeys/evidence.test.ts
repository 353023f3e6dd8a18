import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formFields } from '../../tools/form-fields.ts';
import { wholeAlert } from '../report/whole-answers.ts';
import { browserKinds } from './browser.ts';
import { fill, send } from './filling.ts';
import { type Inbox, inboxOf, type Opened } from './inbox-of.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';

const site = siteOfWorker();
const chunk = 65_536;
const mib = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
let inbox: Inbox;
beforeAll(() => {
  inbox = inboxOf(site);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file on the disk of so many bytes that nobody can guess. */
function fileOf(name: string, bytes: number): { path: string; name: string; sha256: string; size: number } {
  const path = join(folder, name);
  const content = randomBytes(bytes);
  writeFileSync(path, content);
  return { path, name, size: bytes, sha256: createHash('sha256').update(content).digest('hex') };
}

async function reported(page: Page): Promise<void> {
  await page.goto(`${site.origin}/en/alert`);
  await page.waitForSelector('#send-button');
  await fill(page, formFields(wholeAlert));
  await send(page);
  await page.waitForSelector('#evidence:not([hidden])');
}

async function choose(page: Page, ...paths: string[]): Promise<void> {
  const input = (await page.$('#evidence-files')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(...paths);
  await page.waitForFunction(
    (count) => document.querySelectorAll('#evidence-list > *').length >= count,
    {},
    paths.length,
  );
}

async function sendFiles(page: Page, timeout = 60_000): Promise<void> {
  await page.$eval('#evidence-send', (button) => (button as HTMLElement).click());
  await page.waitForFunction(() => document.querySelectorAll('#evidence-list > *').length === 0, { timeout });
}

const filesOf = (opened: readonly Opened[]) =>
  opened.flatMap(({ report, files }) =>
    (report.files ?? []).map(({ name, size }, at) => ({
      name,
      size,
      sha256: files[at]?.sha256,
      intact: files[at]?.intact,
    })),
  );

describe.each(browserKinds)('in %s', (kind) => {
  const hold = pageOf(kind);

  it('carries files of every length about a chunk, and a large one, each byte right', async () => {
    inbox.drain();
    const sizes = [0, 1, chunk - 1, chunk, chunk + 1, kind === 'hardened firefox' ? 4 * mib : 33 * mib + 1];
    const files = sizes.map((bytes) => fileOf(`${kind.replace(' ', '-')} ${bytes}.bin`, bytes));
    await reported(hold.page);
    await choose(hold.page, ...files.map(({ path }) => path));
    await fill(hold.page, { 'files.1.description': ['What it shows'], 'files.1.use': ['committee'] });
    await sendFiles(hold.page);
    const opened = await inbox.opened();
    const [first, ...updates] = opened.map(({ report }) => report);
    expect(first?.kind).toBe('urgent_alert');
    for (const update of updates) {
      expect(update).toMatchObject({ kind: 'update', threadKey: first?.threadKey, mailboxId: first?.mailboxId });
    }
    expect(filesOf(opened)).toEqual(files.map(({ name, size, sha256 }) => ({ name, size, sha256, intact: true })));
    expect(updates.flatMap(({ files: said }) => said ?? [])[1]).toMatchObject({
      description: 'What it shows',
      use: 'committee',
      hiddenData: 'kept',
    });
  });
});
