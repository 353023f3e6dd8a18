import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import * as tus from 'tus-js-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bucketOf } from '../../crypto/bucket.ts';
import { toHex } from '../../crypto/hex.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import { collect } from '../../server/team/collect.ts';
import { envelopePost, sealedPayload, sealedReport, type TestServer, testServer } from './test-server.ts';

const mib = 1024 * 1024;
const carried = { Thread: 'carried' };
let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const post = (bytes: Uint8Array, headers: Record<string, string> = carried) =>
  site.request('/envelopes', envelopePost(bytes, headers));
const rows = async () => (await site.store.newEnvelopes()).map(({ thread, mailboxId }) => [thread, mailboxId]);
const tokenOf = ({ receipt }: { readonly receipt: Uint8Array }) => ({ 'Mailbox-Token': toHex(mailboxToken(receipt)) });
const begin = (size: number, headers: Record<string, string> = carried) =>
  site.request('/uploads', {
    method: 'POST',
    headers: { 'Tus-Resumable': '1.0.0', 'Upload-Length': String(size), ...headers },
  });

const append = (path: string, bytes: Uint8Array, to = site) =>
  to.request(path, {
    method: 'PATCH',
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': '0',
      'Content-Type': 'application/offset+octet-stream',
      'Content-Length': String(bytes.length),
    },
    body: bytes as BodyInit,
  });

describe('a sealed file that somebody carries here', () => {
  it('is taken without a mailbox, once, and told to the team as carried', async () => {
    const { bytes, mailboxId } = await sealedReport(site);
    const answers = [await post(bytes), await post(bytes)];
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    expect(await rows()).toEqual([['carried', null]]);
    expect((await site.store.mailbox(mailboxId)).state).toBeNull();
    expect(await site.store.openBatch(() => 'a'.repeat(32))).toMatchObject({ threads: 0, updates: 0, carried: 1 });
  });

  it('is nothing new where its owner has sent it', async () => {
    const { bytes, mailboxId } = await sealedReport(site);
    expect((await post(bytes, { 'Mailbox-Id': mailboxId })).status).toBe(201);
    expect((await post(bytes)).status).toBe(200);
    expect(await rows()).toEqual([['first', mailboxId]]);
  });

  it('does not keep its owner out who sends it later, and adds to it', async () => {
    const { bytes, mailboxId, receipt } = await sealedReport(site);
    expect((await post(bytes)).status).toBe(201);
    expect((await post(bytes, { 'Mailbox-Id': mailboxId })).status).toBe(201);
    const update = await sealedReport(site, receipt, 'update');
    expect((await post(update.bytes, { 'Mailbox-Token': toHex(mailboxToken(receipt)) })).status).toBe(201);
    expect(await rows()).toEqual([
      ['carried', null],
      ['first', mailboxId],
      ['update', mailboxId],
    ]);
  });

  it('makes no mailbox that could be added to', async () => {
    const { bytes, receipt } = await sealedReport(site);
    await post(bytes);
    const update = await sealedReport(site, receipt, 'update');
    expect((await post(update.bytes, { 'Mailbox-Token': toHex(mailboxToken(receipt)) })).status).toBe(404);
    // It may be carried too: whose it is stands inside.
    expect((await post(update.bytes)).status).toBe(201);
  });

  it.each<[string, (good: Uint8Array) => [Uint8Array, Record<string, string>]]>([
    ['nothing says that it is carried', (good) => [good, {}]],
    ['another word stands there', (good) => [good, { Thread: 'Carried' }]],
    ['a mailbox is named as well', (good) => [good, { ...carried, 'Mailbox-Id': 'a'.repeat(64) }]],
    ['a token is shown as well', (good) => [good, { ...carried, 'Mailbox-Token': 'a'.repeat(64) }]],
    ['a byte is missing', (good) => [good.subarray(1), carried]],
    ['it has no header of ours', (good) => [new Uint8Array(good.length), carried]],
  ])('is refused where %s', async (_what, made) => {
    const { bytes } = await sealedReport(site);
    const [body, headers] = made(bytes);
    expect((await post(body, headers)).status).toBe(422);
    expect(await rows()).toEqual([]);
  });

  it('is refused with another number of recipients than any keyring had', async () => {
    const { bytes } = await sealedReport(site, undefined, 'new', site.published(2, 3).keyring);
    expect((await post(bytes)).status).toBe(422);
  });

  it('is collected with the others, and named as carried in the index', async () => {
    const { bytes, mailboxId } = await sealedReport(site);
    await post(bytes);
    await post(bytes, { 'Mailbox-Id': mailboxId });
    const file = `${site.folder}/bundle.tar`;
    expect(await collect(site.store, site.committee.id, file)).toMatchObject({ envelopes: 2, chainLength: 2 });
    expect(await site.store.counts()).toEqual({ waiting: 0, collected: 2 });
    expect((await site.store.mailbox(mailboxId)).state).toBe('collected');
  });
});

