import { isolated } from '../../report/isolated.ts';
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

/** Which of the files that somebody chose may be added, and in sentences why the others may not. */
export async function judgeChosen(
  chosen: readonly File[],
  { sentences, isOne, maxBytes, maxFiles, sent, had }: Limits,
): Promise<{ readonly added: readonly File[]; readonly faults: readonly string[] }> {
  const sized = (bytes: number) => sizeText(document.documentElement.lang, bytes);
  const named = (files: readonly File[]) => files.map(({ name }) => isolated(name)).join(', ');
  const faults: string[] = [];
  const fitting: File[] = [];
  for (const file of chosen) {
    const name = isolated(file.name);
    if (file.size > maxBytes)
      faults.push(say(sentences, 'evidence.tooLarge', { name, size: sized(file.size), limit: sized(maxBytes) }));
    else if (!(await canBeRead(file))) faults.push(say(sentences, 'evidence.folder', { name }));
    else fitting.push(file);
  }
  const room = Math.max(0, maxFiles - sent - had.length);
  const over = fitting.slice(room);
  const added: File[] = [];
  const beyond: File[] = [];
  let bytes = had.reduce((sum, { size }) => sum + size, 0);
  for (const file of fitting.slice(0, room)) {
    const isTooMuch = isOne && bytes + file.size > maxBytes;
    (isTooMuch ? beyond : added).push(file);
    if (!isTooMuch) bytes += file.size;
  }
  if (over.length > 0) faults.push(say(sentences, 'evidence.tooMany', { count: maxFiles, names: named(over) }));
  if (beyond.length > 0)
    faults.push(say(sentences, 'takeAway.files.tooMuch', { limit: sized(maxBytes), names: named(beyond) }));
  return { added, faults };
}

/** A folder, or a file that is gone, gives no byte. */
async function canBeRead(file: File): Promise<boolean> {
  try {
    // Browsers let any part of nothing be read: a folder, or what is gone, may come as a file without bytes.
    await (file.size === 0 ? file : file.slice(0, 1)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
