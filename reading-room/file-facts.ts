import { fileName } from '../crypto/payload.ts';
import type { UnpackedEntry } from '../crypto/unpack.ts';
import type { ReportFile } from '../report/evidence.ts';
import type { Alarm } from './result.ts';

/** A file as it came, without its bytes. */
interface PackedFile {
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the bytes that are here, hexadecimal. */
  readonly sha256: string;
  /** SHA-256 as it was written down at sealing. */
  readonly listedSha256: string;
  readonly intact: boolean;
}

/** Both sides of a file: what came, and what the report says of it. One of them may be missing, which is an alarm. */
export interface FileFacts {
  /** Counted from 1. */
  readonly number: number;
  /** `files/001`: ours, never the sender's. */
  readonly name: string;
  readonly packed: PackedFile | null;
  readonly described: ReportFile | null;
  /** Who may see it: as the sender says, the secretariat alone where nothing is said. */
  readonly mayBeSeenBy: NonNullable<ReportFile['use']>;
  /** What whoever opens it is to know first. */
  readonly warnings: readonly FileWarning[];
}

export type FileWarning = 'distressing' | 'people-visible';

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
  const described = files.filter((file) => file.described).length;
  const packed = files.filter((file) => file.packed).length;
  const alarms: Alarm[] = [];
  if (described !== packed) alarms.push({ code: 'files-differ', detail: `described ${described}, packed ${packed}` });
  for (const file of files)
    if (differsInSize(file))
      alarms.push({
        code: 'file-size-differs',
        detail: `${file.name}: described ${file.described?.size} bytes, packed ${file.packed?.size} bytes`,
      });
  return alarms;
}

/** Whether both sides are here and name different sizes. */
export const differsInSize = ({ packed, described }: FileFacts): boolean =>
  packed !== null && described !== null && packed.size !== described.size;
