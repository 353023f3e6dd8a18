import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { collectAndOpen, drain } from './room.ts';
import { startWebKit, type WebKit } from './webkit.ts';
import { answers, filling } from './whole-report.ts';

const site = inject('site');
let webkit: WebKit;
beforeAll(async () => {
  webkit = await startWebKit();
});
afterAll(() => webkit.end());

const shown = (selector: string) =>
  webkit.run<boolean>('return document.querySelector(arguments[0])?.checkVisibility() ?? false', selector);

/** Does in a control what a person does there. */
const act = `const [name, action, value] = arguments[0];
if (action === 'choose') document.querySelector('[name="' + name + '"][value="' + value + '"]').click();
else document.querySelector('[name="' + name + '"]').value = value;`;

it('carries a report from the form to the reading room in WebKit, sealed by libsodium', async () => {
  drain(site);
  await webkit.go(`${site.origin}/en/report`);
  await vi.waitFor(async () => expect(await shown('#send-button')).toBe(true), { timeout: 15_000 });
  expect(await webkit.run('return document.documentElement.dataset.engine')).toBe('sodium');
  for (const step of filling) await webkit.run(act, step);
  await webkit.run("document.getElementById('send-button').click()");
  await vi.waitFor(async () => expect(await shown('#issued')).toBe(true), { timeout: 15_000 });
  expect(await webkit.run("return document.getElementById('issued-code').textContent")).toMatch(/^\d{5}( \d{5}){8}$/);
  const { results } = collectAndOpen(site);
  expect(results.map(({ report }) => report?.answers)).toEqual([answers]);
});
