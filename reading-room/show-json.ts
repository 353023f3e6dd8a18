import { inertJson } from './inert.ts';
import type { Io } from './io.ts';
import { countAlarms } from './overview.ts';
import { openedOf, type Review } from './print.ts';
import type { Opened, Result } from './result.ts';
import { alarmSentences, contradictionSentences, noticeSentences, sentences } from './sentences.ts';

/**
 * Prints one JSON document for `open --json`, piece by piece: counts and every bundle's chain first, then every result.
 * The counts are of what was judged; a report that cannot be read a second time has its own `code`.
 */
export async function printJson(io: Io, { founds, chains }: Review): Promise<void> {
  const results = founds.map(({ result }) => result);
  const judged = {
    type: 'opened/v1',
    opened: results.filter(({ opened }) => opened).length,
    failed: results.filter(({ code }) => code !== undefined).length,
    alarms: countAlarms(results, chains),
    bundles: chains.map((chain) => ({
      ...chain,
      alarms: chain.alarms.map(worded(alarmSentences)),
      notices: chain.notices.map(worded(noticeSentences)),
    })),
  };
  await io.out(`${inertJson(judged).replace(/\n\}$/, '')},\n  "results": [`);
  for (const [at, found] of founds.entries()) {
    const opened = await openedOf(found);
    const json = inertJson(asJson(found.result, opened)).replaceAll('\n', '\n    ');
    await io.out(`${at === 0 ? '' : ','}\n    ${json}`);
  }
  await io.out('\n  ]\n}\n');
}

function asJson({ facts, ...result }: Result, opened: Opened | null) {
  return {
    ...result,
    ...(result.code === undefined ? {} : sentences[result.code]),
    ...(opened ? { report: opened.report } : {}),
    files: opened?.files ?? [],
    contradictions: (opened?.contradictions ?? []).map((each) => ({
      ...each,
      sentence: contradictionSentences[each.id],
    })),
    alarms: result.alarms.map(worded(alarmSentences)),
    notices: result.notices.map(worded(noticeSentences)),
  };
}

/** Puts its sentence beside a code. */
const worded =
  <Code extends string>(words: Readonly<Record<Code, string>>) =>
  (each: { readonly code: Code; readonly detail: string }) => ({ ...each, sentence: words[each.code] });
