import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type InPieces, sendPieces, type Waiting } from '../../views/client/send-pieces.ts';

const mib = 1024 * 1024;
const mailbox = { 'Mailbox-Token': 'a'.repeat(32) };

/** A server for one upload that answers some requests otherwise than it should; says what it was asked. */
class OneUpload {
  readonly asked: string[] = [];
  offset = 0;
  /** Status with which the next request of a method is answered; 0 cuts the line. */
  readonly next: Partial<Record<string, number[]>> = {};
  private readonly server = createServer((request, answer) => {
    const { method = '' } = request;
    this.asked.push(method);
    const status = this.next[method]?.shift();
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
    });
    request.on('end', () => {
      if (status === 0) return void request.socket.destroy();
      if (status) return void answer.writeHead(status).end();
      if (method === 'PATCH') this.offset += bytes;
      const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Offset': this.offset, 'Upload-Length': 3 * mib };
      if (method === 'POST') answer.writeHead(201, { ...headers, Location: '/uploads/one' }).end();
      else answer.writeHead(method === 'HEAD' ? 200 : 204, headers).end();
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

let server: OneUpload;
let waits: Waiting[];
const listener = { onArrived: () => {}, onWaiting: (why: Waiting) => void waits.push(why) };
beforeEach(async () => {
  server = new OneUpload();
  waits = [];
  vi.stubGlobal('location', { origin: await server.start() });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await server.stop();
});

const envelopeOf = (size: number): InPieces<'changed'> => ({
  size,
  slice: async (start, end) => new Uint8Array(end - start),
});

describe('an envelope in pieces', () => {
  it('goes on where it was after a proxy has answered for a server that was under way', async () => {
    server.next.PATCH = [0];
    server.next.HEAD = [502];
    expect(await sendPieces(envelopeOf(3 * mib), mailbox, listener).done).toBe('arrived');
    expect(server.offset).toBe(3 * mib);
    expect(server.asked.filter((method) => method === 'POST')).toHaveLength(1);
    expect(server.asked.filter((method) => method === 'HEAD').length).toBeGreaterThan(1);
  });

  it('begins anew when its upload is there no more', async () => {
    server.next.PATCH = [0];
    server.next.HEAD = [404];
    expect(await sendPieces(envelopeOf(3 * mib), mailbox, listener).done).toBe('arrived');
    expect(server.asked.filter((method) => method === 'POST')).toHaveLength(2);
  });

  it('says why it waits: for a server that is busy, or for the line', async () => {
    server.next.POST = [503];
    server.next.PATCH = [0];
    expect(await sendPieces(envelopeOf(3 * mib), mailbox, listener).done).toBe('arrived');
    expect(waits).toEqual(['busy', 'offline']);
  });

  it.each([
    [404, 'rejected'],
    [413, 'too-large'],
    [422, 'rejected'],
    [507, 'storage-full'],
  ] as const)('ends with the answer %i, of which no later try would make another', async (status, result) => {
    server.next.POST = [status];
    expect(await sendPieces(envelopeOf(3 * mib), mailbox, listener).done).toBe(result);
    expect(server.asked).toEqual(['POST']);
  });

  it('names a fault of a slice, and throws what breaks while one is made, at once', async () => {
    const changed = { size: 3 * mib, slice: async () => 'changed' as const };
    expect(await sendPieces(changed, mailbox, listener).done).toEqual({ fault: 'changed' });
    const broken = { size: 3 * mib, slice: () => Promise.reject(new Error('no worker')) };
    await expect(sendPieces(broken, mailbox, listener).done).rejects.toThrow('no worker');
    expect(waits).toEqual([]);
  });

  it('waits while it is paused, and stops when it is told to', async () => {
    const sending = sendPieces(envelopeOf(3 * mib), mailbox, {
      ...listener,
      onArrived: (bytes) => bytes === mib && sending.pause(),
    });
    await vi.waitFor(() => expect(server.offset).toBe(mib));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = server.offset;
    expect(before).toBeLessThan(3 * mib);
    sending.resume();
    expect(await sending.done).toBe('arrived');
    const other = sendPieces(envelopeOf(3 * mib), mailbox, { ...listener, onArrived: () => other.stop() });
    expect(await other.done).toBe('stopped');
  });
});

describe('an envelope in one request', () => {
  it('is tried again, and says why', async () => {
    const answers = [() => Promise.reject(new TypeError('no line')), async () => ({ status: 503 })];
    vi.stubGlobal('fetch', () => (answers.shift() ?? (async () => ({ status: 201 })))());
    expect(await sendPieces(envelopeOf(1000), mailbox, listener).done).toBe('arrived');
    expect(waits).toEqual(['offline', 'busy']);
  });

  it('throws what breaks while it is made', async () => {
    const broken = { size: 1000, slice: () => Promise.reject(new Error('no worker')) };
    await expect(sendPieces(broken, mailbox, listener).done).rejects.toThrow('no worker');
  });
});
