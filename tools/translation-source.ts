import { createHash } from 'node:crypto';
import type { Catalogue } from '../views/messages.ts';
import { groupOf } from '../views/string-groups.ts';

/** For each group, the first 12 hexadecimal digits of SHA-256 over its sentences: key, NUL, text, newline, by key. */
export function sourceHashes({ messages }: Catalogue): Record<string, string> {
  const groups = Map.groupBy(Object.entries(messages).sort(byKey), ([key]) => groupOf(key));
  return Object.fromEntries(
    [...groups].sort(byKey).map(([group, sentences]) => {
      const text = sentences.map(([key, sentence]) => `${key}\0${sentence}\n`).join('');
      return [group, createHash('sha256').update(text).digest('hex').slice(0, 12)];
    }),
  );
}

/**
 * A catalogue whose `meta` names every group of the English one: a group that is new, or whose English sentences have
 * changed since the last stamp, has been read by nobody, in English either; groups that are gone are forgotten.
 */
export function stamped(catalogue: Catalogue, english: Catalogue): Catalogue {
  const source = sourceHashes(english);
  const { reviewed, source: old = source } = catalogue.meta;
  const marks = Object.keys(source).map((group) => [
    group,
    old[group] !== source[group] ? 'no' : (reviewed[group] ?? 'no'),
  ]);
  const { source: _, ...meta } = catalogue.meta;
  return {
    ...catalogue,
    meta: { ...meta, reviewed: Object.fromEntries(marks), source },
  };
}

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : one > other ? 1 : 0;
