import { fileName } from '../crypto/payload.ts';
import type { UnpackedEntry } from '../crypto/unpack.ts';
import type { ReportFile } from '../report/evidence.ts';
import type { Alarm, FileFacts, FileWarning, PackedFile } from './result.ts';

/** Most files that have an alarm each; the others are counted. */
export const maxNamedFiles = 10;

/** Puts beside each other what came and what is said of it, by their order. */
export function fileFacts(packed: readonly UnpackedEntry[], described: readonly ReportFile[]): FileFacts[] {
  return Array.from({ length: Math.max(packed.length, described.length) }, (_, at) => {
    const said = described[at] ?? null;
    const warnings: FileWarning[] = [];
    if (said?.distressing === 'yes') warnings.push('distressing');
    if (said?.peopleVisible === 'yes') warnings.push('people-visible');
    return {
      number: at + 1,
      name: fileName(at + 1),
      packed: packedFile(packed[at]),
      described: said,
      mayBeSeenBy: said?.use ?? 'secretariat_only',
      warnings,
    };
  });
}

function packedFile(entry: UnpackedEntry | undefined): PackedFile | null {
  if (!entry) return null;
  const { size, sha256, listedSha256, intact } = entry;
  return { size, sha256, listedSha256, intact };
}

/** Flags where the two sides do not agree, in number or in size. */
export function fileAlarms(files: readonly FileFacts[]): Alarm[] {
  // Each stands at its file too.
  const described = files.filter((file) => file.described).length;
  const packed = files.filter((file) => file.packed).length;
  const alarms: Alarm[] = [];
  if (described !== packed) alarms.push({ code: 'files-differ', detail: `described ${described}, packed ${packed}` });
  const differing = files.filter(differsInSize);
  for (const { name, described: said, packed: here } of differing.slice(0, maxNamedFiles))
    alarms.push({
      code: 'file-size-differs',
      detail: `${name}: described ${said?.size} bytes, packed ${here?.size} bytes`,
    });
  if (differing.length > maxNamedFiles)
    alarms.push({ code: 'file-size-differs', detail: `${differing.length - maxNamedFiles} more files` });
  return alarms;
}

/** Whether both sides are here and name different sizes. */
export const differsInSize = ({ packed, described }: FileFacts): boolean =>
  packed !== null && described !== null && packed.size !== described.size;
