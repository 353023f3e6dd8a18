import { expect, it } from 'vitest';
import { type VocabularyName, vocabularies } from '../../report/vocabulary.ts';

const names = Object.keys(vocabularies) as VocabularyName[];

it.each(names)('%s has distinct keys in snake case', (name) => {
  const keys: readonly string[] = vocabularies[name];
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9_]*$/);
});
