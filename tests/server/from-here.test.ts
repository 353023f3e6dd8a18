import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import { textOf } from '../views/as-seen.ts';
import { envelopePost, origin, sealedReport, type TestServer, testServer } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const form = 'application/x-www-form-urlencoded';
const whole = new URLSearchParams([
  ['narrative', 'What happened\r\nto Ωραία'],
  ['mp.fullName', 'Ωραία Δοκιμή'],
  ['mp.country', 'XA'],
  ['consent.caseUse', 'secretariat_only'],
  ['acknowledgement', 'yes'],
]).toString();

/** Everything that a browser can send to change something, or to be told something. */
const requests: readonly (readonly [string, string, string, string])[] = [
  ['POST', '/en/report', form, 'narrative=x'],
  ['POST', '/en/report/plain/form', form, 'narrative=x'],
  ['POST', '/en/alert', form, whole],
  ['POST', '/en/receipt', form, 'code=1'],
  ['POST', '/en/sealed', form, ''],
  ['POST', '/answer', form, `token=${'0'.repeat(64)}`],
  ['POST', '/mailbox', 'application/json', `{"token":"${'0'.repeat(64)}"}`],
  ['POST', '/envelopes', 'application/octet-stream', 'x'],
  ['POST', '/uploads', 'application/offset+octet-stream', ''],
  ['PATCH', `/uploads/${'0'.repeat(32)}`, 'application/offset+octet-stream', ''],
  ['DELETE', `/uploads/${'0'.repeat(32)}`, '', ''],
];

const ask = (method: string, path: string, type: string, body: string, headers: Record<string, string>) =>
  site.request(path, { method, body, headers: { 'Content-Type': type, ...headers } });
const typeOf = async (response: Response) =>
  response.headers.get('Content-Type') === 'application/problem+json' ? (await response.json()).type : undefined;

const foreign: readonly (readonly [string, Record<string, string>])[] = [
  ['another site', { Origin: 'https://evil.example' }],
  ['the same name without encryption', { Origin: 'http://form.example' }],
  ['the same name at another port', { Origin: 'https://form.example:8443' }],
  ['a name that begins alike', { Origin: 'https://form.example.evil.example' }],
  ['a page under the name', { Origin: 'https://a.form.example' }],
  ['nothing', { Origin: '' }],
  ['another site, by a browser that says more', { Origin: origin, 'Sec-Fetch-Site': 'cross-site' }],
  ['a page under the name, by a browser that says more', { 'Sec-Fetch-Site': 'same-site' }],
  ['another site that hides its name', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
];

it.each(foreign)('refuses everything that comes from %s', async (_from, headers) => {
  for (const [method, path, type, body] of requests) {
    const response = await ask(method, path, type, body, headers);
    expect([response.status, await typeOf(response)], path).toEqual([422, 'foreign']);
  }
  expect((await site.store.counts()).waiting).toBe(0);
});

it.each([
  ['its own page', { Origin: origin }],
  ['its own page, by a browser that says more', { Origin: origin, 'Sec-Fetch-Site': 'same-origin' }],
  ['a browser that names nothing', {}],
])('takes everything that comes from %s', async (_from, headers) => {
  for (const [method, path, type, body] of requests)
    expect(await typeOf(await ask(method, path, type, body, headers)), path).not.toBe('foreign');
  expect((await site.store.counts()).waiting).toBe(1);
});

it('refuses what comes from no named page, unless it can give back what was typed', async () => {
  const given = ['/en/report', '/en/report/plain/form', '/en/alert', '/en/receipt'];
  for (const headers of [{ Origin: 'null' }, { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }])
    for (const [method, path, type, body] of requests) {
      const response = await ask(method, path, type, body, headers);
      expect(response.status, path).toBe(422);
      expect(await typeOf(response), path).toBe(given.includes(path) ? undefined : 'foreign');
    }
  expect((await site.store.counts()).waiting).toBe(0);
});

it('refuses an upload that says to be another request', async () => {
  const headers = { Origin: 'https://evil.example', 'X-HTTP-Method-Override': 'PATCH' };
  const response = await site.request(`/uploads/${'0'.repeat(32)}`, { method: 'OPTIONS', headers });
  expect([response.status, await typeOf(response)]).toEqual([422, 'foreign']);
});

it('takes an envelope for a mailbox from its own page alone', async () => {
  const { bytes, mailboxId } = await sealedReport(site);
  const send = (from: string) =>
    site.request('/envelopes', envelopePost(bytes, { 'Mailbox-Id': mailboxId, Origin: from }));
  expect((await send('null')).status).toBe(422);
  expect((await send('https://evil.example')).status).toBe(422);
  expect((await send(origin)).status).toBe(201);
});

it('gives a whole report back that came from no named page, and takes it from the page that it gave', async () => {
  const page = await ask('POST', '/en/alert', form, `${whole}&seen=not_urgent_but_triggers`, { Origin: 'null' });
  const html = await page.text();
  expect(page.status).toBe(422);
  expect(textOf(html)).toContain('did not say that this came from a page of this site');
  for (const typed of ['What happened', 'Ωραία Δοκιμή', '<option value="XA" selected="">', 'value="secretariat_only"'])
    expect(html).toContain(typed);
  // What was looked at elsewhere counts for nothing here.
  expect(html).not.toContain('name="seen"');
  expect(page.headers.get('Referrer-Policy')).toBe('same-origin');
  expect((await site.store.counts()).waiting).toBe(0);
  expect((await ask('POST', '/en/alert', form, whole, { Origin: origin })).status).toBe(201);
});

it('gives a code back that came from no named page, and looks nothing up', async () => {
  const code = formatReceipt(newReceipt()).join(' ');
  const page = await ask('POST', '/en/receipt', form, `code=${code.replaceAll(' ', '+')}`, { Origin: 'null' });
  const html = await page.text();
  expect(page.status).toBe(422);
  expect(html).toContain(`value="${code}"`);
  expect(html).not.toContain('id="result"');
  expect(textOf(html)).toContain('the code was not looked up');
});

it('gives out pages to whoever links to them', async () => {
  const headers = { 'Sec-Fetch-Site': 'cross-site', Accept: 'text/html' };
  expect((await site.request('/en/report', { headers })).status).toBe(200);
});

it('lets browsers say to it alone where a request comes from', async () => {
  for (const path of ['/en/report', '/nothing', '/keyring.json'])
    expect((await site.request(path)).headers.get('Referrer-Policy'), path).toBe('same-origin');
});
