import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import { envelopePost, sealedReport, type TestServer, testServer } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

it('sends the security headers with every answer, and no cookie', async () => {
  for (const path of ['/en/report', '/keyring.json', '/nothing-here', '/assets/seal-X.js']) {
    const { headers } = await site.request(path);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https:|\*/);
    expect(headers.get('Referrer-Policy')).toBe('same-origin');
    expect(headers.get('Cache-Control')).toBe('no-store, no-transform');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Set-Cookie')).toBeNull();
  }
});

it('lets WebAssembly start in the worker and nowhere else', async () => {
  const policyOf = async (path: string) => (await site.request(path)).headers.get('Content-Security-Policy');
  expect(await policyOf('/assets/seal-X.js')).toContain("'wasm-unsafe-eval'");
  expect(await policyOf('/en/report')).not.toContain('wasm');
  expect(await policyOf('/en/report')).toContain("require-trusted-types-for 'script'; trusted-types seal-worker");
});

it('serves the compressed page to whoever takes it', async () => {
  const page = await site.request('/en/report', { headers: { 'Accept-Encoding': 'br' } });
  expect(page.headers.get('Content-Encoding')).toBe('br');
  expect(page.headers.get('Vary')).toContain('Accept-Encoding');
  expect(await page.text()).toBe('compressed');
  expect((await site.request('/en/report')).headers.get('Content-Encoding')).toBeNull();
});

it('does not leave its folder', async () => {
  for (const path of ['/../reports.sqlite', '/%2e%2e/reports.sqlite', '/en/..%2f..%2freports.sqlite'])
    expect((await site.request(path)).status).toBe(404);
});

it('refuses a foreign Host before anything else', async () => {
  for (const Host of ['evil.example', 'form.example.evil.example', 'form.example:81', ''])
    expect((await site.request('/en/report', { headers: { Host } })).status).toBe(421);
  const { bytes, mailboxId } = await sealedReport(site);
  const post = envelopePost(bytes, { 'Mailbox-Id': mailboxId, Host: 'evil.example' });
  expect((await site.request('/envelopes', post)).status).toBe(421);
  expect((await site.store.counts()).waiting).toBe(0);
});

it('serves the signed bytes of the keyring', async () => {
  const bytes = new Uint8Array(await (await site.request('/keyring.json')).arrayBuffer());
  expect(bytes).toEqual(new Uint8Array(site.server.keyrings[0].bytes));
  expect(await (await site.request('/keyring.json.minisig')).text()).toBe(site.server.keyrings[0].minisig);
});

it('refuses a token that is none, and anything beside it', async () => {
  for (const body of ['{}', '{"token":"x"}', '[]', `{"token":"${'0'.repeat(64)}","more":1}`]) {
    const response = await site.request('/mailbox', {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(response.status).toBe(422);
  }
});

const typeCode = (code: string) =>
  site.request('/en/receipt', {
    method: 'POST',
    body: new URLSearchParams({ code }).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });

it('shows the state without scripts, repairs a slip, and never calls an unknown code wrong', async () => {
  const { bytes, mailboxId, receipt } = await sealedReport(site);
  await site.request('/envelopes', envelopePost(bytes, { 'Mailbox-Id': mailboxId }));
  const code = formatReceipt(receipt).join(' ');
  expect(await (await typeCode(code)).text()).toContain('data-result="received"');
  const slipped = code.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
  const repaired = await (await typeCode(slipped)).text();
  expect(repaired).toContain(code);
  const unknown = await (await typeCode(formatReceipt(newReceipt()).join(''))).text();
  expect(unknown).not.toMatch(/wrong|incorrect|invalid/i);
  expect((await typeCode('12345')).status).toBe(422);
});

it('finds a code without scripts in what the page itself saved, and in a long mail of any script', async () => {
  const { bytes, mailboxId, receipt } = await sealedReport(site);
  await site.request('/envelopes', envelopePost(bytes, { 'Mailbox-Id': mailboxId }));
  const code = formatReceipt(receipt).join(' ');
  for (const text of [`${code}\r\n\r\n№ \r\n`, `${'字'.repeat(3_900)} ${code}`]) {
    const response = await typeCode(text);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('data-result="received"');
  }
});

it('points without scripts to the groups of a slip, and says that two codes are more than one', async () => {
  const [code, other] = [newReceipt(), newReceipt()].map((each) => formatReceipt(each).join(' '));
  const slipped = `${code?.slice(0, 4)}x${code?.slice(5, -1)}x`;
  const slip = await typeCode(slipped);
  expect(slip.status).toBe(422);
  expect(await slip.text()).toContain('counted from the start: 1, 9');
  // A code has nine groups: of ten, nobody knows which are meant.
  const tooMany = await typeCode(`${slipped} ${code?.slice(0, 5)}`);
  expect(tooMany.status).toBe(422);
  expect(await tooMany.text()).not.toContain('counted from the start');
  const several = await typeCode(`${code}\n${other}`);
  expect(several.status).toBe(422);
  expect(await several.text()).toContain('There is more than one code here');
});

it('logs neither address, nor agent, nor code, nor time', async () => {
  await site.close();
  const broken = await testServer({
    store: {
      ...site.store,
      mailbox: () => Promise.reject(Object.assign(new Error('secret inside'), { code: 'storage-broken' })),
    },
  });
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'agent-canary',
    'X-Forwarded-For': '203.0.113.9',
  };
  const body = JSON.stringify({ token: 'ab'.repeat(32) });
  expect((await broken.request('/mailbox', { method: 'POST', body, headers })).status).toBe(500);
  expect(broken.logged.join('')).toContain('storage-broken');
  expect(broken.logged.join('')).not.toMatch(/canary|203\.0|abab|secret|T\d\d:\d\d/);
  await broken.close();
  site = await testServer();
});

it('serves pages under the names of today, and takes reports under those of older keyrings too', async () => {
  const older = site.published(1, 1, { origins: ['https://old.example'] });
  const moved = await testServer({ keyrings: [older, site.published(2, 1)] });
  const { bytes, mailboxId } = await sealedReport(moved);
  const at = (path: string, init: RequestInit) =>
    moved.request(path, { ...init, headers: { ...(init.headers as Record<string, string>), Host: 'old.example' } });
  expect((await at('/en/report', {})).status).toBe(421);
  expect((await at('/envelopes', envelopePost(bytes, { 'Mailbox-Id': mailboxId }))).status).toBe(201);
  await moved.close();
});
