import type { Result } from './result.ts';

/** Most contents that an alarm names; whoever copies an id may copy it thousands of times. */
const maxNames = 3;

/**
 * Raises an alarm for every report whose id stands over other content too, here or where `--out` found it. An id is
 * drawn at random for each sealing: two contents under one id mean that somebody copied it.
 */
export function flagSharedIds(results: readonly Result[]): void {
  const contents = contentsById(results);
  const details = new Map<string, string>();
  for (const [reportId, names] of contents) if (names.size > 1) details.set(reportId, detailOf([...names.values()]));
  for (const { report, alarms } of results) {
    const detail = report && details.get(report.reportId);
    if (detail !== undefined) alarms.push({ code: 'report-id-conflict', detail });
  }
}

/** From report id to its contents: a payload's hash, or a folder from an earlier run, and a name for each. */
function contentsById(results: readonly Result[]): Map<string, Map<string, string>> {
  const contents = new Map<string, Map<string, string>>();
  const folders = new Set(results.map(({ kept }) => kept?.folder));
  for (const { report, path, payloadSha256 = '', kept } of results) {
    if (!report) continue;
    const names = contents.get(report.reportId) ?? new Map<string, string>();
    contents.set(report.reportId, names);
    if (!names.has(payloadSha256)) names.set(payloadSha256, kept?.folder ?? path);
    for (const folder of kept?.beside ?? []) if (!folders.has(folder)) names.set(folder, folder);
  }
  return contents;
}

function detailOf(names: readonly string[]): string {
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : '';
  return `${names.length} contents: ${names.slice(0, maxNames).join(', ')}${more}`;
}
