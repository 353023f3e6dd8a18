import type { Report } from '../report/report.ts';
import { vocabularies } from '../report/vocabulary.ts';
import type { Result } from './result.ts';

/** From the most protective on. */
const caseUses = vocabularies.newCaseUse;
type CaseUse = (typeof caseUses)[number];
const isLess = (left: CaseUse, right: CaseUse) => caseUses.indexOf(left) < caseUses.indexOf(right);

/** A second first report, which whoever has the code can write, raises nothing. */
function least(inForce: ReadonlyMap<string, CaseUse>, report: Exclude<Report, { kind: 'update' }>): CaseUse {
  const before = inForce.get(report.mailboxId);
  const { caseUse } = report.answers.consent;
  return before !== undefined && isLess(before, caseUse) ? before : caseUse;
}

/**
 * Says what updates ask for, in the order in which they came. Less consent counts at once; more, and another way to be
 * reached, only once a person has asked back by the way that was named before: whoever has found the code must not be
 * able to send the answers elsewhere. What is not proven to come from the first report's author is an alarm.
 */
export function judgeUpdates(results: readonly Result[]): void {
  const inForce = new Map<string, CaseUse>();
  for (const { report } of results)
    if (report && report.kind !== 'update') inForce.set(report.mailboxId, least(inForce, report));
  for (const result of results) {
    const { report, thread } = result;
    if (report?.kind !== 'update') continue;
    if (thread === 'unproven') result.alarms.push({ code: 'update-unproven', detail: report.mailboxId });
    judgeConsent(result, report, inForce);
    if (report.answers.contact) result.notices.push({ code: 'contact-change-asked', detail: '' });
    if (report.answers.erasure)
      result.notices.push({
        code: report.answers.erasure === 'ask' ? 'erasure-asked' : 'erasure-taken-back',
        detail: '',
      });
  }
}

function judgeConsent(
  { notices, thread }: Result,
  { mailboxId, answers }: Extract<Report, { kind: 'update' }>,
  inForce: Map<string, CaseUse>,
): void {
  const wish = answers.consent?.caseUse;
  const current = inForce.get(mailboxId);
  if (wish === undefined || wish === current) return;
  if (current !== undefined && isLess(wish, current)) {
    notices.push({ code: 'consent-lowered', detail: `${current} to ${wish}` });
    // What nobody has proven must not decide how the next one reads.
    if (thread === 'proven') inForce.set(mailboxId, wish);
  } else notices.push({ code: 'consent-change-asked', detail: `${current ?? 'not known here'} to ${wish}` });
}
