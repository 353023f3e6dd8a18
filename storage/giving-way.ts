import type { MailboxId, Places, UploadsUnderWay } from './store.ts';

/** An unfinished upload that may give way: some of its bytes are still missing. */
export interface Leaving {
  readonly id: string;
  readonly mailboxId: MailboxId;
  readonly missing: number;
}

/** Those that may give way to an upload that begins, each list in the order in which they do. */
interface Candidates {
  readonly ofMailbox: readonly Leaving[];
  readonly barelyBegun: readonly Leaving[];
}

/**
 * Tells which uploads give way to one that begins, as few as are needed: the oldest of its mailbox, then such as have
 * hardly begun. For `uploads.ts`.
 * @returns `null` where there is no place even without all of them; then none need go.
 */
export function givingWay(
  mailboxId: MailboxId,
  others: UploadsUnderWay,
  { ofMailbox, barelyBegun }: Candidates,
  { hasPlace, mostInMailbox }: Places,
): readonly Leaving[] | null {
  const leaving = ofMailbox.slice(0, Math.max(0, others.inMailbox + 1 - mostInMailbox));
  const without = (from: UploadsUnderWay, some: readonly Leaving[]) =>
    some.reduce((left, each) => withoutOne(left, each, mailboxId), from);
  let left = without(others, leaving);
  if (left.inMailbox >= mostInMailbox) return null;
  if (hasPlace(left)) return leaving;
  const more = barelyBegun.filter(({ id }) => !leaving.some((each) => each.id === id));
  if (!hasPlace(without(left, more))) return null;
  for (const [at, each] of more.entries()) {
    left = withoutOne(left, each, mailboxId);
    if (hasPlace(left)) return [...leaving, ...more.slice(0, at + 1)];
  }
  return null;
}

function withoutOne(others: UploadsUnderWay, { mailboxId, missing }: Leaving, asking: MailboxId): UploadsUnderWay {
  const isSent = mailboxId !== null;
  return {
    missingBytes: others.missingBytes - missing,
    sent: others.sent - (isSent ? 1 : 0),
    carried: others.carried - (isSent ? 0 : 1),
    inMailbox: others.inMailbox - (isSent && mailboxId === asking ? 1 : 0),
  };
}
