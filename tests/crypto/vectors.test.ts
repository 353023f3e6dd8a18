import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { families } from '../vectors/families.ts';
import { type EnvelopeRecipe, envelopeRecipes, sealRecipe } from '../vectors/make/envelopes.ts';
import { formatVectors, vectorsOf, vectorText } from '../vectors/vector-file.ts';

describe.each(Object.keys(families))('the vectors of %s', (family) => {
  it('are what the generator makes today', async () => {
    const made = await (families[family] as (typeof families)[string])();
    expect(JSON.parse(formatVectors(made))).toEqual(JSON.parse(vectorText(family)));
  });

  it('are numbered from 1 and named apart', () => {
    const vectors = vectorsOf(family);
    expect(vectors.length).toBeGreaterThan(1);
    expect(vectors.map(({ number }) => number)).toEqual(vectors.map((_, index) => index + 1));
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
  });
});

it('stores the first envelope whole', async () => {
  const { bytes, identities } = await sealRecipe((await envelopeRecipes())[0] as EnvelopeRecipe);
  const stored = readFileSync(new URL('../vectors/envelope-1.age', import.meta.url));
  expect(Buffer.compare(stored, bytes)).toBe(0);
  expect(readFileSync(new URL('../vectors/envelope-1.identity', import.meta.url), 'utf8')).toBe(`${identities[0]}\n`);
});
