import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { BrowserKind } from './browser.ts';
import type { PageOf } from './page-of.ts';

/** A place that the focus came to. */
interface Stop {
  readonly what: string;
  readonly isAt: boolean;
  /** Whether it is part of the page's course: not a link that is seen in passing, not the bar to leave. */
  readonly isInCourse: boolean;
  readonly isSeen: boolean;
  readonly isCovered: boolean;
  /** In the page, not in the window. */
  readonly top: number;
  readonly bottom: number;
  /** From where lines begin. */
  readonly start: number;
}

/** Runs in the page: where the focus is, and whether that can be seen. */
function stopNow(selector: string): Stop | null {
  const focus = document.activeElement;
  const bar = document.querySelector('.exit');
  if (!(focus instanceof HTMLElement) || !bar || focus === document.body) return null;
  const box = focus.getBoundingClientRect();
  const free = bar.getBoundingClientRect().top;
  const { outlineStyle, outlineWidth } = getComputedStyle(focus);
  const isInWindow = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const isInCourse = !focus.matches('.skip') && !bar.contains(focus);
  // Browsers bring the line to type into in view, not all of a box for many lines; what is higher than the room above
  // the bar must begin there.
  const ofTextArea = focus.matches('textarea') ? Math.min(box.bottom, box.top + 44) : box.bottom;
  const needed = box.height > free - 32 ? box.top + 1 : ofTextArea;
  return {
    what: `${focus.tagName} ${focus.id || focus.getAttribute('name') || focus.textContent?.slice(0, 40)}`,
    isAt: focus.matches(selector),
    isInCourse,
    isSeen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && isInWindow,
    isCovered: isInCourse && needed > free,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
    start: document.documentElement.dir === 'rtl' ? -box.right : box.left,
  };
}

/** Runs in the page. */
async function twoFrames(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}

/** Whether a stop stands where reading goes on from another: below it, or further along its line. */
const isAfter = (stop: Stop, last: Stop) =>
  stop.top >= last.bottom - 2 || (stop.bottom > last.top && stop.start > last.start - 2);

/** Goes through a page by Tab, and notes what a person who sees the focus would stumble over. */
export class Walker {
  readonly faults: string[] = [];
  stops = 0;
  private isBackwards = false;
  private readonly page: Page;
  private readonly kind: BrowserKind;
  constructor({ page, started }: PageOf) {
    this.page = page;
    this.kind = started.kind;
  }

  /** Presses Tab until an element has the focus. */
  async tabTo(selector: string, most = 400): Promise<void> {
    let last: Stop | null = null;
    const trail: string[] = [];
    for (let press = 0; press < most; press += 1) {
      await this.page.keyboard.press('Tab');
      const stop = await this.stop(selector);
      // Beyond the page's end, browsers go on in their own window, and Firefox is no longer in this one.
      if (!stop) break;
      trail.push(stop.what);
      this.note(stop, last);
      if (stop.isAt) return;
      if (stop.isInCourse) last = stop;
    }
    throw new Error(`never came to ${selector}: ${trail.join(' → ')}`);
  }

  /** The same with Shift, against the course of the page. */
  async tabBackTo(selector: string): Promise<void> {
    this.isBackwards = true;
    await this.page.keyboard.down('Shift');
    await this.tabTo(selector);
    await this.page.keyboard.up('Shift');
    this.isBackwards = false;
  }

  /** Looks where the focus is, without a key. */
  async look(selector: string): Promise<void> {
    const stop = await this.stop(selector);
    expect(stop?.isAt).toBe(true);
    if (stop) this.note(stop, null);
  }

  /** Where the focus is, once the page has come to rest: Firefox scrolls to it some frames later. */
  private async stop(selector: string): Promise<Stop | null> {
    let stop: Stop | null = null;
    for (let wait = 0; wait < 8; wait += 1) {
      // Keys faster than frames make it lose one scroll over another.
      if (this.kind === 'firefox' || wait > 0) await this.page.evaluate(twoFrames);
      stop = await this.page.evaluate(stopNow, selector);
      if (!stop || (stop.isSeen && !stop.isCovered)) break;
    }
    return stop;
  }

  private note(stop: Stop, last: Stop | null): void {
    this.stops += 1;
    if (!stop.isSeen) this.faults.push(`focus not to be seen: ${stop.what}`);
    if (stop.isCovered) this.faults.push(`under the bar to leave: ${stop.what}`);
    if (!last || !stop.isInCourse) return;
    if (!(this.isBackwards ? isAfter(last, stop) : isAfter(stop, last)))
      this.faults.push(`${stop.what} after ${last.what}`);
  }

  async press(...keys: ('Enter' | ' ' | 'ArrowDown' | 'Tab')[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Goes to a control and acts on it. */
  async on(selector: string, ...keys: ('Enter' | ' ' | 'ArrowDown')[]): Promise<void> {
    await this.tabTo(selector);
    await this.press(...keys);
  }

  async type(selector: string, text: string): Promise<void> {
    await this.tabTo(selector);
    await this.page.keyboard.type(text);
  }

  async expectFocus(selector: string): Promise<void> {
    await this.page
      .waitForFunction((wanted) => document.activeElement?.matches(wanted), {}, selector)
      .catch(async () => {
        expect(await this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))).toBe(selector);
      });
  }

  /** Follows a link and waits until the other page is there. */
  async follow(path: string): Promise<void> {
    await Promise.all([this.page.waitForNavigation(), this.press('Enter')]);
    expect(new URL(this.page.url()).pathname).toBe(path);
  }
}
