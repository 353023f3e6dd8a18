import { expect, it, vi } from 'vitest';
import { MemoryBudget } from '../../server/public/memory-budget.ts';
import { announcedLength, withBody } from '../../server/public/read-body.ts';
import { eventually } from '../eventually.ts';

const requestOf = (body: ReadableStream<Uint8Array>) =>
  new Request('https://form.example/', { method: 'POST', body, duplex: 'half' } as RequestInit);

function streamOf(...parts: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
}

const asText = async (body: Uint8Array) => new TextDecoder().decode(body);

it('hands over a whole body, then overwrites it and gives its memory back', async () => {
  const budget = new MemoryBudget(10);
  let kept: Uint8Array = new Uint8Array(0);
  const read = await withBody(requestOf(streamOf('hello', 'world')), { length: 10, budget }, async (body) => {
    kept = body;
    return asText(body);
  });
  expect(read).toBe('helloworld');
  expect([...kept]).toEqual(Array(10).fill(0));
  expect(budget.take(10)).toBe(true);
});

it('refuses a body that is shorter or longer than announced', async () => {
  for (const length of [9, 11]) {
    const budget = new MemoryBudget(100);
    expect(await withBody(requestOf(streamOf('hello', 'world')), { length, budget }, asText)).toBe('rejected');
    expect(budget.take(100)).toBe(true);
  }
});

it('overwrites what it does not take', async () => {
  for (const [length, room] of [
    [9, 100],
    [30, 12],
  ] as const) {
    const parts = Array.from({ length: 3 }, (_, at) => new Uint8Array(10).fill(at + 1));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of parts) controller.enqueue(part);
        controller.close();
      },
    });
    const budget = new MemoryBudget(room);
    const refusal = await withBody(requestOf(body), { length, budget }, asText);
    expect(refusal).toBe(room === 12 ? 'busy' : 'rejected');
    // What was refused for its length is not read any further.
    const read = room === 12 ? parts : parts.slice(0, 1);
    expect(read.map((part) => Math.max(...part))).toEqual(read.map(() => 0));
  }
});

it('counts memory as bytes arrive, and sends away whom there is none for', async () => {
  const budget = new MemoryBudget(12);
  const silent = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) });
  // Announces much and sends nothing: takes no memory from others.
  void withBody(requestOf(silent), { length: 1_000_000, budget }, asText);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const first = withBody(requestOf(streamOf('0123456789')), { length: 10, budget }, () => held);
  await eventually(() => {
    const isFree = budget.take(10);
    if (isFree) budget.give(10);
    expect(isFree).toBe(false);
  });
  expect(await withBody(requestOf(streamOf('0123456789')), { length: 10, budget }, asText)).toBe('busy');
  letGo();
  await first;
  expect(await withBody(requestOf(streamOf('0123456789')), { length: 10, budget }, asText)).toBe('0123456789');
});

it('lets go of a large body at once', async () => {
  const length = 2 * 1024 * 1024;
  const whole = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < 32; at += 1) controller.enqueue(new Uint8Array(65_536).fill(7));
      controller.close();
    },
  });
  let kept = new Uint8Array(0);
  const budget = new MemoryBudget(length);
  const sum = await withBody(requestOf(whole), { length, budget }, async (body) => {
    kept = body;
    return body.reduce((all, byte) => all + byte, 0);
  });
  expect(sum).toBe(7 * length);
  expect(kept.buffer.detached).toBe(true);
  expect(budget.take(length)).toBe(true);
});

it('sends a body away for one that is ahead, and reads the rest of it away', async () => {
  const budget = new MemoryBudget(12);
  let more: ReadableStreamDefaultController<Uint8Array> | undefined;
  const open = new ReadableStream<Uint8Array>({
    start(controller) {
      more = controller;
      controller.enqueue(new Uint8Array(4));
    },
  });
  const behind = withBody(requestOf(open), { length: 10, budget, givesWay: true }, asText);
  await eventually(() => {
    const isFree = budget.take(9);
    if (isFree) budget.give(9);
    expect(isFree).toBe(false);
  });
  const ahead = withBody(requestOf(streamOf('01234', '56789')), { length: 10, budget, givesWay: true }, asText);
  expect(await ahead).toBe('0123456789');
  let isAnswered = false;
  void behind.finally(() => {
    isAnswered = true;
  });
  more?.enqueue(new Uint8Array(6));
  await new Promise(setImmediate);
  expect(isAnswered).toBe(false);
  more?.close();
  expect(await behind).toBe('busy');
  expect(budget.take(12)).toBe(true);
});

it('gives up a line that says nothing for half a minute', async () => {
  vi.useFakeTimers();
  try {
    const silent = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) });
    const ended = withBody(requestOf(silent), { length: 100, budget: new MemoryBudget(100) }, asText);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(await ended).toBe('late');
  } finally {
    vi.useRealTimers();
  }
});

it('reads the announced length, and no other', () => {
  const lengthOf = (text?: string) =>
    announcedLength(new Request('https://a.example', text ? { headers: { 'Content-Length': text } } : {}), 1000);
  expect([lengthOf('1000'), lengthOf('1001'), lengthOf('-1'), lengthOf('1e3'), lengthOf()]).toEqual([
    1000,
    'too-large',
    'length-required',
    'length-required',
    'length-required',
  ]);
});
