import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toHex } from '../../crypto/hex.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import { publicApp } from '../../server/public/app.tsx';
import { attemptWith } from '../../storage/attempt.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import type { Store } from '../../storage/store.ts';
import { envelopePost, origin, sealedReport, type TestServer, testServer, today } from './test-server.ts';

let site: TestServer;
let store: Store;
let lock: Database.Database;
beforeEach(async () => {
  // The uploads' protocol asks the clock by itself.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${today}T12:00:00Z`) });
  site = await testServer();
  const file = join(site.folder, 'reports.sqlite');
  store = openSqliteStore(file, attemptWith([1, 1]));
  lock = new Database(file);
});
afterEach(async () => {
  lock.close();
  await store.close();
  await site.close();
  vi.useRealTimers();
});

/** Another program that has begun to write and does not end. */
const beginToWrite = () => lock.exec('BEGIN IMMEDIATE');

async function request(path: string, init: RequestInit = {}, own: Store = store) {
  const headers = { Host: 'form.example', ...(init.headers as Record<string, string>) };
  return publicApp({ ...site.server, store: own }).request(`${origin}${path}`, { ...init, headers });
}

it('answers busy where another program keeps the lock, and takes the same envelope once it is gone', async () => {
  const { bytes, mailboxId } = await sealedReport(site);
  const send = () => request('/envelopes', envelopePost(bytes, { 'Mailbox-Id': mailboxId }));
  beginToWrite();
  const busy = await send();
  expect([busy.status, busy.headers.get('Retry-After')]).toEqual([503, '60']);
  expect(await busy.json()).toMatchObject({ type: 'busy', status: 503 });
  expect(site.logged.join('')).toContain('"code":"storage-busy","status":503');
  lock.exec('ROLLBACK');
  expect((await send()).status).toBe(201);
});

it('serves pages, the keyring and looks into mailboxes while a post waits for the lock', async () => {
  const { bytes, mailboxId, receipt } = await sealedReport(site);
  await site.request('/envelopes', envelopePost(bytes, { 'Mailbox-Id': mailboxId }));
  const { bytes: more } = await sealedReport(site, receipt, 'update');
  const token = toHex(mailboxToken(receipt));
  beginToWrite();
  let isAnswered = false;
  // With the patience of a real server.
  const waiting = request('/envelopes', envelopePost(more, { 'Mailbox-Token': token }), site.store).then((response) => {
    isAnswered = true;
    return response;
  });
  for (const path of ['/en/report', '/keyring.json']) expect((await request(path)).status).toBe(200);
  const body = JSON.stringify({ token });
  const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
  expect((await request('/mailbox', { method: 'POST', body, headers })).status).toBe(200);
  expect(isAnswered).toBe(false);
  lock.exec('ROLLBACK');
  expect((await waiting).status).toBe(201);
});

it('answers busy to pieces of an upload, which goes on from what has come', async () => {
  const { bytes, mailboxId, receipt } = await sealedReport(site);
  await site.request('/envelopes', envelopePost(bytes, { 'Mailbox-Id': mailboxId }));
  const { bytes: more } = await sealedReport(site, receipt, 'update');
  const tus = { 'Tus-Resumable': '1.0.0' };
  const mailbox = { 'Mailbox-Token': toHex(mailboxToken(receipt)), 'Upload-Length': String(more.length) };
  const begin = () => request('/uploads', { method: 'POST', headers: { ...tus, ...mailbox } });
  beginToWrite();
  const refused = await begin();
  expect([refused.status, refused.headers.get('Retry-After'), await refused.text()]).toEqual([503, '60', 'busy']);
  lock.exec('ROLLBACK');
  const path = (await begin()).headers.get('Location') ?? '';
  const patch = (from: number, to: number) =>
    request(path, {
      method: 'PATCH',
      body: more.slice(from, to),
      headers: { ...tus, 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' },
    });
  expect((await patch(0, 10_000)).status).toBe(204);
  beginToWrite();
  expect((await patch(10_000, more.length)).status).toBe(503);
  lock.exec('ROLLBACK');
  const head = await request(path, { method: 'HEAD', headers: tus });
  expect(head.headers.get('Upload-Offset')).toBe('10000');
  expect((await patch(10_000, more.length)).status).toBe(204);
  expect(await store.newEnvelopes()).toMatchObject([{ thread: 'first' }, { thread: 'update' }]);
});

it('tells of each sealed file handed in without scripts, also where the lock comes between two', async () => {
  const files = [(await sealedReport(site)).bytes, (await sealedReport(site)).bytes];
  const half = {
    ...store,
    async acceptEnvelope(...args: Parameters<Store['acceptEnvelope']>) {
      const acceptance = await store.acceptEnvelope(...args);
      beginToWrite();
      return acceptance;
    },
  };
  const form = new FormData();
  for (const bytes of files) form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'data.bin');
  const sent = new Response(form);
  const body = new Uint8Array(await sent.arrayBuffer());
  const headers = {
    'Content-Type': sent.headers.get('Content-Type') ?? '',
    'Content-Length': String(body.length),
    Accept: 'text/html',
  };
  const post = (own: Store) => request('/en/sealed', { method: 'POST', body, headers }, own);
  const mixed = await post(half);
  expect(mixed.status).toBe(201);
  const html = await mixed.text();
  expect(html).toContain('Received.');
  expect(html).toContain('Not handed in: the line or the server failed.');
  // Still locked: nothing of this post gets in.
  const busy = await post(store);
  expect([busy.status, (await busy.text()).includes('Received.')]).toEqual([503, false]);
});
