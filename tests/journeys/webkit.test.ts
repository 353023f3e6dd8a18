import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { collectAndOpen, drain } from './room.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { startWebKit, type WebKit } from './webkit.ts';
import { answers, filling } from './whole-report.ts';

const site = siteOfWorker();
let webkit: WebKit;
beforeAll(async () => {
  webkit = await startWebKit();
});
afterAll(() => webkit.end());

const shown = (selector: string) =>
  webkit.run<boolean>('return document.querySelector(arguments[0])?.checkVisibility() ?? false', selector);

/** Does in the controls of a name what a person does there. */
const act = `const [name, values] = arguments[0];
for (const control of document.querySelectorAll('[name="' + name + '"]')) {
  if (/checkbox|radio/.test(control.type)) { if (values.includes(control.value)) control.click(); }
  else control.value = values[0];
}`;

it('carries a report from the form to the reading room in WebKit, sealed by libsodium', async () => {
  drain(site);
  await webkit.go(`${site.origin}/en/report`);
  await eventually(async () => expect(await webkit.run('return document.documentElement.dataset.ready')).toBe(''));
  expect(await webkit.run('return document.documentElement.dataset.engine')).toBe('sodium');
  for (const step of Object.entries(filling)) await webkit.run(act, step);
  await webkit.run("document.querySelector('[data-go=check]').click()");
  await webkit.run("document.getElementById('send-button').click()");
  await eventually(async () => expect(await shown('#issued')).toBe(true));
  expect(await webkit.run("return document.getElementById('issued-code').textContent")).toMatch(/^\d{5}( \d{5}){8}$/);
  const { results } = collectAndOpen(site);
  expect(results.map(({ report }) => report?.answers)).toEqual([answers]);
});
