import type { Report } from '../report/report.ts';
import type { Result, Thread } from './result.ts';

/**
 * Says of each opened report whether it begins a thread or continues one. An update is proven only by the thread key
 * of a first report with the same mailbox: the server knows the mailbox id, the key never leaves a seal.
 */
export function judgeThreads(results: readonly Result[]): void {
  const firstKeys = new Map<string, Set<string>>();
  for (const { report } of results)
    if (report?.kind === 'new')
      firstKeys.set(report.mailboxId, (firstKeys.get(report.mailboxId) ?? new Set()).add(report.threadKey));
  for (const result of results) {
    if (!result.report) continue;
    const keys = firstKeys.get(result.report.mailboxId);
    result.thread = threadOf(result.report, keys);
    if (keys && keys.size > 1) result.alarms.push({ code: 'two-first-reports', detail: result.report.mailboxId });
  }
}

function threadOf({ kind, threadKey }: Report, firstKeys: ReadonlySet<string> | undefined): Thread {
  if (kind === 'new') return 'first';
  if (!firstKeys) return 'first-not-here';
  return firstKeys.has(threadKey) ? 'proven' : 'unproven';
}
