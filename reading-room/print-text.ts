import type { Io } from './io.ts';
import { inOrder, listLine } from './list.ts';
import { overviewLines } from './overview.ts';
import { openedOf, printLines, type Review } from './print.ts';
import { resultLines } from './show-text.ts';

/**
 * Prints for people: first what was judged, so that it is seen whatever becomes of the rest, then report by report, then
 * what was judged once more, where a terminal stops.
 * @param chosen ids of reports or mailboxes, or how they begin; empty for all.
 * @returns those of them that no report has.
 */
export async function printText(io: Io, { founds, chains }: Review, chosen: readonly string[]): Promise<string[]> {
  const results = founds.map(({ result }) => result);
  await printLines(io, [...overviewLines(results, chains), '']);
  for (const found of founds) {
    const { copyOf } = found.result;
    if (chosen.length > 0 && !chosen.some((id) => hasId(found, id))) continue;
    const opened = copyOf === undefined ? await openedOf(found) : null;
    await printLines(io, resultLines(found.result, opened));
    await printLines(io, ['']);
  }
  await printLines(io, overviewLines(results, chains));
  return chosen.filter((id) => !founds.some((found) => hasId(found, id)));
}

const hasId = ({ result: { facts } }: Review['founds'][number], start: string): boolean =>
  facts !== undefined && (facts.reportId.startsWith(start) || facts.mailboxId.startsWith(start));

/** Prints a line of each report, and what was judged before and behind. */
export async function printList(io: Io, { founds, chains }: Review): Promise<void> {
  const overview = overviewLines(
    founds.map(({ result }) => result),
    chains,
  );
  await printLines(io, [...overview, '']);
  await printLines(io, listLines(inOrder(founds)));
  await printLines(io, ['', ...overview]);
}

function* listLines(founds: Review['founds']): Generator<string> {
  for (const { result } of founds) if (result.facts) yield listLine(result, result.facts);
}
