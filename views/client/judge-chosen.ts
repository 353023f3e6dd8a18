import { isolated } from '../../report/isolated.ts';
import { firstBytes, formatOf } from '../../report/pictures/format.ts';
import { sizeText } from '../size-text.ts';
import { type Sentences, say } from './sentences.ts';

interface Limits {
  readonly sentences: Sentences;
  /** Whether the limit of one file is that of all together. */
  readonly isOne: boolean;
  readonly maxBytes: number;
  readonly maxFiles: number;
  /** How many have arrived. */
  readonly sent: number;
  /** Those that were chosen before. */
  readonly had: readonly File[];
}

/** A file that may be added. */
export interface Fitting {
  readonly file: File;
  /** Whether it is a picture that hidden data can be taken out of, by its first bytes. */
  readonly isCleanable: boolean;
}

/** Which of the files that somebody chose may be added, and in sentences why the others may not. */
export async function judgeChosen(
  chosen: readonly File[],
  { sentences, isOne, maxBytes, maxFiles, sent, had }: Limits,
): Promise<{ readonly added: readonly Fitting[]; readonly faults: readonly string[] }> {
  const sized = (bytes: number) => sizeText(document.documentElement.lang, bytes);
  const named = (files: readonly Fitting[]) => files.map(({ file }) => isolated(file.name)).join(', ');
  const faults: string[] = [];
  const fitting: Fitting[] = [];
  for (const file of chosen) {
    const name = isolated(file.name);
    if (file.size > maxBytes)
      faults.push(say(sentences, 'evidence.tooLarge', { name, size: sized(file.size), limit: sized(maxBytes) }));
    else {
      const first = await beginningOf(file);
      if (first) fitting.push({ file, isCleanable: formatOf(first) !== null });
      else faults.push(say(sentences, 'evidence.folder', { name }));
    }
  }
  const room = Math.max(0, maxFiles - sent - had.length);
  const over = fitting.slice(room);
  const added: Fitting[] = [];
  const beyond: Fitting[] = [];
  let bytes = had.reduce((sum, { size }) => sum + size, 0);
  for (const each of fitting.slice(0, room)) {
    const isTooMuch = isOne && bytes + each.file.size > maxBytes;
    (isTooMuch ? beyond : added).push(each);
    if (!isTooMuch) bytes += each.file.size;
  }
  if (over.length > 0) faults.push(say(sentences, 'evidence.tooMany', { count: maxFiles, names: named(over) }));
  if (beyond.length > 0)
    faults.push(say(sentences, 'takeAway.files.tooMuch', { limit: sized(maxBytes), names: named(beyond) }));
  return { added, faults };
}

/** The first bytes of a file; `null` for a folder, or a file that is gone, which give none. */
async function beginningOf(file: File): Promise<Uint8Array | null> {
  try {
    // Browsers let any part of nothing be read: a folder, or what is gone, may come as a file without bytes.
    return new Uint8Array(await (file.size === 0 ? file : file.slice(0, firstBytes)).arrayBuffer());
  } catch {
    return null;
  }
}
