import type { Io } from './io.ts';
import { inOrder, listLine } from './list.ts';
import { overviewLines } from './overview.ts';
import { openedOf, printLines, type Review } from './print.ts';
import { resultLines } from './show-text.ts';

/**
 * Prints for people: first what was judged, so that it is seen whatever becomes of the rest, then report by report, then
 * what was judged once more, where a terminal stops.
 * @param chosen ids of reports or mailboxes, or how they begin; empty for all.
 */
export async function printText(io: Io, { founds, chains }: Review, chosen: readonly string[]): Promise<void> {
  const results = founds.map(({ result }) => result);
  await printLines(io, [...overviewLines(results, chains), '']);
  for (const found of founds) {
    const { facts, copyOf } = found.result;
    const isChosen =
      chosen.length === 0 || chosen.some((id) => facts?.reportId.startsWith(id) || facts?.mailboxId.startsWith(id));
    if (!isChosen) continue;
    const opened = copyOf === undefined ? await openedOf(found) : null;
    await printLines(io, resultLines(found.result, opened));
    await printLines(io, ['']);
  }
  await printLines(io, overviewLines(results, chains));
}

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
