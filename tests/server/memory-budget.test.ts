import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Claim, MemoryBudget } from '../../server/public/memory-budget.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

/** As bodies do whose memory is taken as they come. */
function bring(claim: Claim, bytes: number): boolean {
  const isTaken = claim.take(bytes);
  if (isTaken) claim.move(bytes);
  return isTaken;
}

/** Bodies that arrive within a budget, and the names of those that were sent away, in that order. */
function arrivals(bytes: number, isKept = false) {
  const budget = new MemoryBudget(bytes, isKept);
  const left: string[] = [];
  return {
    budget,
    left,
    begin(name: string): Claim {
      const claim: Claim = budget.claim(() => {
        left.push(name);
        claim.end();
      });
      return claim;
    },
  };
}

it('lets two of twenty through that arrive evenly, each as large as half of the budget', () => {
  const { begin, left } = arrivals(64);
  const bodies = Array.from({ length: 20 }, (_, at) => ({ name: String(at), claim: begin(String(at)) }));
  for (let taken = 0; taken < 32; taken += 1)
    for (const { name, claim } of bodies)
      if (!left.includes(name) && !claim.take(1)) {
        left.push(name);
        claim.end();
      }
  expect(left).toHaveLength(18);
});

it('sends away the one that has brought least, and of equals the one that came last', () => {
  const { begin, left } = arrivals(10);
  const [ahead, first, last] = ['ahead', 'first', 'last'].map(begin) as [Claim, Claim, Claim];
  expect([ahead.take(4), first.take(3), last.take(3)]).toEqual([true, true, true]);
  expect(ahead.take(4)).toBe(true);
  expect(left).toEqual(['last', 'first']);
});

it('tells the one that asks if it is the weakest itself', () => {
  const { begin, left } = arrivals(10);
  const [ahead, behind] = ['ahead', 'behind'].map(begin) as [Claim, Claim];
  expect([ahead.take(6), behind.take(4), behind.take(1)]).toEqual([true, true, false]);
  expect(left).toEqual([]);
});

it('sends nobody away that is whole, nor any that cannot be', () => {
  const { budget, begin, left } = arrivals(10);
  const whole = begin('whole');
  const fixed = budget.claim();
  expect([whole.take(3), fixed.take(2)]).toEqual([true, true]);
  whole.settle();
  const late = begin('late');
  expect([late.take(5), late.take(1)]).toEqual([true, false]);
  expect(left).toEqual([]);
  expect(fixed.take(1)).toBe(false);
});

it('sends one that hardly moves away before all others, however much it holds', () => {
  const mib = 1024 * 1024;
  const { begin, left } = arrivals(40 * mib);
  const slow = begin('slow');
  expect(bring(slow, 31 * mib)).toBe(true);
  pass(15);
  // What came in the last ten seconds before still counts.
  const small = begin('small');
  expect([bring(small, 9 * mib), bring(small, mib)]).toEqual([true, false]);
  small.end();
  pass(15);
  expect(bring(slow, 1000)).toBe(true);
  const moving = begin('moving');
  for (let taken = 0; taken < 32; taken += 1) expect(bring(moving, mib)).toBe(true);
  expect(left).toEqual(['slow']);
});

it('lets anybody in whose bytes are kept, in place of the slowest, and holds no place for one byte', () => {
  const { begin, left } = arrivals(64, true);
  const moving = begin('moving');
  expect(moving.take(2)).toBe(true);
  const silent = Array.from({ length: 31 }, (_, at) => begin(`silent ${at}`));
  for (const each of silent) {
    expect(each.take(2)).toBe(true);
    each.move(1);
  }
  const early = begin('early');
  expect(early.take(2)).toBe(false);
  early.end();
  pass(1);
  moving.move(2_000);
  for (let at = 0; at < 31; at += 1) expect(begin(`new ${at}`).take(2)).toBe(true);
  expect(left).toEqual(silent.map((_, at) => `silent ${at}`));
  pass(1);
  moving.move(2_000);
  expect(begin('another').take(2)).toBe(true);
  expect(left).not.toContain('moving');
});

it('gives everything back, once', () => {
  const { budget, begin } = arrivals(10);
  const claim = begin('one');
  claim.take(10);
  claim.end();
  claim.end();
  expect([budget.take(10), budget.take(1)]).toEqual([true, false]);
});
