import { type BundleEnvelope, type BundleIndex, maxIndexBytes, memberName } from '../../crypto/bundle.ts';
import { chainHead } from '../../crypto/chain.ts';
import type { ChainSegment, StoredEnvelope } from '../../storage/store.ts';

/** Room for what an index holds besides its lists, bytes. */
const frameBytes = 1024;

/** The text of an index; all of it is ASCII. */
export const indexText = (index: BundleIndex): string => `${JSON.stringify(index)}\n`;

/**
 * The indices of the bundles that carry a piece of the chain and its envelopes: one, or several where one would be
 * longer than a reader takes. Each holds a run of the chain and the envelopes of that run; the next starts at its end.
 * @param envelopes by position; all of them in the segment.
 * @param maxBytes for tests.
 */
export function bundleParts(
  committee: string,
  segment: ChainSegment,
  envelopes: readonly StoredEnvelope[],
  maxBytes = maxIndexBytes,
): readonly [BundleIndex, ...BundleIndex[]] {
  const { start, entries, end } = segment;
  const closed: BundleIndex[] = [];
  let part = emptyIndex(committee, start);
  let { length, head } = start;
  let bytes = frameBytes;
  let next = 0;
  for (const entry of entries) {
    const found = envelopes[next]?.position === length + 1 ? envelopes[next] : undefined;
    const listed = found && listedAs(found);
    const needed = JSON.stringify(entry).length + 1 + (listed ? JSON.stringify(listed).length + 1 : 0);
    if (bytes + needed > maxBytes && part.chain.entries.length > 0) {
      closed.push({ ...part, chain: { ...part.chain, end: { length, head } } });
      part = emptyIndex(committee, { length, head });
      bytes = frameBytes;
    }
    part.chain.entries.push(entry);
    if (listed) {
      part.envelopes.push(listed);
      next += 1;
    }
    bytes += needed;
    length += 1;
    head = chainHead(head, entry.sha256, entry.day);
  }
  // The end that the database names, whether its entries lead there or not: the reading room shall see it.
  const [first, ...others] = [...closed, { ...part, chain: { ...part.chain, end } }];
  if (!first || next !== envelopes.length) throw new RangeError('An envelope is not in the chain.');
  return [first, ...others];
}

const emptyIndex = (committee: string, start: ChainSegment['start']): BundleIndex => ({
  type: 'bundle/v1',
  committee,
  chain: { start, entries: [], end: start },
  envelopes: [],
});

function listedAs({
  position,
  sha256,
  mailboxId,
  receivedDay,
  size,
  sealedBy,
  thread,
}: StoredEnvelope): BundleEnvelope {
  return { position, name: memberName(position), sha256, mailboxId, receivedDay, size, sealedBy, thread };
}
