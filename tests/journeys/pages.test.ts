import { expect, inject, it } from 'vitest';
import { fill } from './filling.ts';
import { mails, mailTelling } from './mailbox.ts';
import { expectAccessible, expectValidMarkup } from './markup.ts';
import { pageOf } from './page-of.ts';
import { collectAndOpen, drain } from './room.ts';
import { answers, filling, narrative } from './whole-report.ts';

const site = inject('site');
// What needs Chromium: scripts off, interception, a long walk by keyboard.
const hold = pageOf('chromium');
const codeOn = (selector: string) => hold.page.$eval(selector, (element) => element.textContent ?? '');

it('shows landing, form and receipt pages that are accessible and valid', async () => {
  for (const path of [
    '/en/',
    '/en/report',
    '/en/receipt',
    '/en/report/plain',
    '/en/report/plain/form',
    '/en/nothing-here',
  ]) {
    const response = await fetch(`${site.origin}${path}`, { headers: { Accept: 'text/html' } });
    await expectValidMarkup(await response.text());
    await hold.page.goto(`${site.origin}${path}`);
    await expectAccessible(hold.page);
  }
});

it('leaves at once, by the button and by three presses of Shift', async () => {
  const leave: readonly (() => Promise<void>)[] = [
    () => hold.page.click('#quick-exit'),
    async () => {
      for (let press = 0; press < 3; press++) await hold.page.keyboard.press('Shift');
    },
  ];
  for (const act of leave) {
    const exits: string[] = [];
    await hold.page.setRequestInterception(true);
    hold.page.removeAllListeners('request');
    hold.page.on('request', (request) => {
      if (new URL(request.url()).origin === site.origin) return void request.continue();
      if (!request.url().endsWith('/favicon.ico'))
        exits.push(`${request.url()} ${request.headers().referer ?? 'no referrer'}`);
      return void request.respond({ status: 200, contentType: 'text/html', body: 'elsewhere' });
    });
    await hold.page.goto(`${site.origin}/en/report`);
    await hold.page.waitForSelector('#send-button');
    await hold.page.type('[name="narrative"]', 'canary');
    await act();
    await hold.page.waitForFunction(() => document.body?.textContent === 'elsewhere');
    expect(exits).toEqual(['https://www.wikipedia.org/ no referrer']);
  }
  await hold.page.setRequestInterception(false);
});

it('keeps the focus clear of the bar to leave, all the way by keyboard', async () => {
  await hold.page.goto(`${site.origin}/en/report`);
  await hold.page.waitForSelector('#send-button');
  const hidden: string[] = [];
  let stops = 0;
  for (let press = 0; press < 90; press++) {
    await hold.page.keyboard.press('Tab');
    const found = await hold.page.evaluate(() => {
      const focus = document.activeElement;
      const bar = document.querySelector('.quick-exit')?.getBoundingClientRect();
      const box = focus?.getBoundingClientRect();
      if (!focus || !box || !bar || focus === document.body || focus.closest('.quick-exit')) return null;
      const outline = getComputedStyle(focus).outlineStyle;
      return { id: focus.id || focus.outerHTML, isHidden: box.bottom > bar.top && box.top >= bar.top, outline };
    });
    if (!found) continue;
    stops += 1;
    if (found.isHidden || found.outline === 'none') hidden.push(found.id);
  }
  expect(stops).toBeGreaterThan(10);
  expect(hidden).toEqual([]);
});

/** Presses the native button of a form; gives the markup of the answer. */
async function post(): Promise<string> {
  const [response] = await Promise.all([
    hold.page.waitForNavigation(),
    hold.page.$eval('button[formmethod=post], form[method=post] button', (button) => (button as HTMLElement).click()),
  ]);
  return (await response?.text()) ?? '';
}

it('carries a report without scripts, sealed by the server and marked so', async () => {
  drain(site);
  const before = await mails(site);
  await hold.page.setJavaScriptEnabled(false);
  await hold.page.goto(`${site.origin}/en/report`);
  await fill(hold.page, filling.slice(0, 7));
  await expectValidMarkup(await post());
  expect(await hold.page.$$eval('.error-summary li', (items) => items.length)).toBe(4);
  expect(await hold.page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(narrative);
  await hold.page.setJavaScriptEnabled(true);
  await expectAccessible(hold.page);
  await hold.page.setJavaScriptEnabled(false);
  await fill(hold.page, filling.slice(7));
  await expectValidMarkup(await post());
  const code = await codeOn('.code');
  expect(code).toMatch(/^\d{5}( \d{5}){8}$/);
  await hold.page.setJavaScriptEnabled(true);
  await expectAccessible(hold.page);
  await mailTelling(site, 1, before);
  await hold.page.setJavaScriptEnabled(false);
  await hold.page.goto(`${site.origin}/en/receipt`);
  await hold.page.type('#code', code.replaceAll(' ', '-'));
  await post();
  expect(await hold.page.$('[data-result="received"]')).not.toBeNull();
  await hold.page.setJavaScriptEnabled(true);
  await expectAccessible(hold.page);
  const { results } = collectAndOpen(site);
  expect(results).toHaveLength(1);
  expect(results[0]?.report).toMatchObject({ sealedBy: 'server', answers });
});
