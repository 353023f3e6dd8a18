import { createHash } from 'node:crypto';
import { packPayload } from '../../../crypto/payload.ts';
import { bufferSource, type Source } from '../../../crypto/source.ts';
import { fixedBytes } from '../../crypto/fixed-draw.ts';
import { sampleReport } from '../../crypto/sample.ts';
import { numbered, type VectorFile } from '../vector-file.ts';

/** What a payload is made of; a file is the first bytes of `fixedDraw(label)`. */
export interface PayloadRecipe {
  readonly report: string;
  readonly files: readonly { readonly label: string; readonly length: number }[];
}

/** The payload of a recipe. */
export const payloadOf = ({ report, files }: PayloadRecipe): Source =>
  packPayload(
    new TextEncoder().encode(report),
    files.map(({ label, length }) => bufferSource(fixedBytes(label, length))),
  );

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const chunk = 65_536;

/** Whole payloads. */
export async function payloads(): Promise<VectorFile> {
  const report = JSON.stringify(await sampleReport());
  const file = (label: string, length: number) => ({ label, length });
  const recipes: (PayloadRecipe & { name: string })[] = [
    { name: 'report without files', report, files: [] },
    { name: 'one file of a chunk', report, files: [file('file 1', chunk)] },
    {
      name: 'files around a chunk, an empty one, one of a block',
      report,
      files: [file('file 1', chunk - 1), file('file 2', chunk + 1), file('file 3', 0), file('file 4', 512)],
    },
    { name: 'shortest report', report: '{}', files: [] },
    { name: 'fills its bucket', report: '{}', files: [file('file 1', 65_536 - 4 * 512 - 512 - 1024)] },
    { name: 'one byte beyond a bucket', report: '{}', files: [file('file 1', 65_536 - 4 * 512 - 512 - 1024 + 1)] },
    { name: 'above 1 MiB', report: '{}', files: [file('file 1', 1_200_000)] },
    { name: 'ninety-nine files', report: '{}', files: Array.from({ length: 99 }, (_, at) => file(`file ${at}`, at)) },
  ];
  return {
    purpose: 'Payloads: a canonical tar filled with zeros, hashed as a whole.',
    source:
      'docs/ENVELOPE.md, "Payload". A file is the first bytes of the draw in tests/crypto/fixed-draw.ts; ' +
      'hashes by node:crypto.',
    vectors: numbered(
      await Promise.all(recipes.map(async (recipe) => ({ ...recipe, expect: await expectOf(recipe) }))),
    ),
  };
}

async function expectOf(recipe: PayloadRecipe) {
  const payload = payloadOf(recipe);
  return {
    length: payload.size,
    sha256: sha256(await payload.read(0, payload.size)),
    reportSha256: sha256(recipe.report),
    fileSha256: recipe.files.map(({ label, length }) => sha256(fixedBytes(label, length))),
  };
}
