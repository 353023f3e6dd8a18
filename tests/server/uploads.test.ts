import { createHash } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import * as tus from 'tus-js-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bucketOf } from '../../crypto/bucket.ts';
import { headerLength } from '../../crypto/envelope-shape.ts';
import { toHex } from '../../crypto/hex.ts';
import { newReceipt } from '../../crypto/receipt-code.ts';
import { mailboxId, mailboxToken } from '../../crypto/receipt-keys.ts';
import { dropOldUploads } from '../../server/public/upload-store.ts';
import { eventually } from '../eventually.ts';
import { envelopePost, sealedPayload, sealedReport, type TestServer, testServer } from './test-server.ts';

const mib = 1024 * 1024;
let site: TestServer;
let listener: ReturnType<typeof createAdaptorServer>;
let origin: string;
/** A thread that is there, so that updates are taken. */
let token: string;
const noon = new Date('2026-11-21T12:00:00Z');

let now: Date;

beforeEach(async () => {
  now = noon;
  await begin();
});
afterEach(async () => {
  await end();
  vi.useRealTimers();
});

async function begin(more: Parameters<typeof testServer>[0] = {}): Promise<void> {
  site = await testServer({ now: () => now, ...more });
  listener = createAdaptorServer({ fetch: site.fetch });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', () => resolve()));
  origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const report = await sealedReport(site);
  const sent = await site.request('/envelopes', envelopePost(report.bytes, { 'Mailbox-Id': report.mailboxId }));
  expect(sent.status).toBe(201);
  token = toHex(mailboxToken(report.receipt));
}

async function end(): Promise<void> {
  if ('closeAllConnections' in listener) listener.closeAllConnections();
  await new Promise((resolve) => listener.close(resolve));
  await site.close();
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One raw request. @param cutAfter bytes of the body after which the line is cut; then the answer is of status 0. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Uint8Array,
  cutAfter?: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const out = httpRequest(`${origin}${path}`, {
      method,
      agent: false,
      headers: {
        Host: 'form.example',
        'Tus-Resumable': '1.0.0',
        ...(body && { 'Content-Length': String(body.length), 'Content-Type': 'application/offset+octet-stream' }),
        ...headers,
      },
    });
    out.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
      );
    });
    out.on('error', (error) =>
      cutAfter === undefined ? reject(error) : resolve({ status: 0, headers: {}, body: '' }),
    );
    if (cutAfter === undefined) out.end(body);
    else out.write(body?.subarray(0, cutAfter) ?? '', () => setTimeout(() => out.destroy(), 50));
  });
}

const create = (size: number, headers: Record<string, string> = { 'Mailbox-Token': token }) =>
  ask('POST', '/uploads', { 'Upload-Length': String(size), ...headers });
const patch = (path: string, from: number, body: Uint8Array, cutAfter?: number) =>
  ask('PATCH', path, { 'Upload-Offset': String(from) }, body, cutAfter);
const offsetOf = async (path: string) => Number((await ask('HEAD', path)).headers['upload-offset'] ?? Number.NaN);
const waiting = async () => (await site.store.counts()).waiting;

async function begun(size: number): Promise<string> {
  const { status, headers } = await create(size);
  expect(status).toBe(201);
  return headers.location ?? '';
}

/** The bytes of the last envelope in the inbox. */
async function lastEnvelope(): Promise<Buffer> {
  const last = (await site.store.newEnvelopes()).at(-1);
  const parts: Uint8Array[] = [];
  for await (const part of site.store.readEnvelope(last?.sha256 ?? '')) parts.push(part);
  expect(createHash('sha256').update(Buffer.concat(parts)).digest('hex')).toBe(last?.sha256);
  return Buffer.concat(parts);
}

const payloadOf = (bytes: number) => sealedPayload(site, bucketOf(bytes));

