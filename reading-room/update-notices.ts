import { vocabularies } from '../report/vocabulary.ts';
import type { Facts, Result } from './result.ts';

/** From the most protective on. */
const caseUses = vocabularies.newCaseUse;
type CaseUse = (typeof caseUses)[number];
const isLess = (left: CaseUse, right: CaseUse) => caseUses.indexOf(left) < caseUses.indexOf(right);

/** A second first report, which whoever has the code can write, raises nothing. */
function least(inForce: ReadonlyMap<string, CaseUse>, mailboxId: string, caseUse: CaseUse): CaseUse {
  const before = inForce.get(mailboxId);
  return before !== undefined && isLess(before, caseUse) ? before : caseUse;
}

/**
 * Says what updates ask for, in the order in which they came. Less consent counts at once; more, and another way to be
 * reached, only once a person has asked back by the way that was named before: whoever has found the code must not be
 * able to send the answers elsewhere. What is not proven to come from the first report's author is an alarm.
 */
export function judgeUpdates(results: readonly Result[]): void {
  const inForce = new Map<string, CaseUse>();
  for (const { facts } of results)
    if (facts && facts.kind !== 'update' && facts.caseUse)
      inForce.set(facts.mailboxId, least(inForce, facts.mailboxId, facts.caseUse));
  for (const result of results) {
    const { facts, thread } = result;
    if (facts?.kind !== 'update') continue;
    if (thread === 'unproven') result.alarms.push({ code: 'update-unproven', detail: facts.mailboxId });
    judgeConsent(result, facts, inForce);
    if (facts.asksContact) result.notices.push({ code: 'contact-change-asked', detail: '' });
    if (facts.erasure)
      result.notices.push({
        code: facts.erasure === 'ask' ? 'erasure-asked' : 'erasure-taken-back',
        detail: '',
      });
  }
}

function judgeConsent(
  { notices, thread }: Result,
  { mailboxId, caseUse: wish }: Facts,
  inForce: Map<string, CaseUse>,
): void {
  const current = inForce.get(mailboxId);
  if (wish === null || wish === current) return;
  if (current !== undefined && isLess(wish, current)) {
    notices.push({ code: 'consent-lowered', detail: `${current} to ${wish}` });
    // What nobody has proven must not decide how the next one reads.
    if (thread === 'proven') inForce.set(mailboxId, wish);
  } else notices.push({ code: 'consent-change-asked', detail: `${current ?? 'not known here'} to ${wish}` });
}
