import type { HTTPRequest, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { eventually } from '../eventually.ts';
import { exif, exifSegment, inJpeg, plain } from '../report/pictures.ts';
import { choose, fileOf, fileWith, reported } from './choosing.ts';
import { fill } from './filling.ts';
import { press } from './form-page.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { longWord } from './walks.ts';
import type { Language } from './windows.ts';

const site = siteOfWorker();
const mib = 1024 * 1024;

/** A picture that says where it was taken. */
const placed = inJpeg(plain.baseline, exifSegment(exif({ place: '46.2N' })));

/** What happens to a request that brings a piece of a file. */
type Fate = (request: HTTPRequest) => Promise<void>;
const pass: Fate = (request) => request.continue();

/** Files from being chosen to having arrived, with everything that may have to be told. */
export async function* evidencePages(page: Page, language: Language): AsyncGenerator<string> {
  await reported(page, site.origin, language);
  yield 'files: none chosen';
  await choose(
    page,
    fileWith(`${language} ${longWord.slice(0, 150)}.jpg`, placed).path,
    fileOf(`${language} ملف 12345 67890 (1).txt`, 10).path,
    fileOf(`${language} large.bin`, 9 * mib).path,
  );
  yield 'files: three chosen';
  await press(page, '#files-1 [data-buttons] button:last-child');
  yield 'files: one taken away';
  await press(page, '#evidence-said button');
  await fill(page, { 'files.0.captured.month': ['99'], 'files.0.sourceUrl': ['no address'] });
  await press(page, '#evidence-send');
  await page.waitForSelector('.error-summary li');
  yield 'files: with errors';
  await fill(page, { 'files.0.captured.month': [''], 'files.0.sourceUrl': [''] });
  let fate: Fate = pass;
  await page.setRequestInterception(true);
  // A request that its page has given up meanwhile cannot go on.
  page.on('request', (request) => void fate(request).catch(() => {}));
  const held: HTTPRequest[] = [];
  fate = async (request) => (request.method() === 'PATCH' ? void held.push(request) : request.continue());
  await press(page, '#evidence-send');
  await page.waitForFunction(() => document.querySelectorAll('#evidence-list > *').length === 1);
  await eventually(() => expect(held.length).toBeGreaterThan(0));
  yield 'files: one on its way';
  await press(page, '#evidence-pause');
  yield 'files: paused';
  await press(page, '#evidence-stop');
  await page.waitForSelector('#evidence-sending[hidden]');
  yield 'files: stopped';
  fate = (request) =>
    request.method() === 'POST'
      ? request.respond({ status: 507, contentType: 'text/plain', body: 'storage-full' })
      : request.continue();
  await press(page, '#evidence-send');
  await page.waitForFunction(() => document.getElementById('evidence-said')?.textContent !== '');
  await page.waitForSelector('#evidence-sending[hidden]');
  yield 'files: no room for them';
  fate = pass;
  await press(page, '#evidence-send');
  await page.waitForFunction(() => document.querySelectorAll('#evidence-list > *').length === 0);
  yield 'files: all there';
  page.removeAllListeners('request');
  await page.setRequestInterception(false);
}
