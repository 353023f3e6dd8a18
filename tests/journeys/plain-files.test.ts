import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, HTTPResponse, Page } from 'puppeteer-core';
import { afterAll, beforeEach, expect, it } from 'vitest';
import english from '../../views/locales/en.json' with { type: 'json' };
import french from '../../views/locales/fr.json' with { type: 'json' };
import { canary, exif, exifSegment, inJpeg, plain } from '../report/pictures.ts';
import { fill } from './filling.ts';
import { inboxOf } from './inbox-of.ts';
import { expectAccessible, expectValidMarkup } from './markup.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { answers, filling } from './whole-report.ts';

const site = siteOfWorker();
const inbox = inboxOf(site);
const { messages } = english;
const chunk = 65_536;
const mib = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'plain-files-'));
// Only Chromium can be told to run no scripts.
const hold = pageOf('chromium');
let page: Page;
beforeEach(async () => {
  ({ page } = hold);
  inbox.drain();
  await page.setJavaScriptEnabled(false);
});
afterAll(() => rmSync(folder, { recursive: true }));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A file on the disk; what is in it nobody can guess, unless it is given. */
function fileOf(name: string, content: Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, name, size: content.length, sha256: sha256(content) };
}

/** Presses a native button, wherever it lies; gives the answer. */
async function post(selector: string): Promise<HTTPResponse> {
  const [response] = await Promise.all([
    page.waitForNavigation(),
    page.$eval(selector, (button) => (button as HTMLElement).click()),
  ]);
  if (!response) throw new Error('no answer');
  return response;
}
const send = () => post('#report [value=send]:not([hidden])');
const text = (selector: string) => page.$eval(selector, (element) => element.textContent ?? '');
const forgotten = (names: string) => messages['plain.filesAgain'].replace('{names}', names);

async function choose(at: number, path: string): Promise<void> {
  const input = (await page.$(`[name="files.${at}.file"]`)) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
}

/** Files of all reports, with what was found in each. */
const arrived = async () =>
  (await inbox.opened()).flatMap(({ report, files }) =>
    (report.files ?? []).map(({ name, size }, at) => ({
      name,
      size,
      sha256: files[at]?.sha256,
      intact: files[at]?.intact,
    })),
  );

it('carries files of every length about a chunk, chosen after the answers were found good', async () => {
  const sizes = [0, 1, chunk - 1, chunk, chunk + 1];
  const files = sizes.map((bytes) => fileOf(`${bytes}.bin`, randomBytes(bytes)));
  await page.goto(`${site.origin}/en/report`);
  await fill(page, filling);
  const checked = await post('#report [value=check]');
  expect(checked.status()).toBe(200);
  await expectValidMarkup(await checked.text());
  expect(await text('.notice[role=status]')).toContain(messages['plain.checked']);
  expect((await post('[value="add.files"]')).status()).toBe(200);
  expect(await page.$$eval('[type=file]', (inputs) => inputs.length)).toBe(6);
  for (const [at, { path }] of files.entries()) await choose(at, path);
  await fill(page, { 'files.4.description': ['What it shows'], 'files.4.use': ['committee'] });
  expect((await send()).status()).toBe(201);
  expect(await text('#main')).toContain(messages['plain.filesArrived'].replace('{count}', '5'));
  expect(await text('.code')).toMatch(/^\d{5}( \d{5}){8}$/);
  expect(await arrived()).toEqual(files.map(({ name, size, sha256 }) => ({ name, size, sha256, intact: true })));
  const [report, ...others] = await inbox.reports();
  expect(others).toEqual([]);
  expect(report).toMatchObject({ kind: 'new', sealedBy: 'server', answers });
  expect(report?.files?.[4]).toMatchObject({ description: 'What it shows', use: 'committee', hiddenData: 'kept' });
});

it('carries a file that is nearly as large as all may be', async () => {
  const file = fileOf('large.bin', randomBytes(31 * mib + 1));
  await page.goto(`${site.origin}/en/report/plain/form`);
  await fill(page, filling);
  await choose(0, file.path);
  expect((await send()).status()).toBe(201);
  expect(await arrived()).toEqual([{ name: file.name, size: file.size, sha256: file.sha256, intact: true }]);
});

it('says so when all is too large, and takes hidden data out of a picture', async () => {
  await page.goto(`${site.origin}/en/report/plain/form`);
  await fill(page, filling);
  await choose(0, fileOf('film.mp4', randomBytes(33 * mib)).path);
  expect((await send()).status()).toBe(413);
  expect(await text('#main')).toContain(messages['refused.too-large.todo']);
  expect(await inbox.reports()).toEqual([]);

  const picture = inJpeg(plain.baseline, exifSegment(exif({ make: canary, place: canary })));
  expect(picture.includes(canary)).toBe(true);
  await page.goto(`${site.origin}/en/report/plain/form`);
  await fill(page, filling);
  await choose(0, fileOf('place.jpg', picture).path);
  expect((await send()).status()).toBe(201);
  const [opened] = await inbox.opened();
  expect(opened?.report.files).toMatchObject([
    { name: 'place.jpg', type: 'image/jpeg', hiddenData: 'removed', sha256Original: sha256(picture) },
  ]);
  expect(Buffer.from(opened?.files[0]?.bytes ?? []).includes(canary)).toBe(false);
});

it('names the files to choose anew when it is shown again, in any language, and keeps what was said', async () => {
  const { narrative, ...rest } = filling;
  const file = fileOf('Ωραία "1".txt', Buffer.from('evidence'));
  await page.goto(`${site.origin}/en/report/plain/form`);
  await fill(page, { ...rest, 'files.0.description': ['What it shows'] });
  await choose(0, file.path);
  const refused = await send();
  expect(refused.status()).toBe(422);
  await expectValidMarkup(await refused.text());
  const told = forgotten(`\u2068${file.name}\u2069`);
  expect(await page.$$eval('.error-summary a', (links) => links.map((link) => link.textContent))).toEqual([
    told,
    messages['error.narrative.required'],
  ]);
  expect(await page.$eval('#files-0', (block) => (block as HTMLDetailsElement).open)).toBe(true);
  await page.setJavaScriptEnabled(true);
  await expectAccessible(page);
  await page.setJavaScriptEnabled(false);
  // What was chosen and not sent is named as well, and not uploaded for it.
  await fill(page, { narrative: narrative ?? [] });
  await choose(1, fileOf('second.txt', Buffer.from('x')).path);
  expect((await post('#languages [lang=fr]')).status()).toBe(200);
  expect(await text('.notice[role=status]')).toContain(
    french.messages['plain.filesAgain'].replace('{names}', `\u2068${file.name}\u2069, \u2068second.txt\u2069`),
  );
  expect((await send()).status()).toBe(422);
  expect(await inbox.reports()).toEqual([]);
  await choose(0, file.path);
  await page.$eval('[name="files.1.skip"]', (box) => (box as HTMLElement).click());
  expect((await send()).status()).toBe(201);
  expect(await arrived()).toEqual([{ name: file.name, size: file.size, sha256: file.sha256, intact: true }]);
  expect((await inbox.reports())[0]).toMatchObject({ uiLanguage: 'fr', files: [{ description: 'What it shows' }] });
});
