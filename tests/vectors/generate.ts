import { writeFileSync } from 'node:fs';
import { families } from './families.ts';
import { sealSigned } from './make/answers.ts';
import { type EnvelopeRecipe, envelopeRecipes, sealRecipe } from './make/envelopes.ts';
import { formatVectors, vectorAddress, vectorsOf } from './vector-file.ts';

// Writes every file of vectors anew; `biome format --write tests/vectors` then lays them out as the house has them.
// A difference that git shows afterwards is a change of format, and needs a reason.
for (const [family, make] of Object.entries(families))
  writeFileSync(vectorAddress(family), formatVectors(await make()));

const { name, text, minisig } = vectorsOf<{ text: string; minisig: string }>('answer')[0] ?? {
  name: '',
  text: '',
  minisig: '',
};
const { replyRecipient } = JSON.parse(text) as { replyRecipient: string };
writeFileSync(new URL('answer-1.age', import.meta.url), await sealSigned(name, text, minisig, replyRecipient));

const [first] = await envelopeRecipes();
const { bytes, identities } = await sealRecipe(first as EnvelopeRecipe);
writeFileSync(new URL('envelope-1.age', import.meta.url), bytes);
writeFileSync(new URL('envelope-1.identity', import.meta.url), `${identities[0]}\n`);
