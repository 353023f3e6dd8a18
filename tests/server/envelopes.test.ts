import { afterEach, beforeEach, expect, it } from 'vitest';
import { toHex } from '../../crypto/hex.ts';
import { newReceipt } from '../../crypto/receipt-code.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import { envelopePost, sealedReport, type TestServer, testServer } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const post = (bytes: Uint8Array, headers: Record<string, string>) =>
  site.request('/envelopes', envelopePost(bytes, headers));
const waiting = async () => (await site.store.counts()).waiting;

it('stores an envelope with its day and links the chain', async () => {
  const { bytes, mailboxId } = await sealedReport(site);
  expect((await post(bytes, { 'Mailbox-Id': mailboxId })).status).toBe(201);
  const [stored] = await site.store.newEnvelopes();
  expect(stored).toMatchObject({
    mailboxId,
    receivedDay: '2026-11-21',
    sealedBy: 'browser',
    thread: 'first',
    size: bytes.length,
  });
  expect((await site.store.chainSegment(1)).end.length).toBe(1);
});

it('answers a second sending of the same envelope alike and keeps one row', async () => {
  const { bytes, mailboxId } = await sealedReport(site);
  const first = await post(bytes, { 'Mailbox-Id': mailboxId });
  const second = await post(bytes, { 'Mailbox-Id': mailboxId });
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(await second.text()).toBe(await first.text());
  expect(await waiting()).toBe(1);
});

it('refuses a second first report for a mailbox', async () => {
  const { bytes, mailboxId, receipt } = await sealedReport(site);
  await post(bytes, { 'Mailbox-Id': mailboxId });
  const edited = await sealedReport(site, receipt);
  expect((await post(edited.bytes, { 'Mailbox-Id': mailboxId })).status).toBe(409);
  expect(await waiting()).toBe(1);
});

it('takes an update with the token of a known mailbox, and no other', async () => {
  const { bytes, mailboxId, receipt } = await sealedReport(site);
  await post(bytes, { 'Mailbox-Id': mailboxId });
  const update = await sealedReport(site, receipt, 'update');
  expect((await post(update.bytes, { 'Mailbox-Token': toHex(mailboxToken(newReceipt())) })).status).toBe(404);
  expect((await post(update.bytes, { 'Mailbox-Token': toHex(mailboxToken(receipt)) })).status).toBe(201);
  expect(await waiting()).toBe(2);
});

it('refuses what is not an envelope, says three things about it, and stores nothing', async () => {
  const { bytes, mailboxId } = await sealedReport(site);
  const classic = bytes.slice();
  classic.set(new TextEncoder().encode('-> X25519'), 22);
  const odd = [bytes.subarray(0, -1), new Uint8Array(bytes.length), classic, new Uint8Array(70)];
  for (const body of odd) {
    const response = await post(body, { 'Mailbox-Id': mailboxId });
    expect(response.status).toBe(422);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    const { title, kept, detail } = (await response.json()) as Record<string, string>;
    for (const sentence of [title, kept, detail]) expect(sentence).toMatch(/\w.*\.$/);
  }
  const page = await site.request(
    '/envelopes',
    envelopePost(new Uint8Array(70), { 'Mailbox-Id': mailboxId, Accept: 'text/html' }),
  );
  expect(page.status).toBe(422);
  expect(await page.text()).toContain('<h1>');
  expect(await waiting()).toBe(0);
});

it('refuses a missing, doubled or malformed mailbox', async () => {
  const { bytes, mailboxId } = await sealedReport(site);
  const token = '0'.repeat(64);
  for (const headers of [
    {},
    { 'Mailbox-Id': 'x' },
    { 'Mailbox-Id': mailboxId.toUpperCase() },
    { 'Mailbox-Id': mailboxId, 'Mailbox-Token': token },
  ])
    expect((await post(bytes, headers as Record<string, string>)).status).toBe(422);
});

it('refuses a body that is shorter or longer than it says', async () => {
  const { bytes, mailboxId } = await sealedReport(site);
  for (const body of [bytes.subarray(0, 5000), new Uint8Array([...bytes, 0])]) {
    const init = envelopePost(body, { 'Mailbox-Id': mailboxId, 'Content-Length': String(bytes.length) });
    expect((await site.request('/envelopes', init)).status).toBe(422);
  }
  expect(await waiting()).toBe(0);
});

/** A body that must not be touched: reading it is recorded. */
function untouched(): { body: ReadableStream<Uint8Array>; wasRead: () => boolean } {
  let isRead = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        isRead = true;
        controller.enqueue(new Uint8Array(1024));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, wasRead: () => isRead };
}

it.each([
  ['too large', 413, '2000000', {}],
  ['of a length that no envelope has', 422, '70000', {}],
  ['over the disk budget', 507, '67195', { diskSpace: async () => ({ freeBytes: 1e6, totalBytes: 1e9 }) }],
] as const)('answers before it reads a body that is %s', async (_what, status, length, more) => {
  const narrow = await testServer(more);
  const { body, wasRead } = untouched();
  const headers = { 'Content-Length': length, 'Mailbox-Id': 'a'.repeat(64) };
  const response = await narrow.request('/envelopes', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
  expect(response.status).toBe(status);
  expect(wasRead()).toBe(false);
  await narrow.close();
});

it('refuses a body of unknown length', async () => {
  const { body } = untouched();
  const init = { method: 'POST', body, headers: { 'Mailbox-Id': 'a'.repeat(64) }, duplex: 'half' } as RequestInit;
  expect((await site.request('/envelopes', init)).status).toBe(411);
});

it('welcomes envelopes of any keyring ever published here, whatever its number of recipients', async () => {
  const keyrings = [
    site.published(1, 1),
    site.published(2, 3),
    site.published(3, 2, { notBefore: '2026-12-01' }),
  ] as const;
  const later = await testServer({ keyrings: [...keyrings] });
  for (const { keyring } of keyrings) {
    const { bytes, mailboxId } = await sealedReport(later, newReceipt(), 'new', keyring);
    expect((await later.request('/envelopes', envelopePost(bytes, { 'Mailbox-Id': mailboxId }))).status).toBe(201);
  }
  const served = JSON.parse(await (await later.request('/keyring.json')).text()) as { serial: number };
  // The newest that has begun: the third is in its place early.
  expect(served.serial).toBe(2);
  await later.close();
});

it('keeps nobody out whose envelope somebody else sent first under another mailbox', async () => {
  const { bytes, mailboxId } = await sealedReport(site);
  expect((await post(bytes, { 'Mailbox-Id': 'f'.repeat(64) })).status).toBe(201);
  expect((await post(bytes, { 'Mailbox-Id': mailboxId })).status).toBe(201);
  expect((await site.store.mailbox(mailboxId)).state).toBe('received');
});
