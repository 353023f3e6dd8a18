import type { Report } from '../report/report.ts';
import type { Result, Thread } from './result.ts';

/**
 * Says of each opened report whether it begins a thread or continues one. An update is proven only by the thread key
 * of a first report with the same mailbox: the server knows the mailbox id, the key never leaves a seal.
 */
export function judgeThreads(results: readonly Result[]): void {
  const firstKeys = new Map<string, Set<string>>();
  /** Where first reports of a mailbox want their answers: whoever has the code can write another one. */
  const recipients = new Map<string, Set<string>>();
  for (const { report } of results)
    if (report && isFirst(report)) {
      const { mailboxId, threadKey, replyRecipient } = report;
      firstKeys.set(mailboxId, (firstKeys.get(mailboxId) ?? new Set()).add(threadKey));
      recipients.set(mailboxId, (recipients.get(mailboxId) ?? new Set()).add(replyRecipient));
    }
  for (const result of results) {
    if (!result.report) continue;
    const keys = firstKeys.get(result.report.mailboxId);
    result.thread = threadOf(result.report, keys);
    const isTwice = (keys?.size ?? 0) > 1 || (recipients.get(result.report.mailboxId)?.size ?? 0) > 1;
    if (isTwice) result.alarms.push({ code: 'two-first-reports', detail: result.report.mailboxId });
  }
}

/** An alert begins a thread as a full report does; its details follow as updates. */
const isFirst = ({ kind }: Report): boolean => kind !== 'update';

function threadOf(report: Report, firstKeys: ReadonlySet<string> | undefined): Thread {
  if (isFirst(report)) return 'first';
  if (!firstKeys) return 'first-not-here';
  return firstKeys.has(report.threadKey) ? 'proven' : 'unproven';
}
