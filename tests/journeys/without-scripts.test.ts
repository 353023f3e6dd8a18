import { expect, it } from 'vitest';
import { fill } from './filling.ts';
import { mails, mailTelling } from './mailbox.ts';
import { expectAccessible, expectValidMarkup } from './markup.ts';
import { pageOf } from './page-of.ts';
import { collectAndOpen, drain } from './room.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { answers, filling, narrative } from './whole-report.ts';

const site = siteOfWorker();
// Only Chromium can be told to run no scripts.
const hold = pageOf('chromium');
const codeOn = (selector: string) => hold.page.$eval(selector, (element) => element.textContent ?? '');

/** Presses the native button of a form; gives the markup of the answer. */
async function post(): Promise<string> {
  const [response] = await Promise.all([
    hold.page.waitForNavigation(),
    hold.page.$eval('[name=do][value=send]:not([hidden]), #receipt button', (button) =>
      (button as HTMLElement).click(),
    ),
  ]);
  return (await response?.text()) ?? '';
}

it('carries a report without scripts, sealed by the server and marked so', async () => {
  drain(site);
  const before = await mails(site);
  await hold.page.setJavaScriptEnabled(false);
  await hold.page.goto(`${site.origin}/en/report`);
  const half = Object.entries(filling).slice(0, 7);
  await fill(hold.page, Object.fromEntries(half));
  await expectValidMarkup(await post());
  expect(await hold.page.$$eval('.error-summary li', (items) => items.length)).toBe(4);
  expect(await hold.page.$eval('#narrative', (area) => (area as HTMLTextAreaElement).value)).toBe(narrative);
  await hold.page.setJavaScriptEnabled(true);
  await expectAccessible(hold.page);
  await hold.page.setJavaScriptEnabled(false);
  await fill(hold.page, Object.fromEntries(Object.entries(filling).slice(7)));
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
