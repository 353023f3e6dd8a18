import { maxOutgoingIndexBytes, type Outgoing } from '../crypto/outgoing.ts';

/** Room for what an index holds besides its lists, bytes. */
const frameBytes = 1024;

export type OutgoingLists = Pick<Outgoing, 'answers' | 'erased'>;

/**
 * Divides what leaves into lists of which each fits into one index: one, or several where one would be longer than the
 * server reads. What is to be erased comes first; order stays, as each list must ascend.
 * @param maxBytes for tests.
 */
export function outgoingParts({ answers, erased }: OutgoingLists, maxBytes = maxOutgoingIndexBytes): OutgoingLists[] {
  const parts: OutgoingLists[] = [];
  let part: OutgoingLists = { answers: [], erased: [] };
  let bytes = frameBytes;
  const put = (item: unknown, list: (of: OutgoingLists) => unknown[]) => {
    const needed = JSON.stringify(item).length + 1;
    if (bytes + needed > maxBytes && part.answers.length + part.erased.length > 0) {
      parts.push(part);
      part = { answers: [], erased: [] };
      bytes = frameBytes;
    }
    list(part).push(item);
    bytes += needed;
  };
  for (const mailboxId of erased) put(mailboxId, (of) => of.erased);
  for (const answer of answers) put(answer, (of) => of.answers);
  return [...parts, part];
}
