import type { ElementHandle } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { fileOf, reported } from './choosing.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';

const site = siteOfWorker();

/** What stands in the page while a first reading is held back. */
interface Held {
  goOn(): void;
}

describe('a chosen file whose first bytes are long in coming', () => {
  const hold = pageOf('chromium');
  const focused = () => hold.page.evaluate(() => document.activeElement?.id ?? '');

  /** Chooses a file whose reading waits for `come`. */
  async function chooseSlow(): Promise<void> {
    await hold.page.evaluate(() => {
      const { arrayBuffer } = Blob.prototype;
      Blob.prototype.arrayBuffer = function (this: Blob) {
        return new Promise((resolve) => {
          (window as unknown as Held).goOn = () => resolve(arrayBuffer.call(this));
        });
      };
    });
    const input = (await hold.page.$('#evidence-files')) as ElementHandle<HTMLInputElement>;
    await input.focus();
    await input.uploadFile(fileOf('slow.bin', 10).path);
    await hold.page.waitForFunction(() => 'goOn' in window);
  }

  async function come(): Promise<void> {
    await hold.page.evaluate(() => (window as unknown as Held).goOn());
    await hold.page.waitForFunction(() => document.querySelectorAll('#evidence-list > *').length === 1);
  }

  beforeEach(async () => {
    await reported(hold.page, site.origin);
  });

  it('takes the focus to its questions where it has stayed', async () => {
    await chooseSlow();
    await come();
    expect(await focused()).toMatch(/^files-0-/);
  });

  it('takes the focus to its questions where it is nowhere', async () => {
    await chooseSlow();
    await hold.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await come();
    expect(await focused()).toMatch(/^files-0-/);
  });

  it('takes the focus from nothing that the person has gone to meanwhile', async () => {
    await chooseSlow();
    const other = await hold.page.evaluate(() => {
      const control = [...document.querySelectorAll<HTMLElement>('main a[href], main button, main summary')].find(
        (each) => each.id !== 'evidence-files' && each.checkVisibility(),
      );
      if (control) control.id ||= 'elsewhere';
      control?.focus();
      return control?.id;
    });
    expect(await focused()).toBe(other);
    expect(other).toBeTruthy();
    await come();
    expect(await focused()).toBe(other);
  });
});
