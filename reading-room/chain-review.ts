import { type BundleIndex, isInChain } from '../crypto/bundle.ts';
import { chainHead, emptyChainHead } from '../crypto/chain.ts';
import type { ChainReview } from './result.ts';

/** A bundle's index, and where it came from. */
export interface Segment {
  readonly path: string;
  readonly index: BundleIndex;
}

/** Most ranges of positions that are named. */
const maxRanges = 20;

/**
 * Walks every bundle's piece of the server's chain, holds the pieces against each other, and says what is missing.
 * @param seen SHA-256 of every envelope that was read in this run, from wherever.
 */
export function reviewChains(segments: readonly Segment[], seen: ReadonlySet<string>): ChainReview[] {
  const known = new Map<string, { head: string; review: ChainReview }>();
  const reviews = segments.map(({ path, index }) => {
    const { start, end } = index.chain;
    const review: ChainReview = {
      path,
      committee: index.committee,
      start,
      end,
      envelopes: index.envelopes.length,
      alarms: [],
      notices: [],
    };
    walk(index, review);
    compare(index, review, known);
    const missing = index.chain.entries.flatMap(({ sha256 }, at) => (seen.has(sha256) ? [] : start.length + at + 1));
    if (missing.length > 0) review.notices.push({ code: 'not-collected', detail: `positions ${rangesOf(missing)}` });
    return review;
  });
  flagHoles(reviews);
  return reviews;
}

/** The heads of a piece, one for each length from its start on. */
function* headsOf({ chain }: BundleIndex): Generator<string> {
  let head = chain.start.head;
  yield head;
  for (const { sha256, day } of chain.entries) {
    head = chainHead(head, sha256, day);
    yield head;
  }
}

function walk(index: BundleIndex, { alarms }: ChainReview): void {
  const { start, entries, end } = index.chain;
  if (start.length === 0 && start.head !== emptyChainHead) alarms.push({ code: 'chain-start', detail: start.head });
  let last = start.head;
  for (const head of headsOf(index)) last = head;
  if (last !== end.head || end.length !== start.length + entries.length)
    alarms.push({ code: 'chain-broken', detail: `length ${start.length} to ${end.length}` });
  const strangers = index.envelopes.filter((envelope) => !isInChain(index, envelope)).map(({ position }) => position);
  if (strangers.length > 0) alarms.push({ code: 'not-in-chain', detail: `positions ${rangesOf(strangers)}` });
}

/** One committee has one chain: two pieces that reach the same length must have the same head there. */
function compare(
  index: BundleIndex,
  review: ChainReview,
  known: Map<string, { head: string; review: ChainReview }>,
): void {
  let length = index.chain.start.length;
  const flagged = new Set<ChainReview>();
  for (const head of headsOf(index)) {
    const place = `${index.committee}/${length}`;
    const other = known.get(place);
    if (!other) known.set(place, { head, review });
    else if (other.head !== head && !flagged.has(other.review)) {
      flagged.add(other.review);
      review.alarms.push({ code: 'chain-disagrees', detail: `at length ${length} with ${other.review.path}` });
      other.review.alarms.push({ code: 'chain-disagrees', detail: `at length ${length} with ${review.path}` });
    }
    length += 1;
  }
}

function flagHoles(reviews: readonly ChainReview[]): void {
  // A chain begins at its first position: what stands before the first bundle that was named is missing as well.
  const reached = new Map<string, number>();
  for (const { committee, start, end, notices } of [...reviews].sort((a, b) => a.start.length - b.start.length)) {
    const before = reached.get(committee) ?? 0;
    if (start.length > before) notices.push({ code: 'chain-hole', detail: `positions ${before + 1}–${start.length}` });
    reached.set(committee, Math.max(before, end.length));
  }
}

/** `1–3, 7`, from ascending numbers. */
function rangesOf(positions: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const position of positions) {
    const last = ranges[ranges.length - 1];
    if (last?.to === position - 1) last.to = position;
    else ranges.push({ from: position, to: position });
  }
  const shown = ranges.slice(0, maxRanges).map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`));
  return shown.join(', ') + (ranges.length > maxRanges ? ` and ${ranges.length - maxRanges} more ranges` : '');
}
