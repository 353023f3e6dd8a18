import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { type BrowserKind, type Started, startBrowser } from '../tests/journeys/browser.ts';
import { fill, send } from '../tests/journeys/filling.ts';
import { exifSegment, inJpeg, plain } from '../tests/report/pictures.ts';
import { wholeAlert } from '../tests/report/whole-answers.ts';
import { type Figure, figureOf, inRounds } from './figure.ts';
import { formFields } from './form-fields.ts';
import { peakOfTree } from './process-memory.ts';
import type { Site } from './site.ts';

const mebibyte = 1_048_576;
const rounds = 3;
/** After so long with one browser no further round begins. */
const limitMs = 60_000;
const sendingMs = 180_000;
/** MiB: what four times the file may cost more. */
const targetGrowth = 48;
/** Milliseconds; a task is called long from here on. */
const targetTaskMs = 50;
/** MiB of the two files whose sending is compared. */
const [small, large] = [64, 256];

/** Sends files through the real page of a real browser: what memory they take, and whether the page ever stands still. */
export async function timeInPage(site: Site, folder: string): Promise<Figure[]> {
  const paths = [small, large].map((size) => join(folder, `${size}.bin`)) as [string, string];
  for (const [at, size] of [small, large].entries()) writeFileSync(paths[at] as string, randomBytes(size * mebibyte));
  const figures: Figure[] = [];
  for (const kind of ['chromium', 'firefox'] as const) figures.push(await timeMemory(kind, site, paths));
  rmSync(paths[1]);
  return [...figures, ...(await timeTasks(site, folder, paths[0]))];
}

async function timeMemory(kind: BrowserKind, site: Site, paths: readonly [string, string]): Promise<Figure> {
  const peaks = await inRounds(rounds, limitMs, async () => {
    const [least, most] = [await peakFor(kind, site, paths[0]), await peakFor(kind, site, paths[1])];
    return { least, growth: most - least };
  });
  return figureOf(
    {
      name: `memory of ${kind}, ${large} MiB over ${small} MiB`,
      unit: 'MiB',
      target: targetGrowth,
      targetOf: 'value ≤',
    },
    peaks.map(({ growth }) => growth),
    peaks.map(({ least }) => least),
  );
}

/** Peak of a browser's memory while it seals and sends one file, in MiB; a new browser, so that nothing is left over. */
async function peakFor(kind: BrowserKind, site: Site, path: string): Promise<number> {
  const started = await startBrowser(kind, { isUnwatched: true });
  try {
    const page = await reported(started, site);
    const { pid } = started.browser.process() ?? {};
    if (!pid) throw new Error('the browser has no process');
    return await peakOfTree(pid, () => sendFiles(page, path));
  } finally {
    await started.end();
  }
}

/** A page on which a report has just arrived. */
async function reported({ browser }: Started, site: Site): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${site.public}alert`);
  await page.waitForSelector('#send-button');
  await fill(page, formFields(wholeAlert));
  await send(page);
  await page.waitForSelector('#evidence:not([hidden])');
  return page;
}

async function sendFiles(page: Page, ...paths: readonly string[]): Promise<void> {
  await ((await page.$('#evidence-files')) as ElementHandle<HTMLInputElement>).uploadFile(...paths);
  await page.waitForFunction(
    (count) => document.querySelectorAll('#evidence-list > *').length === count,
    {},
    paths.length,
  );
  await page.$eval('#evidence-send', (button) => (button as HTMLElement).click());
  await page.waitForFunction(
    (count) => document.querySelectorAll('#evidence-arrived > *').length === count,
    { timeout: sendingMs },
    paths.length,
  );
}

/** Chooses pictures with hidden data and a large file, and sends all of them, under the eye of the browser's own watch. */
async function timeTasks(site: Site, folder: string, largePath: string): Promise<Figure[]> {
  const pictures = [1, 2, 3].map((number) => join(folder, `${number}.jpg`));
  for (const path of pictures) writeFileSync(path, largePicture(6 * mebibyte));
  const watched = await inRounds(rounds, limitMs, async () => {
    const started = await startBrowser('chromium', { isUnwatched: true });
    try {
      const page = await reported(started, site);
      // A task that is long beyond doubt proves that the watch would tell of others.
      const [control = 0] = await tasksOf(page, () => page.evaluate(standStill, 2 * targetTaskMs));
      if (control < targetTaskMs) throw new Error('long tasks are not told of here');
      const tasks = await tasksOf(page, () => sendFiles(page, ...pictures, largePath));
      return { control, count: tasks.length, longest: Math.max(0, ...tasks) };
    } finally {
      await started.end();
    }
  });
  const name = 'while choosing, cleaning, sealing, sending';
  return [
    figureOf(
      { name: `longest task ${name}`, unit: 'ms', target: targetTaskMs, targetOf: 'value ≤' },
      watched.map(({ longest }) => longest),
      watched.map(({ control }) => control),
    ),
    figureOf(
      { name: `tasks over 50 ms ${name}`, unit: '', target: 0, targetOf: 'value ≤' },
      watched.map(({ count }) => count),
      watched.map(() => 1),
    ),
  ];
}

/** A JPEG with EXIF and as much image data as asked for. */
function largePicture(size: number): Buffer {
  const picture = inJpeg(plain.baseline, exifSegment(Buffer.alloc(20_000, 7)));
  // No marker may begin in image data.
  const data = randomBytes(size).map((byte) => (byte === 0xff ? 0xfe : byte));
  return Buffer.concat([picture.subarray(0, -2), data, picture.subarray(-2)]);
}

/** Milliseconds of each task of the page's main thread that the browser calls long, while something is done. */
async function tasksOf(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const found: number[] = [];
    const watch = new PerformanceObserver((list) => found.push(...list.getEntries().map(({ duration }) => duration)));
    watch.observe({ type: 'longtask' });
    Object.assign(globalThis, { longTasks: { found, watch } });
  });
  await work();
  return page.evaluate(async () => {
    // Told in a later turn than the one in which they ended.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { found, watch } = (globalThis as unknown as { longTasks: { found: number[]; watch: PerformanceObserver } })
      .longTasks;
    watch.disconnect();
    return found;
  });
}

/** Runs in the page, in a task of its own, and keeps it busy. */
async function standStill(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(() => {
      for (const end = performance.now() + ms; performance.now() < end; );
      resolve();
    });
  });
}
