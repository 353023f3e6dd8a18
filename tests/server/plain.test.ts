import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEnvelope } from '../../crypto/open.ts';
import { readReceipt } from '../../crypto/receipt-code.ts';
import { unpackPayload } from '../../crypto/unpack.ts';
import { reportSchema } from '../../report/report.ts';
import { type TestServer, testServer } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const fields: readonly [string, string][] = [
  ['source.relation', 'family'],
  ['source.identityMode', 'withheld_for_now'],
  ['mps.0.fullName', 'Ωραία Δοκιμή'],
  ['mps.0.country', 'XA'],
  ['mps.0.capacityThen', 'sitting'],
  ['urgency.self', 'days'],
  ['narrative', 'First line\r\nsecond line 🙏'],
  ['violations', 'murder'],
  ['violations', 'impunity'],
  ['consent.mp', 'family_agreed'],
  ['consent.caseUse', 'secretariat_only'],
  ['acknowledgement', 'yes'],
];

function post(pairs: readonly (readonly [string, string])[], path = '/en/report', target = site) {
  const body = new URLSearchParams(pairs as [string, string][]).toString();
  return target.request(path, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(Buffer.byteLength(body)),
      Accept: 'text/html',
    },
  });
}

async function onlyReport() {
  const [stored] = await site.store.newEnvelopes();
  const parts: Uint8Array[] = [];
  for await (const part of site.store.readEnvelope(stored?.sha256 ?? '')) parts.push(part);
  const { report } = unpackPayload(await openEnvelope(new Uint8Array(Buffer.concat(parts)), [site.identity]));
  return { stored, report: reportSchema.parse(JSON.parse(Buffer.from(report.bytes).toString())) };
}

it('seals what arrives readable, marks it, and shows a receipt code that reads back', async () => {
  const page = await post(fields);
  expect(page.status).toBe(201);
  const code = /class="code"[^>]*>([\d ]+)</.exec(await page.text())?.[1] ?? '';
  expect(readReceipt(code).kind).toBe('exact');
  const { stored, report } = await onlyReport();
  expect(stored?.sealedBy).toBe('server');
  expect(report).toMatchObject({
    sealedBy: 'server',
    kind: 'new',
    createdDay: '2026-11-21',
    mailboxId: stored?.mailboxId,
  });
  expect(report.answers).toEqual({
    source: { relation: 'family', identityMode: 'withheld_for_now' },
    mps: [{ fullName: 'Ωραία Δοκιμή', country: 'XA', capacityThen: 'sitting' }],
    urgency: { self: 'days' },
    narrative: 'First line\nsecond line 🙏',
    violations: ['murder', 'impunity'],
    consent: { mp: 'family_agreed', caseUse: 'secretariat_only' },
    acknowledgement: true,
  });
});

it('gives back what was typed, with what to mend, and stores nothing', async () => {
  const page = await post(fields.filter(([name]) => name !== 'consent.caseUse'));
  expect(page.status).toBe(422);
  const html = await page.text();
  expect(html).toContain('Ωραία Δοκιμή');
  expect(html).toContain('second line 🙏');
  expect(html).toContain('href="#consent-caseUse"');
  expect((await site.store.counts()).waiting).toBe(0);
});

it('refuses another kind of body', async () => {
  const headers = { 'Content-Type': 'text/plain', 'Content-Length': '3' };
  expect((await site.request('/en/report', { method: 'POST', body: 'a=b', headers })).status).toBe(422);
});

it('refuses bodies over the limit unread', async () => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(600 * 1024) };
  expect((await site.request('/en/report', { method: 'POST', body: 'a=b', headers })).status).toBe(413);
});

it('refuses a body made to keep the parser of forms busy, before it parses', async () => {
  const response = await post([...fields, ...Array.from({ length: 1001 }, (): [string, string] => ['a', ''])]);
  expect(response.status).toBe(422);
  expect(await response.text()).not.toContain('Ωραία Δοκιμή');
});

it('refuses what another site sends', async () => {
  const body = new URLSearchParams(fields as [string, string][]).toString();
  for (const from of ['cross-site', 'same-site']) {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': from };
    expect((await site.request('/en/report', { method: 'POST', body, headers })).status).toBe(422);
  }
  expect((await site.store.counts()).waiting).toBe(0);
});

it('says that the keys are too old instead of sealing to them', async () => {
  const expired = await testServer({ keyrings: [site.published(1, 1, { expires: '2026-11-20' })] });
  const response = await post(fields, '/en/report', expired);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('not valid today');
  expect((await expired.store.counts()).waiting).toBe(0);
  await expired.close();
});

it('is closed where the setting closes it', async () => {
  const closed = await testServer({ noscript: 'refuse' });
  expect((await post(fields, '/en/report', closed)).status).toBe(404);
  await closed.close();
});
