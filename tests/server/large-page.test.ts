import { EventEmitter } from 'node:events';
import type { Context } from 'hono';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { largePage, Pages } from '../../server/public/large-page.ts';
import type { Later } from '../../views/render.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** An answer on a line that takes nothing of it until it is closed. */
function answerOn(pages: Pages, page: string | ((later: Later) => string)) {
  const line = Object.assign(new EventEmitter(), {
    closed: false,
    isDestroyed: false,
    destroy: () => {
      line.isDestroyed = true;
    },
  });
  const context = { env: { outgoing: line }, body: (bytes: Buffer) => new Response(new Uint8Array(bytes)) };
  return {
    line,
    answer: largePage(
      context as unknown as Context,
      pages,
      422,
      (later) => (typeof page === 'string' ? page : page(later)) as never,
    ),
  };
}

it('counts a page until its line is gone', async () => {
  const pages = new Pages(200);
  const first = answerOn(pages, 'x'.repeat(60));
  expect(await ((await first.answer) as Response).text()).toMatch(/x{60}$/);
  expect(await answerOn(pages, 'y'.repeat(60)).answer).toBe('busy');
  first.line.emit('close');
  expect(await answerOn(pages, 'y'.repeat(60)).answer).toBeInstanceOf(Response);
  expect(first.line.isDestroyed).toBe(false);
});

it('lets a page that nobody has read for long give way to a new one', async () => {
  const pages = new Pages(200);
  const held = answerOn(pages, 'x'.repeat(60));
  expect(await held.answer).toBeInstanceOf(Response);
  vi.advanceTimersByTime(4_000);
  expect(await answerOn(pages, 'y'.repeat(60)).answer).toBe('busy');
  expect(held.line.isDestroyed).toBe(false);
  vi.advanceTimersByTime(2_000);
  expect(await answerOn(pages, 'y'.repeat(60)).answer).toBeInstanceOf(Response);
  expect(held.line.isDestroyed).toBe(true);
  // Its memory is given back once, when it is cut.
  held.line.emit('close');
  expect(await answerOn(pages, 'z'.repeat(70)).answer).toBe('busy');
});

it('lets a larger page give way at once, and cuts none where that is not enough', async () => {
  const pages = new Pages(200);
  const held = [answerOn(pages, 'x'.repeat(20)), answerOn(pages, 'x'.repeat(30))];
  for (const { answer } of held) expect(await answer).toBeInstanceOf(Response);
  // The document's first line counts too.
  expect(await answerOn(pages, 'y'.repeat(84)).answer).toBe('busy');
  expect(held.map(({ line }) => line.isDestroyed)).toEqual([false, false]);
  expect(await answerOn(pages, 'z'.repeat(14)).answer).toBeInstanceOf(Response);
  expect(held.map(({ line }) => line.isDestroyed)).toEqual([false, true]);
});

it('keeps room for pages of a usual size from large ones that nobody reads', async () => {
  const mib = 1_048_576;
  const pages = new Pages(8 * mib);
  const large = [answerOn(pages, 'x'.repeat(2 * mib)), answerOn(pages, 'x'.repeat(1.5 * mib))];
  for (const { answer } of large) expect(await answer).toBeInstanceOf(Response);
  expect(await answerOn(pages, 'x'.repeat(2 * mib)).answer).toBe('busy');
  for (let count = 0; count < 5; count += 1)
    expect(await answerOn(pages, 'y'.repeat(0.75 * mib)).answer).toBeInstanceOf(Response);
  expect(large.map(({ line }) => line.isDestroyed)).toEqual([false, false]);
});

it('makes one piece in a turn, and none that it has no room for', async () => {
  let turns = 0;
  let isOver = false;
  const tick = () => {
    turns += 1;
    if (!isOver) setImmediate(tick);
  };
  tick();
  /** In which turn each piece was made. */
  const made: number[] = [];
  const pieceOf = (bytes: number) => (later: Later) =>
    String(
      later(
        () => {
          made.push(turns);
          return 'x'.repeat(bytes) as never;
        },
        () => bytes,
      ),
    );
  const tenPieces = (later: Later) => Array.from({ length: 10 }, () => pieceOf(10)(later)).join('');
  expect(await answerOn(new Pages(400), tenPieces).answer).toBeInstanceOf(Response);
  expect(new Set(made).size).toBe(10);
  made.length = 0;
  expect(await answerOn(new Pages(100), tenPieces).answer).toBe('busy');
  // Of its half, the first line of the document takes fifteen.
  expect(made).toHaveLength(3);
  isOver = true;
});