describe('carried uploads', () => {
  it('have a pool of their own: whoever fills it keeps nobody out who sends', async () => {
    const size = (await sealedPayload(site, bucketOf(2 * mib))).length;
    // Who begins five times as many and brings nothing keeps nobody out at all.
    const statuses = new Set<number>();
    for (let at = 0; at < 5 * 64; at += 1) statuses.add((await begin(size)).status);
    expect([...statuses]).toEqual([201]);
    expect(await site.store.uploadsUnderWay(null)).toMatchObject({ sent: 0, carried: 64 });
    const envelope = await sealedPayload(site, bucketOf(2 * mib));
    for (let at = 0; at < 64; at += 1) {
      const path = (await begin(size)).headers.get('Location') ?? '';
      expect((await append(path, envelope.subarray(0, mib))).status).toBe(204);
    }
    expect((await begin(size)).status).toBe(503);
    const small = await sealedReport(site);
    expect((await post(small.bytes, { 'Mailbox-Id': small.mailboxId })).status).toBe(201);
    expect((await begin(size, tokenOf(small))).status).toBe(201);
    expect((await post((await sealedReport(site)).bytes)).status).toBe(201);
  });

  it('leave room on the disk for the largest upload that somebody sends', async () => {
    const free = { freeBytes: 1_160 * mib, totalBytes: 10_000 * mib };
    const narrow = await testServer({ diskSpace: async () => free, diskReserveBytes: 100 * mib });
    const size = (await sealedPayload(narrow, bucketOf(16 * mib))).length;
    const report = await sealedReport(narrow);
    await narrow.request('/envelopes', envelopePost(report.bytes, { 'Mailbox-Id': report.mailboxId }));
    const ask = (headers: Record<string, string>) =>
      narrow.request('/uploads', {
        method: 'POST',
        headers: { 'Tus-Resumable': '1.0.0', 'Upload-Length': String(size), ...headers },
      });
    const first = await ask(carried);
    expect(first.status).toBe(201);
    const piece = (await sealedPayload(narrow, bucketOf(16 * mib))).subarray(0, mib);
    expect((await append(first.headers.get('Location') ?? '', piece, narrow)).status).toBe(204);
    expect((await ask(carried)).status).toBe(507);
    expect((await ask(tokenOf(report))).status).toBe(201);
    await narrow.close();
  });

  it('are taken from a stock client, which is told when it was here already', async () => {
    const listener = createAdaptorServer({ fetch: site.fetch });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', () => resolve()));
    const endpoint = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/uploads`;
    const states: (string | undefined)[] = [];
    const upload = (bytes: Uint8Array, headers: Record<string, string>) =>
      new Promise<string>((resolve) => {
        new tus.Upload(Buffer.from(bytes), {
          endpoint,
          headers: { Host: 'form.example', ...headers },
          chunkSize: mib,
          storeFingerprintForResuming: false,
          onAfterResponse: (request, response) => {
            if (request.getMethod() === 'PATCH') states.push(response.getHeader('Upload-State') || undefined);
          },
          onSuccess: () => resolve('done'),
          onError: (error) => resolve(String(error)),
        }).start();
      });
    const envelope = await sealedPayload(site, bucketOf(1.5 * mib));
    const sha256 = createHash('sha256').update(envelope).digest('hex');
    expect([await upload(envelope, carried), await upload(envelope, carried)]).toEqual(['done', 'done']);
    expect(states).toEqual([undefined, undefined, undefined, 'already-here']);
    expect(await site.store.newEnvelopes()).toMatchObject([{ thread: 'carried', mailboxId: null, sha256 }]);
    const report = await sealedReport(site);
    await post(report.bytes, { 'Mailbox-Id': report.mailboxId });
    expect(await upload(envelope, tokenOf(report))).toBe('done');
    expect(await rows()).toEqual([
      ['carried', null],
      ['first', report.mailboxId],
      ['update', report.mailboxId],
    ]);
    expect(await upload(envelope.subarray(1), carried)).toContain('422');
    if ('closeAllConnections' in listener) listener.closeAllConnections();
    await new Promise((resolve) => listener.close(resolve));
  });

  it('is refused with a mailbox, and where nothing says that it is carried', async () => {
    const size = (await sealedPayload(site, bucketOf(2 * mib))).length;
    for (const headers of [{}, { ...carried, 'Mailbox-Id': 'a'.repeat(64) }, { Thread: 'first' }])
      expect((await begin(size, headers as Record<string, string>)).status).toBe(422);
    expect(await site.store.uploadsUnderWay(null)).toMatchObject({ sent: 0, carried: 0 });
  });
});
