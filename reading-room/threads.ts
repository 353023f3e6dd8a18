import type { Facts, Result, Thread } from './result.ts';

/**
 * Says of each opened report whether it begins a thread or continues one. An update is proven only by the thread key
 * of a first report with the same mailbox: the server knows the mailbox id, the key never leaves a seal.
 */
export function judgeThreads(results: readonly Result[]): void {
  const firstKeys = new Map<string, Set<string>>();
  /** Where first reports of a mailbox want their answers: whoever has the code can write another one. */
  const recipients = new Map<string, Set<string>>();
  for (const { facts } of results)
    if (facts && isFirst(facts)) {
      const { mailboxId, threadKey, replyRecipient } = facts;
      firstKeys.set(mailboxId, (firstKeys.get(mailboxId) ?? new Set()).add(threadKey));
      recipients.set(mailboxId, (recipients.get(mailboxId) ?? new Set()).add(replyRecipient));
    }
  for (const result of results) {
    if (!result.facts) continue;
    const { mailboxId } = result.facts;
    const keys = firstKeys.get(mailboxId);
    result.thread = threadOf(result.facts, keys);
    const isTwice = (keys?.size ?? 0) > 1 || (recipients.get(mailboxId)?.size ?? 0) > 1;
    if (isTwice) result.alarms.push({ code: 'two-first-reports', detail: mailboxId });
  }
}

/** An alert begins a thread as a full report does; its details follow as updates. */
const isFirst = ({ kind }: Facts): boolean => kind !== 'update';

function threadOf(facts: Facts, firstKeys: ReadonlySet<string> | undefined): Thread {
  if (isFirst(facts)) return 'first';
  if (!firstKeys) return 'first-not-here';
  return firstKeys.has(facts.threadKey) ? 'proven' : 'unproven';
}
