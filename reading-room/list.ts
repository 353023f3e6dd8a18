import type { Found } from './open-input.ts';
import type { Facts, Result } from './result.ts';
import { terminalColumns, wrap } from './wrap.ts';

/** Digits of a report id in a list, and the fewest that `--report` takes. */
const shownDigits = 12;
export const minDigits = 8;

/** What a list calls what a sender says of urgency. */
const urgencyWords: Readonly<Record<NonNullable<Facts['urgency']>, string>> = {
  immediate_48h: '48 hours',
  days: 'days',
  weeks: 'weeks',
  unsure: 'unsure',
  not_urgent: 'can wait',
};
const urgencies = Object.keys(urgencyWords);

/**
 * Puts what can be shown into an order for people who cannot read all of it: first updates that
 * prove a code, then what senders call urgent, and last what says the very same as another one. Else as it came.
 */
export function inOrder(founds: readonly Found[]): Found[] {
  const said = new Set<string>();
  const ranked = founds.flatMap((found) => {
    const { facts, copyOf } = found.result;
    if (!facts || copyOf !== undefined) return [];
    const answers = facts.kind + facts.answers;
    const isRepeated = said.has(answers);
    said.add(answers);
    return [{ found, rank: rankOf(found.result, facts) + (isRepeated ? 100 : 0) }];
  });
  return ranked.sort((left, right) => left.rank - right.rank).map(({ found }) => found);
}

function rankOf({ thread }: Result, { kind, urgency }: Facts): number {
  if (kind === 'update') return thread === 'proven' ? 0 : 50;
  return kind === 'urgent_alert' ? 1 : 2 + urgencies.indexOf(urgency ?? 'unsure');
}

/** One line of a report: what is foreign in it stands at its end, and is cut. */
export function listLine(
  { thread, alarms }: Result,
  { kind, urgency, reportId, createdDay, files, about }: Facts,
): string {
  const what = kind === 'urgent_alert' ? 'ALERT' : kind === 'new' ? urgencyWords[urgency ?? 'unsure'] : wordOf(thread);
  const start = [
    reportId.slice(0, shownDigits),
    createdDay,
    what.padEnd(8),
    (files > 0 ? `${files} ${files === 1 ? 'file' : 'files'}` : '').padEnd(8),
    alarms.length > 0 ? '!!!' : '   ',
    '',
  ].join(' ');
  return `${start}${wrap(about.replaceAll('⟦U+000A⟧', ' '), terminalColumns - start.length)[0]}`;
}

const wordOf = (thread: Result['thread']): string => (thread === 'proven' ? 'PROVEN' : 'unproven');