describe('by the text of the protocol', () => {
  it('says what it can, and nothing to other origins', async () => {
    const { status, headers } = await ask('OPTIONS', '/uploads', { Origin: 'https://foreign.example' });
    expect(status).toBe(204);
    expect(headers).toMatchObject({ 'tus-version': '1.0.0', 'tus-extension': 'creation,expiration' });
    expect(Number(headers['tus-max-size'])).toBeGreaterThan(256 * mib);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers['cache-control']).toContain('no-store');
  });

  it('takes an envelope in pieces, and has it in the inbox once it is whole', async () => {
    const envelope = await payloadOf(2 * mib);
    const { status, headers } = await create(envelope.length);
    expect(status).toBe(201);
    expect(headers.location).toMatch(/^\/uploads\/[0-9a-f]{32}$/);
    expect(headers['upload-expires']).toBe('Mon, 23 Nov 2026 00:00:00 GMT');
    const path = headers.location ?? '';
    expect(await offsetOf(path)).toBe(0);
    for (const [from, to] of [
      [0, 1000],
      [1000, 1_500_000],
      [1_500_000, envelope.length],
    ] as const) {
      expect(await waiting()).toBe(1);
      const answer = await patch(path, from, envelope.subarray(from, to));
      expect([answer.status, answer.headers['upload-offset']]).toEqual([204, String(to)]);
    }
    expect(await waiting()).toBe(2);
    expect((await lastEnvelope()).equals(envelope)).toBe(true);
    expect(await site.store.newEnvelopes()).toMatchObject([{}, { thread: 'update', sealedBy: 'browser' }]);
    // Asked again by a client that lost the last answer.
    expect(await offsetOf(path)).toBe(envelope.length);
    expect(await waiting()).toBe(2);
  });

  it('knows a header that came in requests of some bytes each', async () => {
    const envelope = await payloadOf(2 * mib);
    const path = await begun(envelope.length);
    const header = headerLength(1);
    for (let at = 0; at < header; at += 97) {
      const answer = await patch(path, at, envelope.subarray(at, at + 97));
      expect([answer.status, answer.headers['upload-offset']]).toEqual([204, String(at + 97)]);
    }
    const sent = await offsetOf(path);
    expect((await patch(path, sent, envelope.subarray(sent))).status).toBe(204);
    expect((await lastEnvelope()).equals(envelope)).toBe(true);
  });

  it('keeps what came before a cut', async () => {
    const envelope = await payloadOf(3 * mib);
    const path = await begun(envelope.length);
    expect((await patch(path, 0, envelope, 1_700_000)).status).toBe(0);
    const kept = await offsetOf(path);
    expect(kept).toBe(1_700_000);
    expect((await patch(path, kept, envelope.subarray(kept))).status).toBe(204);
    expect((await lastEnvelope()).equals(envelope)).toBe(true);
  });

  it('lets whoever comes back go on while the old line still seems to live', async () => {
    const envelope = await payloadOf(2 * mib);
    const path = await begun(envelope.length);
    const hanging = httpRequest(`${origin}${path}`, {
      method: 'PATCH',
      agent: false,
      headers: {
        Host: 'form.example',
        'Tus-Resumable': '1.0.0',
        'Upload-Offset': '0',
        'Content-Type': 'application/offset+octet-stream',
        'Content-Length': String(envelope.length),
      },
    });
    hanging.on('error', () => {});
    await new Promise<void>((resolve) => hanging.write(envelope.subarray(0, 500_000), () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const kept = await offsetOf(path);
    expect(kept).toBe(500_000);
    expect((await patch(path, kept, envelope.subarray(kept))).status).toBe(204);
    hanging.destroy();
    expect((await lastEnvelope()).equals(envelope)).toBe(true);
  });

  it('finishes on being asked what a process that died had left whole', async () => {
    const envelope = await payloadOf(1.5 * mib);
    const path = await begun(envelope.length);
    const id = path.slice('/uploads/'.length);
    for (let at = 0; at < envelope.length; at += mib)
      await site.store.appendToUpload(id, at, envelope.subarray(at, at + mib));
    expect(await waiting()).toBe(1);
    expect(await offsetOf(path)).toBe(envelope.length);
    expect(await waiting()).toBe(2);
    expect((await lastEnvelope()).equals(envelope)).toBe(true);
  });

  it('takes no first report, which would reserve the disk for a mailbox of nobody', async () => {
    const id = toHex(mailboxId(mailboxToken(newReceipt())));
    expect(await create((await payloadOf(2 * mib)).length, { 'Mailbox-Id': id })).toMatchObject({
      status: 422,
      body: 'rejected',
    });
    expect(await site.store.uploadsUnderWay(id)).toMatchObject({ missingBytes: 0, inMailbox: 0 });
  });

  it.each([
    ['no version', (size: number) => ask('POST', '/uploads', { 'Tus-Resumable': '', 'Upload-Length': `${size}` }), 412],
    [
      'another version',
      (size: number) =>
        ask('POST', '/uploads', { 'Tus-Resumable': '0.2.2', 'Upload-Length': `${size}`, 'Mailbox-Token': token }),
      400,
    ],
    ['no length', () => ask('POST', '/uploads', { 'Mailbox-Token': token }), 400],
    [
      'a length to be told later',
      () => ask('POST', '/uploads', { 'Upload-Defer-Length': '1', 'Mailbox-Token': token }),
      501,
    ],
    ['parts to be joined', (size: number) => create(size, { 'Mailbox-Token': token, 'Upload-Concat': 'partial' }), 501],
    [
      'a name of the file',
      (size: number) => create(size, { 'Mailbox-Token': token, 'Upload-Metadata': 'filename d29ybGQ=' }),
      422,
    ],
    ['a length of no envelope', (size: number) => create(size + 1), 422],
    ['a length beyond the largest', () => create(600 * mib), 413],
    ['no mailbox', (size: number) => create(size, {}), 422],
    ['a token of no mailbox', (size: number) => create(size, { 'Mailbox-Token': '5'.repeat(64) }), 404],
    ['half a token', (size: number) => create(size, { 'Mailbox-Token': token.slice(1) }), 422],
    ['another site', (size: number) => create(size, { 'Mailbox-Token': token, 'Sec-Fetch-Site': 'cross-site' }), 422],
    ['another Host', (size: number) => create(size, { 'Mailbox-Token': token, Host: 'foreign.example' }), 421],
  ])('begins nothing for %s', async (_what, asked, status) => {
    const envelope = await payloadOf(2 * mib);
    const answer = await asked(envelope.length);
    expect(answer.status).toBe(status);
    expect(answer.headers.location).toBeUndefined();
    expect(await site.store.uploadsUnderWay(toHex(mailboxId(Buffer.from(token, 'hex'))))).toMatchObject({
      sent: 0,
      carried: 0,
    });
  });

  it.each([
    ['a wrong offset', 204, 409, (path: string, envelope: Uint8Array) => patch(path, 5, envelope.subarray(5, 900))],
    [
      'an offset that is none',
      204,
      400,
      (path: string, envelope: Uint8Array) => ask('PATCH', path, { 'Upload-Offset': '-1' }, envelope.subarray(0, 9)),
    ],
    ['no offset', 204, 403, (path: string, envelope: Uint8Array) => ask('PATCH', path, {}, envelope.subarray(0, 9))],
    [
      'another type',
      204,
      400,
      (path: string, envelope: Uint8Array) =>
        ask('PATCH', path, { 'Upload-Offset': '0', 'Content-Type': 'text/plain' }, envelope.subarray(0, 9)),
    ],
    [
      'more than was declared',
      204,
      413,
      (path: string, envelope: Uint8Array) => patch(path, 0, new Uint8Array(envelope.length + 1)),
    ],
  ])('writes nothing for %s', async (_what, _usual, status, asked) => {
    const envelope = await payloadOf(2 * mib);
    const path = await begun(envelope.length);
    expect((await asked(path, envelope)).status).toBe(status);
    expect(await offsetOf(path)).toBe(0);
  });

  it('takes the same bytes twice for once', async () => {
    const envelope = await payloadOf(2 * mib);
    const path = await begun(envelope.length);
    expect((await patch(path, 0, envelope.subarray(0, 1_200_000))).status).toBe(204);
    expect((await patch(path, 0, envelope.subarray(0, 1_200_000))).status).toBe(409);
    expect((await patch(path, 1_000_000, envelope.subarray(1_000_000))).status).toBe(409);
    expect(await offsetOf(path)).toBe(1_200_000);
  });

  it('drops what does not begin like an envelope, as soon as that shows', async () => {
    const envelope = await payloadOf(2 * mib);
    const path = await begun(envelope.length);
    const altered = Uint8Array.from(envelope);
    altered[30] = 0x21;
    expect((await patch(path, 0, altered.subarray(0, 1000))).status).toBe(204);
    expect((await patch(path, 1000, altered.subarray(1000, 400_000))).status).toBe(422);
    expect((await ask('HEAD', path)).status).toBe(404);
    expect(await waiting()).toBe(1);
  });

  it.each(['GET', 'DELETE', 'PUT'])('knows no %s', async (method) => {
    const path = await begun((await payloadOf(2 * mib)).length);
    expect((await ask(method, path)).status).toBe(404);
    expect(await offsetOf(path)).toBe(0);
  });

  it.each(['0'.repeat(32), 'x', '../envelopes', 'a%00', 'a'.repeat(33), `${'A'.repeat(32)}`])(
    'knows no upload %j',
    async (id) => {
      expect((await ask('HEAD', `/uploads/${id}`)).status).toBe(404);
      expect((await patch(`/uploads/${id}`, 0, new Uint8Array(10))).status).toBe(404);
    },
  );
});

describe('on a disk that has little room', () => {
  it('reserves what was declared, and says so before any byte comes', async () => {
    await end();
    await begin({
      diskSpace: async () => ({ freeBytes: 100 * mib, totalBytes: 1000 * mib }),
      diskReserveBytes: 64 * mib,
    });
    const envelope = await payloadOf(8 * mib);
    const size = envelope.length;
    const places = [await begun(size), await begun(size)];
    // One that has brought nothing gives way to whoever comes.
    places.push(await begun(size));
    expect((await ask('HEAD', places.shift() ?? '')).status).toBe(404);
    for (const path of places) expect((await patch(path, 0, envelope.subarray(0, mib))).status).toBe(204);
    expect((await create(size)).status).toBe(507);
    for (const path of places) expect(await offsetOf(path)).toBe(mib);
    const small = await sealedReport(site);
    const sent = await site.request('/envelopes', envelopePost(small.bytes, { 'Mailbox-Id': small.mailboxId }));
    expect(sent.status).toBe(201);
  });

  it('keeps all eight of a mailbox where there is no room for another one', async () => {
    await end();
    await begin({
      diskSpace: async () => ({ freeBytes: 100 * mib, totalBytes: 200 * mib }),
      diskReserveBytes: 10 * mib,
    });
    const small = (await payloadOf(2 * mib)).length;
    const paths: string[] = [];
    for (let number = 0; number < 8; number += 1) paths.push(await begun(small));
    for (const path of paths) await patch(path, 0, (await payloadOf(2 * mib)).subarray(0, 1.5 * mib));
    expect((await create((await payloadOf(96 * mib)).length)).status).toBe(507);
    for (const path of paths) expect(await offsetOf(path)).toBe(1.5 * mib);
  });

  it('keeps what others have begun where one is refused all the same', async () => {
    const [small, large] = [(await payloadOf(2 * mib)).length, (await payloadOf(8 * mib)).length];
    // Room for the large one and one of the small ones.
    const freeBytes = 64 * mib + 2 * (large + small);
    await end();
    await begin({ diskSpace: async () => ({ freeBytes, totalBytes: 1000 * mib }), diskReserveBytes: 0 });
    const paths = [await begun(small), await begun(small)];
    const other = await sealedReport(site);
    await site.request('/envelopes', envelopePost(other.bytes, { 'Mailbox-Id': other.mailboxId }));
    const headers = { 'Mailbox-Token': toHex(mailboxToken(other.receipt)) };
    expect((await create((await payloadOf(16 * mib)).length, headers)).status).toBe(507);
    for (const path of paths) expect(await offsetOf(path)).toBe(0);
    expect((await create(large, headers)).status).toBe(201);
    expect((await ask('HEAD', paths[0] ?? '')).status).toBe(404);
    expect(await offsetOf(paths[1] ?? '')).toBe(0);
  });

  it('keeps eight for one mailbox: who begins another one goes on without the oldest', async () => {
    const envelope = await payloadOf(2 * mib);
    const inMailbox = async () =>
      (await site.store.uploadsUnderWay(toHex(mailboxId(Buffer.from(token, 'hex'))))).inMailbox;
    const paths: string[] = [];
    for (let number = 0; number < 8; number += 1) paths.push(await begun(envelope.length));
    const other = await sealedReport(site);
    await site.request('/envelopes', envelopePost(other.bytes, { 'Mailbox-Id': other.mailboxId }));
    const foreign = await create(envelope.length, { 'Mailbox-Token': toHex(mailboxToken(other.receipt)) });
    for (const path of paths) await patch(path, 0, envelope.subarray(0, 5000));
    expect(await inMailbox()).toBe(8);
    const ninth = await begun(envelope.length);
    expect(await inMailbox()).toBe(8);
    expect((await ask('HEAD', paths[0] ?? '')).status).toBe(404);
    for (const path of paths.slice(1)) expect(await offsetOf(path)).toBe(5000);
    expect(await offsetOf(foreign.headers.location ?? '')).toBe(0);
    expect((await patch(ninth, 0, envelope)).status).toBe(204);
    expect((await lastEnvelope()).equals(envelope)).toBe(true);
    // The limit also holds for uploads begun at once.
    await Promise.all(Array.from({ length: 40 }, () => create(envelope.length)));
    expect(await inMailbox()).toBeLessThanOrEqual(8);
  });
});

describe('in time', () => {
  it('forgets an upload at the end of the second day, and not before', async () => {
    const envelope = await payloadOf(2 * mib);
    const path = await begun(envelope.length);
    await patch(path, 0, envelope.subarray(0, 5000));
    now = new Date('2026-11-22T23:59:59Z');
    expect(await dropOldUploads(site.server)).toBe(0);
    expect(await offsetOf(path)).toBe(5000);
    now = new Date('2026-11-23T00:00:01Z');
    expect((await ask('HEAD', path)).status).toBe(410);
    expect(await dropOldUploads(site.server)).toBe(1);
    expect((await ask('HEAD', path)).status).toBe(404);
    expect(await site.store.uploadsUnderWay('')).toMatchObject({ missingBytes: 0, sent: 0 });
  });
});

describe('with a stock client', () => {
  /** Uploads as the client does by itself. @returns what came of it. */
  const upload = (bytes: Uint8Array, options: Partial<tus.UploadOptions> = {}) =>
    new Promise<'done' | string>((resolve) => {
      new tus.Upload(Buffer.from(bytes), {
        endpoint: `${origin}/uploads`,
        headers: { Host: 'form.example', 'Mailbox-Token': token },
        retryDelays: [0, 50, 50, 50, 50],
        chunkSize: mib,
        storeFingerprintForResuming: false,
        onSuccess: () => resolve('done'),
        onError: (error) => resolve(String(error)),
        ...options,
      }).start();
    });

  it('completes, in pieces and in one', async () => {
    for (const chunkSize of [700_000, Number.POSITIVE_INFINITY]) {
      const envelope = await payloadOf(4 * mib);
      expect(await upload(envelope, { chunkSize })).toBe('done');
      expect((await lastEnvelope()).equals(envelope)).toBe(true);
    }
  });

  it('goes on after its line was cut again and again', async () => {
    const envelope = await payloadOf(4 * mib);
    let cuts = 0;
    listener.on('connection', (socket) => {
      let seen = 0;
      socket.on('data', (part: Buffer) => {
        seen += part.length;
        if (seen > 900_000 && cuts < 4) {
          cuts += 1;
          socket.destroy();
        }
      });
    });
    expect(await upload(envelope, { chunkSize: 2 * mib })).toBe('done');
    expect(cuts).toBe(4);
    expect((await lastEnvelope()).equals(envelope)).toBe(true);
    expect(await waiting()).toBe(2);
  });

  it('is told what is refused', async () => {
    const envelope = await payloadOf(2 * mib);
    expect(await upload(envelope.subarray(1))).toContain('422');
    expect(await upload(envelope, { headers: { Host: 'form.example' } })).toContain('422');
    expect(await upload(envelope, { metadata: { filename: 'evidence.jpg' } })).toContain('422');
    expect(await upload(envelope, { uploadLengthDeferred: true })).toContain('501');
    expect(await waiting()).toBe(1);
  });
});

describe('when many lines bring next to nothing', () => {
  /** As many as have room at once, each with one byte of its piece. */
  const places = 32;
  const carried = { Thread: 'carried' };

  /** Begins a piece and brings one byte of it; gives the answer, which may never come. */
  function dripInto(path: string): { answer: Promise<number>; end(): void } {
    const headers = { Host: 'form.example', 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0' };
    const type = { 'Content-Type': 'application/offset+octet-stream', 'Content-Length': String(mib) };
    const out = httpRequest(origin + path, { method: 'PATCH', agent: false, headers: { ...headers, ...type } });
    const answer = new Promise<number>((resolve) => {
      out.on('response', ({ statusCode = 0 }) => resolve(statusCode));
      out.on('error', () => resolve(0));
    });
    out.write('a');
    return { answer, end: () => void out.destroy() };
  }

  it('takes text all the same, lets those give way that hardly move, and keeps what they brought', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const payload = await payloadOf(3 * mib);
    const paths: string[] = [];
    for (let count = 0; count <= places; count += 1)
      paths.push((await create(payload.length, carried)).headers.location ?? '');
    const drips = paths.slice(0, places).map(dripInto);
    const late = paths[places] ?? '';
    const addToLate = async () => {
      const from = await offsetOf(late);
      return (await patch(late, from, payload.subarray(from, from + 10))).status;
    };
    // Until each has come so far that one more finds no room.
    await eventually(async () => expect(await addToLate()).toBe(503));
    const report = await sealedReport(site);
    const sent = await site.request('/envelopes', envelopePost(report.bytes, { 'Mailbox-Id': report.mailboxId }));
    expect(sent.status).toBe(201);
    vi.advanceTimersByTime(30_000);
    expect(await addToLate()).toBe(204);
    expect(await Promise.race(drips.map(({ answer }) => answer))).toBe(503);
    for (const { end } of drips) end();
  });
});

it('writes no address, token or length of an upload into the log', async () => {
  const envelope = await payloadOf(2 * mib);
  const path = await begun(envelope.length);
  await patch(path, 0, envelope);
  await patch(path, 7, envelope);
  const logged = site.logged.join('\n');
  for (const secret of [path.slice(9), token, String(envelope.length)]) expect(logged).not.toContain(secret);
});
