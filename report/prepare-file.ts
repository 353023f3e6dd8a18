import { factsOf, type ReportFile, type SaidOfFile } from './evidence.ts';
import { sourceOf, withoutHiddenData } from './hidden-data.ts';
import type { Readable } from './pictures/scanner.ts';

/** A file as it shall travel, with what the report says of it; or why nothing can be taken out of it. */
export type Prepared =
  | { readonly ok: true; readonly file: ReportFile; readonly source: Readable }
  | { readonly ok: false; readonly why: 'unknown-format' | 'broken' };

/**
 * Takes out of a file what shall not travel, and says of it what the report will; the same wherever a report is
 * sealed. What is not to be cleaned is not read. Errors of reading pass through.
 * @param hashOf gives the SHA-256 of bytes, hexadecimal.
 */
export async function prepareFile(
  { name, type }: { readonly name: string; readonly type: string },
  original: Readable,
  { hiddenData, ...said }: SaidOfFile & Pick<ReportFile, 'hiddenData'>,
  hashOf: (source: Readable) => Promise<string>,
): Promise<Prepared> {
  const file = factsOf({ name, type, size: original.size });
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
