import { describe, expect, it } from 'vitest';
import { awaitsConfirmation, confirmed, type VocabularyName, vocabularies } from '../../report/vocabulary.ts';

const names = Object.keys(vocabularies) as VocabularyName[];

it.each(names)('%s has distinct keys in snake case', (name) => {
  const keys: readonly string[] = vocabularies[name];
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9_]*$/);
});

it.each([
  ['identityMode', 'withheld_for_now'],
  ['caseUse', 'secretariat_only'],
  ['sourceName', 'never'],
  ['partner', 'none'],
  ['help', 'record_only'],
  ['channel', 'receipt_only'],
] as const)('%s begins with its most protective key, %s', (name, key) => {
  expect(vocabularies[name][0]).toBe(key);
});

describe('what IPU has confirmed', () => {
  it.each(Object.entries(confirmed))('of %s exists', (name, keys) => {
    const list: readonly string[] = vocabularies[name as VocabularyName];
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !list.includes(key))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(awaitsConfirmation(name as VocabularyName, key)).toBe(false);
  });

  it('is everything that does not wait for it', () => {
    const waiting = names.flatMap((name) => vocabularies[name].filter((key) => awaitsConfirmation(name, key)));
    const all = names.flatMap((name) => [...vocabularies[name]]);
    const sure = Object.values(confirmed).flat();
    expect(waiting.length).toBeGreaterThan(100);
    expect(waiting.length + sure.length).toBe(all.length);
  });

  it.each([
    ['violation', 'freedom_movement'],
    ['relation', 'other'],
    ['caseUse', 'public'],
    ['violation', 'no such key'],
  ] as const)('lacks %s %s', (name, key) => {
    expect(awaitsConfirmation(name, key)).toBe(true);
  });
});
