import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketOf } from '../../crypto/bucket.ts';
import { formFields } from '../../tools/form-fields.ts';
import fr from '../../views/locales/fr.json' with { type: 'json' };
import { wholeAlert } from '../report/whole-answers.ts';
import { browserKinds, type Started, startBrowser } from './browser.ts';
import { choose, fileOf, filesOf, reported, sendFiles } from './choosing.ts';
import { CuttingProxy } from './cutting-proxy.ts';
import { fill, send } from './filling.ts';
import { type Inbox, inboxOf } from './inbox-of.ts';
import { ownSite } from './own-site.ts';
import { pageOf, unwatched } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';

const site = siteOfWorker();
const chunk = 65_536;
const mib = 1024 * 1024;
let inbox: Inbox;
beforeAll(() => {
  inbox = inboxOf(site);
});

describe.each(browserKinds)('in %s', (kind) => {
  const hold = pageOf(kind, () => unwatched(kind));

  it('carries files of every length about a chunk, and a large one, each byte right', async () => {
    inbox.drain();
    const sizes = [0, 1, chunk - 1, chunk, chunk + 1, kind === 'hardened firefox' ? 4 * mib : 33 * mib + 1];
    const files = sizes.map((bytes) => fileOf(`${kind.replace(' ', '-')} ${bytes}.bin`, bytes));
    await reported(hold.page, site.origin);
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

describe('while files are chosen', () => {
  const hold = pageOf('chromium');
  const press = (selector: string) => hold.page.$eval(selector, (element) => (element as HTMLElement).click());
  const said = () => hold.page.$eval('#evidence-said', ({ textContent }) => textContent ?? '');
  const names = () =>
    hold.page.$$eval('#evidence-list > fieldset > legend', (all) =>
      all.map(({ textContent }) => textContent?.replace(/[\u2068\u2069]/g, '')),
    );

  it('puts them in order, takes them away and back, and says each', async () => {
    await reported(hold.page, site.origin);
    const files = ['a.txt', 'b.txt', 'c.txt'].map((name, at) => fileOf(name, 10 + at));
    await choose(hold.page, ...files.map(({ path }) => path));
    expect(await names()).toEqual(['File 1: a.txt', 'File 2: b.txt', 'File 3: c.txt']);
    expect(await said()).toBe('Files added: 3');
    await press('#files-2 [data-buttons] button:first-child');
    expect(await names()).toEqual(['File 1: a.txt', 'File 2: c.txt', 'File 3: b.txt']);
    expect(await said()).toContain('is now number 2');
    await press('#files-0 [data-buttons] button:last-child');
    expect(await names()).toEqual(['File 1: c.txt', 'File 2: b.txt']);
    expect(await hold.page.evaluate(() => document.activeElement?.closest('#evidence-said') !== null)).toBe(true);
    await hold.page.keyboard.press('Enter');
    expect(await names()).toEqual(['File 1: a.txt', 'File 2: c.txt', 'File 3: b.txt']);
  });

  it('loses none of them to another language or another report', async () => {
    await reported(hold.page, site.origin);
    await press('#keep-written');
    await choose(hold.page, fileOf('kept.txt', 5).path);
    for (const selector of ['[data-page="/fr/alert"]', '#another']) {
      await press(selector);
      expect(await said()).toBe('Send or remove your files first.');
      expect(await hold.page.evaluate(() => document.documentElement.lang)).toBe('en');
      expect(await names()).toEqual(['File 1: kept.txt']);
    }
    await sendFiles(hold.page);
    await press('[data-page="/fr/alert"]');
    await hold.page.waitForSelector('html[lang=fr] #evidence:not([hidden])');
    await press('#another');
    await hold.page.waitForSelector('#send-button');
    await fill(hold.page, formFields(wholeAlert));
    await send(hold.page);
    await hold.page.waitForSelector('#evidence:not([hidden])');
    await choose(hold.page, fileOf('once.txt', 5).path);
    const french = fr.messages['evidence.one'].replace('{number}', '1').replace('{name}', 'once.txt');
    expect(await names()).toEqual([french]);
  });
});

describe('over a bad line', () => {
  const own = ownSite('ended');
  let proxy: CuttingProxy;
  let started: Started;
  beforeAll(async () => {
    proxy = new CuttingProxy(new URL(own().public).origin);
    started = await startBrowser('chromium', { proxyPort: await proxy.listen(), isUnwatched: true });
  });
  afterAll(async () => {
    await started.end();
    await proxy.close();
  });

  async function reportedThere(): Promise<Page> {
    const page = await started.newPage();
    await reported(page, new URL(own().public).origin);
    return page;
  }
  const progress = (page: Page) => page.$eval('#evidence-progress', (bar) => (bar as HTMLProgressElement).value);

  it('brings 64 MiB through 20 cuts and two ends of the server, as one envelope, nearly nothing sent twice', async () => {
    const inboxThere = inboxOf({ db: own().db, key: site.key });
    const file = fileOf('large.bin', 64 * mib);
    const page = await reportedThere();
    inboxThere.drain();
    // Every third piece on average is cut, somewhere in it.
    let pieces = 0;
    proxy.begin(() => {
      pieces += 1;
      return pieces % 3 === 0 && proxy.cuts < 24
        ? 1 + Math.floor((randomBytes(4).readUInt32LE() / 2 ** 32) * mib)
        : null;
    });
    await choose(page, file.path);
    await page.$eval('#evidence-send', (button) => (button as HTMLElement).click());
    for (const share of [25, 60]) {
      await page.waitForFunction(
        (least) => (document.getElementById('evidence-progress') as HTMLProgressElement).value >= least,
        {},
        share,
      );
      expect(await progress(page)).toBeLessThan(100);
      await own().crash();
    }
    await page.waitForFunction(() => document.querySelectorAll('#evidence-list > *').length === 0);
    const opened = await inboxThere.opened();
    expect(filesOf(opened)).toEqual([{ name: file.name, size: file.size, sha256: file.sha256, intact: true }]);
    expect(proxy.cuts).toBeGreaterThanOrEqual(20);
    expect(proxy.refused.length).toBeGreaterThan(0);
    expect(proxy.requests.filter((line) => line.startsWith('POST /uploads'))).toHaveLength(1);
    expect((proxy.handedOn.get('PATCH') ?? 0) / (opened[0]?.sealedBytes ?? 0)).toBeLessThanOrEqual(1.05);
    await page.close({ runBeforeUnload: false });
  });

  it('asks as often and as much for any two files of one bucket', async () => {
    const page = await reportedThere();
    const asked: string[][] = [];
    for (const bytes of [3 * mib, 3 * mib + 40_000]) {
      expect(bucketOf(bytes + 8_192)).toBe(bucketOf(3 * mib + 8_192));
      proxy.begin();
      await choose(page, fileOf(`${bytes}.bin`, bytes).path);
      await sendFiles(page);
      asked.push([...proxy.requests].filter((line) => !line.startsWith('GET')));
    }
    expect(asked[0]?.length).toBeGreaterThan(3);
    expect(asked[1]).toEqual(asked[0]);
    await page.close({ runBeforeUnload: false });
  });

  it('has the text when the tab is killed in the middle of a file', async () => {
    const inboxThere = inboxOf({ db: own().db, key: site.key });
    inboxThere.drain();
    const page = await reportedThere();
    proxy.begin(() => (proxy.requests.length > 3 ? 1 : null));
    await choose(page, fileOf('cut.bin', 8 * mib).path);
    await page.$eval('#evidence-send', (button) => (button as HTMLElement).click());
    await page.waitForFunction(() => (document.getElementById('evidence-progress') as HTMLProgressElement).value > 0);
    await page.close({ runBeforeUnload: false });
    expect((await inboxThere.reports()).map(({ kind }) => kind)).toEqual(['urgent_alert']);
  });

  it('stops for a file that has changed since, names it, and leaves nothing half in the inbox', async () => {
    const inboxThere = inboxOf({ db: own().db, key: site.key });
    const page = await reportedThere();
    inboxThere.drain();
    const file = fileOf('changing.bin', 8 * mib);
    let isHeld = false;
    proxy.begin(() => {
      if (proxy.requests.filter((line) => line.startsWith('PATCH')).length < 2) return null;
      isHeld = true;
      return 1;
    });
    await choose(page, file.path);
    await page.$eval('#evidence-send', (button) => (button as HTMLElement).click());
    while (!isHeld) await new Promise((resolve) => setTimeout(resolve, 20));
    const changed = readFileSync(file.path);
    changed[5 * mib] = (changed[5 * mib] ?? 0) ^ 1;
    writeFileSync(file.path, changed);
    proxy.begin();
    await page.waitForFunction(
      (name) => document.getElementById('evidence-said')?.textContent?.includes(name),
      {},
      file.name,
    );
    expect(await page.$eval('#evidence-said', (said) => said.textContent)).toContain('changed');
    expect(await inboxThere.reports()).toEqual([]);
    await page.close({ runBeforeUnload: false });
  });
});
