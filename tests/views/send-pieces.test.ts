import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Gate } from '../../views/client/gate.ts';
import { type InPieces, sendPieces, type Waiting } from '../../views/client/send-pieces.ts';
import { eventually } from '../eventually.ts';

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

const aWhile = () => new Promise((resolve) => setTimeout(resolve, 150));

const envelopeOf = (size: number): InPieces<'changed'> => ({
  size,
  slice: async (start, end) => new Uint8Array(end - start),
});

describe('an envelope in pieces', () => {
  it('goes on where it was after a proxy has answered for a server that was under way', async () => {
    server.next.PATCH = [0];
    server.next.HEAD = [502];
    expect(await sendPieces(envelopeOf(3 * mib), mailbox, new Gate(), listener)).toBe('arrived');
    expect(server.offset).toBe(3 * mib);
    expect(server.asked.filter((method) => method === 'POST')).toHaveLength(1);
    expect(server.asked.filter((method) => method === 'HEAD').length).toBeGreaterThan(1);
  });

  it('begins anew when its upload is there no more', async () => {
    server.next.PATCH = [0];
    server.next.HEAD = [404];
    expect(await sendPieces(envelopeOf(3 * mib), mailbox, new Gate(), listener)).toBe('arrived');
    expect(server.asked.filter((method) => method === 'POST')).toHaveLength(2);
  });

  it('says why it waits: for a server that is busy, or for the line', async () => {
    server.next.POST = [503];
    server.next.PATCH = [0];
    expect(await sendPieces(envelopeOf(3 * mib), mailbox, new Gate(), listener)).toBe('arrived');
    expect(waits).toEqual(['busy', 'offline']);
  });

  it.each([
    [404, 'rejected'],
    [413, 'too-large'],
    [422, 'rejected'],
    [507, 'storage-full'],
  ] as const)('ends with the answer %i, of which no later try would make another', async (status, result) => {
    server.next.POST = [status];
    expect(await sendPieces(envelopeOf(3 * mib), mailbox, new Gate(), listener)).toBe(result);
    expect(server.asked).toEqual(['POST']);
  });

  it('names a fault of a slice, and throws what breaks while one is made, at once', async () => {
    const changed = { size: 3 * mib, slice: async () => 'changed' as const };
    expect(await sendPieces(changed, mailbox, new Gate(), listener)).toEqual({ fault: 'changed' });
    const broken = { size: 3 * mib, slice: () => Promise.reject(new Error('no worker')) };
    await expect(sendPieces(broken, mailbox, new Gate(), listener)).rejects.toThrow('no worker');
    expect(waits).toEqual([]);
  });

  it('begins anew when its rows were cleared away, and says no more than that it waits', async () => {
    server.next.PATCH = [410];
    server.next.HEAD = [404];
    expect(await sendPieces(envelopeOf(3 * mib), mailbox, new Gate(), listener)).toBe('arrived');
    expect(server.asked.filter((method) => method === 'POST')).toHaveLength(2);
  });

  it('sends nothing where it is paused before it begins', async () => {
    const gate = new Gate();
    gate.pause();
    const sending = sendPieces(envelopeOf(3 * mib), mailbox, gate, listener);
    await aWhile();
    expect(server.asked).toEqual([]);
    gate.resume();
    expect(await sending).toBe('arrived');
    expect(server.asked).toEqual(['POST', 'PATCH', 'PATCH', 'PATCH']);
  });

  it('sends nothing where it is paused in the turn in which it begins', async () => {
    const gate = new Gate();
    const sending = sendPieces(envelopeOf(3 * mib), mailbox, gate, listener);
    gate.pause();
    await aWhile();
    expect(server.asked).toEqual([]);
    gate.resume();
    expect(await sending).toBe('arrived');
    expect(server.asked).toEqual(['POST', 'PATCH', 'PATCH', 'PATCH']);
  });

  it('is one sending after a pause while a piece is made, however often', async () => {
    const gate = new Gate();
    const askedForSecond = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const slow: InPieces<never> = {
      size: 3 * mib,
      async slice(start, end) {
        if (start === mib) {
          askedForSecond.resolve();
          await second.promise;
        }
        return new Uint8Array(end - start);
      },
    };
    const sending = sendPieces(slow, mailbox, gate, listener);
    await askedForSecond.promise;
    for (let time = 0; time < 3; time += 1) {
      gate.pause();
      gate.resume();
    }
    gate.pause();
    second.resolve();
    await aWhile();
    expect(server.offset).toBe(mib);
    gate.resume();
    expect(await sending).toBe('arrived');
    expect(server.asked).toEqual(['POST', 'PATCH', 'PATCH', 'PATCH']);
  });

  it('cuts what is on its way when it is paused, and goes on from what has arrived', async () => {
    const gate = new Gate();
    const paused = { ...listener, onArrived: (bytes: number) => bytes === mib && setTimeout(() => gate.pause()) };
    const sending = sendPieces(envelopeOf(3 * mib), mailbox, gate, paused);
    await eventually(() => expect(gate.isPaused).toBe(true));
    await aWhile();
    const before = server.offset;
    expect(before).toBeLessThan(3 * mib);
    await aWhile();
    expect(server.offset).toBe(before);
    gate.resume();
    expect(await sending).toBe('arrived');
    expect(server.offset).toBe(3 * mib);
  });

  it('stops when it is told to, also while it is paused or waits', async () => {
    const gate = new Gate();
    const heard = { ...listener, onArrived: () => gate.stop() };
    expect(await sendPieces(envelopeOf(3 * mib), mailbox, gate, heard)).toBe('stopped');
    for (const [isPaused, status] of [
      [true, 201],
      [false, 503],
    ] as const) {
      const other = new Gate();
      server.next.POST = [status, status, status, status];
      if (isPaused) other.pause();
      const sending = sendPieces(envelopeOf(3 * mib), mailbox, other, listener);
      await aWhile();
      other.stop();
      expect(await sending).toBe('stopped');
    }
  });
});

describe('an envelope in one request', () => {
  it('is given up by stopping, also while it waits, and held by a pause', async () => {
    const statuses: number[] = [];
    vi.stubGlobal('fetch', async () => {
      statuses.push(503);
      return { status: 503 };
    });
    const gate = new Gate();
    const sending = sendPieces(envelopeOf(1000), mailbox, gate, listener);
    await eventually(() => expect(statuses.length).toBeGreaterThan(0));
    gate.pause();
    const { length } = statuses;
    await aWhile();
    expect(statuses).toHaveLength(length);
    gate.stop();
    expect(await sending).toBe('stopped');
  });

  it('is tried again, and says why', async () => {
    const answers = [() => Promise.reject(new TypeError('no line')), async () => ({ status: 503 })];
    vi.stubGlobal('fetch', () => (answers.shift() ?? (async () => ({ status: 201 })))());
    expect(await sendPieces(envelopeOf(1000), mailbox, new Gate(), listener)).toBe('arrived');
    expect(waits).toEqual(['offline', 'busy']);
  });

  it('throws what breaks while it is made', async () => {
    const broken = { size: 1000, slice: () => Promise.reject(new Error('no worker')) };
    await expect(sendPieces(broken, mailbox, new Gate(), listener)).rejects.toThrow('no worker');
  });
});
