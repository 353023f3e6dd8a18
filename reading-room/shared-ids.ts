import type { Result } from './result.ts';

/** Most contents or copies that are named; whoever copies an id may copy it thousands of times. */
const maxNames = 3;

/** The results that have one content. */
interface Content {
  /** Where it is: a folder, or the first input. */
  readonly name: string;
  readonly copies: Result[];
}

/**
 * Raises an alarm for every report whose id stands over other content too, here or where `--out` found it: an id is
 * drawn at random for each sealing, so that two contents under one id mean that somebody copied it. The same content
 * again is one report that was carried twice: a notice, and `copyOf` for all but the first.
 */
export function flagSharedIds(results: readonly Result[]): void {
  for (const contents of contentsById(results).values()) {
    if (contents.size > 1) {
      const detail = `${contents.size} contents: ${listOf([...contents.values()].map(({ name }) => name))}`;
      for (const { copies } of contents.values())
        for (const { alarms } of copies) alarms.push({ code: 'report-id-conflict', detail });
    }
    for (const { copies } of contents.values()) flagCopies(copies);
  }
}

function flagCopies(copies: readonly Result[]): void {
  const [first, ...others] = copies;
  if (!first || others.length === 0) return;
  const detail = `${copies.length} times: ${listOf(copies.map(({ path }) => path))}`;
  for (const { notices } of copies) notices.push({ code: 'report-twice', detail });
  for (const copy of others) copy.copyOf = first.path;
}

/** From report id to its contents: by hash, or by folder where an earlier run has put one. */
function contentsById(results: readonly Result[]): Map<string, Map<string, Content>> {
  const byId = new Map<string, Map<string, Content>>();
  const folders = new Set(results.map(({ kept }) => kept?.folder));
  for (const result of results) {
    const { facts, path, contentSha256 = '', kept } = result;
    if (!facts) continue;
    const contents = byId.get(facts.reportId) ?? new Map<string, Content>();
    byId.set(facts.reportId, contents);
    const content = contents.get(contentSha256) ?? { name: kept?.folder ?? path, copies: [] };
    content.copies.push(result);
    contents.set(contentSha256, content);
    for (const folder of kept?.beside ?? [])
      if (!folders.has(folder)) contents.set(folder, { name: folder, copies: [] });
  }
  return byId;
}

/** The first few names, and how many more there are. */
export function listOf(names: readonly string[]): string {
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : '';
  return `${names.slice(0, maxNames).join(', ')}${more}`;
}
