import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { foreignColumns, wrap } from './wrap.ts';

/** Most of them that are named. */
const maxNames = 10;

/**
 * Says what half-written files and folders stand in a folder, by the beginning of their names: a power cut leaves them, and
 * they may be readable. Empty if there are none, or no such folder.
 */
export async function leftoverNotice(folder: string, prefix: string): Promise<string> {
  const names = await partialsIn(folder, prefix);
  if (names.length === 0) return '';
  const lines = names.slice(0, maxNames).flatMap((name) => wrap(join(folder, name), foreignColumns));
  return [
    'notice: Half-written files or folders are here. What is in them may be readable to anybody.\n',
    'notice: Delete them, unless this program is running a second time right now.\n',
    ...lines.map((line) => `  | ${line}\n`),
    ...(names.length > maxNames ? [`  and ${names.length - maxNames} more\n`] : []),
  ].join('');
}

async function partialsIn(folder: string, prefix: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.startsWith(prefix)).sort();
  } catch {
    // Not there yet, or not ours to read: writing says what is wrong with it.
    return [];
  }
}
