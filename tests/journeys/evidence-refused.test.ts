import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { canary, exif, exifSegment, inJpeg, plain } from '../report/pictures.ts';
import { choose, fileOf, filesOf, fileWith, folder, reported, sendFiles } from './choosing.ts';
import { fill } from './filling.ts';
import { press } from './form-page.ts';
import { type Inbox, inboxOf } from './inbox-of.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';

const site = siteOfWorker();
let inbox: Inbox;
beforeAll(() => {
  inbox = inboxOf(site);
});

describe.each(['chromium', 'firefox'] as const)('in %s', (kind) => {
  const hold = pageOf(kind);
  /** What is the page's own doing, not the browser's. */
  const inChromium = it.skipIf(kind !== 'chromium');
  const listed = () =>
    hold.page.$$eval('#evidence-list > fieldset > legend', (all) => all.map(({ textContent }) => textContent));
  const saidOf = async (name: string): Promise<string> => {
    await hold.page.waitForFunction(
      (wanted) => document.getElementById('evidence-said')?.textContent?.includes(wanted),
      {},
      name,
    );
    return hold.page.$eval('#evidence-said', ({ textContent }) => textContent ?? '');
  };
  const offer = async (...paths: string[]) => {
    const input = (await hold.page.$('#evidence-files')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(...paths);
  };

  beforeEach(async () => {
    await reported(hold.page, site.origin);
    inbox.drain();
  });

  it('names what is too large before a byte of it is read, and takes the rest', async () => {
    const large = join(folder, `${kind} film of 2 GiB.bin`);
    writeFileSync(large, '');
    // Takes no room on the disk.
    truncateSync(large, 2 ** 31);
    const small = fileOf(`${kind} small.bin`, 10);
    await offer(large, small.path);
    expect(await saidOf('film of 2 GiB.bin')).toMatch(/2 GB.*at most 256 MB/);
    expect(await listed()).toHaveLength(1);
    await sendFiles(hold.page);
    expect(filesOf(await inbox.opened()).map(({ name }) => name)).toEqual([small.name]);
  });

  inChromium('takes thirty files in all, and names those beyond', async () => {
    const files = Array.from({ length: 32 }, (_, at) => fileOf(`${kind} ${at + 1} of 32.txt`, 3));
    await choose(hold.page, ...files.slice(0, 20).map(({ path }) => path));
    await offer(...files.slice(20).map(({ path }) => path));
    const said = await saidOf('At most 30');
    for (const { name } of files.slice(30)) expect(said).toContain(name);
    expect(said).not.toContain('30 of 32');
    expect(await listed()).toHaveLength(30);
    await sendFiles(hold.page);
    await offer(files[31]?.path ?? '');
    await saidOf('32 of 32');
    expect(filesOf(await inbox.opened())).toHaveLength(30);
  });

  it('names a file that is gone before it is sent, and sends the rest', async () => {
    const [gone, there] = [fileOf(`${kind} gone.bin`, 1_000_000), fileOf(`${kind} there.bin`, 1_000_000)];
    await choose(hold.page, gone.path, there.path);
    rmSync(gone.path);
    await press(hold.page, '#evidence-send');
    await saidOf('gone.bin');
    await press(hold.page, '#files-0 [data-buttons] button:last-child');
    await sendFiles(hold.page);
    expect(filesOf(await inbox.opened())).toEqual([
      { name: there.name, size: 1_000_000, sha256: there.sha256, intact: true },
    ]);
  });

  it('shows a name that would deceive or flood as what it is, and keeps it as it was', async () => {
    const name = `../a\n\u202egpj\u2069${'x'.repeat(4_000)}.txt`;
    await hold.page.evaluate((wanted) => {
      const chosen = new DataTransfer();
      chosen.items.add(new File(['text'], wanted));
      const input = document.getElementById('evidence-files') as HTMLInputElement;
      input.files = chosen.files;
      input.dispatchEvent(new Event('change'));
    }, name);
    await saidOf('Files added: 1');
    const [shown = ''] = await listed();
    expect(shown?.length).toBeLessThan(150);
    expect(shown?.slice(1, -1)).not.toMatch(/[\n\u202a-\u202e]|\u2069./);
    await sendFiles(hold.page);
    const [kept] = filesOf(await inbox.opened());
    expect(kept?.name.startsWith('../a')).toBe(true);
    expect(kept?.name.length).toBe(1_000);
  });

  inChromium(
    'goes by what a file is and not by its name, and says of which files nothing can be taken out',
    async () => {
      const whole = inJpeg(plain.baseline, exifSegment(exif({ make: canary })));
      const [picture, paper] = [fileWith(`${kind}.jpg_large`, whole), fileWith(`${kind}.jpg`, Buffer.from('%PDF-1.7'))];
      await choose(hold.page, picture.path, paper.path);
      const offered = await hold.page.$$eval('#evidence-list > *', (blocks) =>
        blocks.map((block) => {
          const select = block.querySelector('[name$=".hiddenData"]') as HTMLSelectElement;
          const described = (select.getAttribute('aria-describedby') ?? '').split(' ');
          return {
            chosen: select.value,
            canRemove: [...select.options].some(({ value, disabled }) => value === 'removed' && !disabled),
            notes: described.filter((id) => document.getElementById(id)?.textContent?.includes('cannot be taken out'))
              .length,
            shown: block.textContent?.includes('cannot be taken out'),
          };
        }),
      );
      expect(offered).toEqual([
        { chosen: 'removed', canRemove: true, notes: 0, shown: false },
        { chosen: 'kept', canRemove: false, notes: 1, shown: true },
      ]);
      await sendFiles(hold.page);
      const [opened] = await inbox.opened();
      expect(opened?.report.files?.map(({ hiddenData }) => hiddenData)).toEqual(['removed', 'kept']);
      expect(filesOf(opened ? [opened] : [])[0]?.size).toBe(plain.baseline.length);
    },
  );

  it('says that nothing can be taken out of a damaged picture, and sends it with what it holds if told so', async () => {
    const whole = inJpeg(plain.baseline, exifSegment(exif({ make: canary })));
    const damaged = fileWith(`${kind} damaged.jpg`, whole.subarray(0, whole.length - 40));
    await choose(hold.page, damaged.path);
    await press(hold.page, '#evidence-send');
    await saidOf('damaged.jpg');
    expect(await inbox.reports()).toEqual([]);
    // Removing it is what is nearest.
    expect(await hold.page.evaluate(() => document.activeElement?.textContent)).toContain('Remove');
    await fill(hold.page, { 'files.0.hiddenData': ['kept'] });
    await sendFiles(hold.page);
    expect(filesOf(await inbox.opened())).toMatchObject([{ sha256: damaged.sha256, intact: true }]);
  });
});

describe('a folder', () => {
  const hold = pageOf('chromium');

  it('is named, and not added', async () => {
    await reported(hold.page, site.origin);
    const inside = join(folder, 'a folder');
    mkdirSync(inside);
    // A picker gives no folder; one that is dropped comes as a file that cannot be read.
    const devtools = await hold.page.createCDPSession();
    const place = await hold.page.$eval('#evidence-files', (input) => {
      input.scrollIntoView({ block: 'center' });
      const { x, y } = input.getBoundingClientRect();
      return { x: x + 5, y: y + 5 };
    });
    const data = { items: [], files: [inside], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, ...place, data });
    await hold.page.waitForFunction(() => document.getElementById('evidence-said')?.textContent?.includes('a folder'));
    expect(await hold.page.$$('#evidence-list > *')).toEqual([]);
  });
});
