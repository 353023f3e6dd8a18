import { factsOf, type ReportFile, type SaidOfFile } from './evidence.ts';
import { sourceOf, withoutHiddenData } from './hidden-data.ts';
import { firstBytes, usualHiddenData } from './pictures/format.ts';
import { exactly, type Readable } from './pictures/scanner.ts';

/** A file as it shall travel, with what the report says of it; or why nothing can be taken out of it. */
export type Prepared =
  | { readonly ok: true; readonly file: ReportFile; readonly source: Readable }
  | { readonly ok: false; readonly why: 'unknown-format' | 'broken' };

/**
 * Takes out of a file what shall not travel, and says of it what the report will; the same wherever a report is
 * sealed. Where no choice was made about hidden data, the first bytes decide. What is to be kept is not read.
 * Errors of reading pass through.
 * @param hashOf gives the SHA-256 of bytes, hexadecimal.
 */
export async function prepareFile(
  { name, type }: { readonly name: string; readonly type: string },
  original: Readable,
  { hiddenData: asked, ...said }: SaidOfFile,
  hashOf: (source: Readable) => Promise<string>,
): Promise<Prepared> {
  const file = factsOf({ name, type, size: original.size });
  const hiddenData = asked ?? usualHiddenData(await exactly(original, 0, Math.min(firstBytes, original.size)));
  if (hiddenData === 'kept') return { ok: true, file: { ...file, hiddenData, ...said }, source: original };
  const cleaned = await withoutHiddenData(original);
  if (!cleaned.ok) return cleaned;
  const sha256Original = await hashOf(original);
  return {
    ok: true,
    file: { ...file, size: cleaned.size, hiddenData, sha256Original, ...said },
    source: sourceOf(original, cleaned.pieces),
  };
}
