import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestServer, testServer } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const page = (path: string, headers: Record<string, string> = {}) =>
  site.request(path, { headers: { Accept: 'text/html', ...headers } });

it.each([
  [undefined, '/en/'],
  ['', '/en/'],
  ['tlh', '/tlh/'],
  ['fr-CH, TLH;q=0.8, en;q=0.3', '/tlh/'],
  ['en;q=0.3, tlh-Latn-XA;q=0.5', '/tlh/'],
  ['tlh;q=0, en;q=0.1', '/en/'],
  ['tlh;q=0', '/en/'],
  ['*', '/en/'],
  ['xx, yy', '/en/'],
  ['tl', '/en/'],
  ['\t;;=,q', '/en/'],
])('sends a browser that wishes %j to %s', async (wish, path) => {
  const response = await page('/', wish === undefined ? {} : { 'Accept-Language': wish });
  expect(response.status).toBe(302);
  expect(response.headers.get('Location')).toBe(path);
  expect(response.headers.get('Vary')).toContain('Accept-Language');
});

it('answers in the language of the path, whatever the browser wishes', async () => {
  const asked = await page('/tlh/nothing-here');
  expect(asked.status).toBe(404);
  const html = await asked.text();
  expect(html).toContain('<html lang="tlh"');
  expect(html).toContain('‹tlh› There is no page');
  expect(html).toContain('href="https://tlh.example/"');
  const wishing = await page('/tlh/nothing-here', { 'Accept-Language': 'en' });
  expect(await wishing.text()).toBe(html);
  expect(wishing.headers.get('Vary') ?? '').not.toContain('Accept-Language');
});

it.each(['/xx/', '/xx/report', '/EN/report', '/tlhx/report', '/enx/report', '/xar/alert', '/nothing-here'])(
  'knows no language of the path %s, and says so in its first',
  async (path) => {
    for (const method of ['GET', 'POST']) {
      const response = await site.request(path, { method, headers: { Accept: 'text/html', 'Accept-Language': 'tlh' } });
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('<html lang="en"');
    }
  },
);

it('says problems that belong to no page in its first language', async () => {
  const headers = { 'Content-Type': 'text/plain', 'Accept-Language': 'tlh' };
  const response = await site.request('/mailbox', { method: 'POST', body: 'x', headers });
  expect(response.status).toBe(422);
  expect(((await response.json()) as { title: string }).title).toMatch(/^The server/);
});

it('leads to the same page in another language, and to the start from outside all of them', async () => {
  const inside = await (await page('/tlh/nothing-here')).text();
  expect(inside).toContain('<a href="/en/nothing-here" lang="en" hreflang="en" dir="ltr">English</a>');
  expect(inside).toMatch(/<a href="\/tlh\/nothing-here" lang="tlh"[^>]* aria-current="true">Invented tlh</);
  const outside = await (await page('/nothing-here')).text();
  expect(outside).toContain('<a href="/tlh/" lang="tlh"');
});

it('takes what is posted under every language', async () => {
  const type = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };
  const slip = await site.request('/tlh/receipt', { method: 'POST', body: 'code=12', headers: type });
  expect(slip.status).toBe(422);
  expect(await slip.text()).toContain('‹tlh› Please look at the code again');
  for (const path of ['/tlh/report', '/tlh/report/plain/form']) {
    const headers = { ...type, 'Content-Type': 'text/plain' };
    const report = await site.request(path, { method: 'POST', body: 'narrative=x', headers });
    expect(report.status).toBe(422);
    expect(await report.text()).toContain('‹tlh› The server could not make sense');
  }
});
