import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { textOf } from '../crypto/bytes.ts';
import { openLocal, readAt } from './local-file.ts';
import { type Failure, failureOf, fileError } from './room-error.ts';

/** Something to open, or why it will not even be tried. */
export type Input =
  | { readonly kind: 'envelope' | 'bundle'; readonly path: string }
  | { readonly kind: 'refused'; readonly path: string; readonly failure: Failure };

/**
 * Finds what to open: files by what they begin with, whatever they are called (carried files have neutral names);
 * in folders, at any depth and in order of name, `*.age` and `*.tar` only, key files left out. Links are not followed.
 */
export async function* findInputs(paths: readonly string[]): AsyncGenerator<Input> {
  for (const path of paths) {
    try {
      if (!(await isFolder(path))) {
        yield { kind: await kindOf(path), path };
        continue;
      }
    } catch (error) {
      yield { kind: 'refused', path, failure: failureOf(error) };
      continue;
    }
    let found = 0;
    for await (const input of inFolder(path)) {
      found += 1;
      yield input;
    }
    if (found === 0) yield { kind: 'refused', path, failure: { code: 'folder-empty', detail: '' } };
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    throw fileError(error, path, 'path-unreadable');
  }
}

async function* inFolder(folder: string): AsyncGenerator<Input> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const failure = failureOf(fileError(error, folder, 'path-unreadable'));
    yield { kind: 'refused', path: folder, failure };
    return;
  }
  // By code unit: the order must not depend on the machine's language.
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* inFolder(path);
    else if (/\.(?:age|tar)$/i.test(entry.name) && !/\.key\.age$/i.test(entry.name)) yield await judge(path);
  }
}

async function judge(path: string): Promise<Input> {
  try {
    return { kind: await kindOf(path), path };
  } catch (error) {
    return { kind: 'refused', path, failure: failureOf(error) };
  }
}

/** Whoever is neither is handed on as an envelope, which then says what is wrong with it. */
async function kindOf(path: string): Promise<'envelope' | 'bundle'> {
  const file = await openLocal(path, 'refuse');
  try {
    const start = textOf(await readAt(file, 0, Math.min(18, file.size)));
    if (start === 'age-encryption.org') return 'envelope';
    const magic = file.size >= 512 ? textOf(await readAt(file, 257, 5)) : null;
    return magic === 'ustar' || /\.tar$/i.test(path) ? 'bundle' : 'envelope';
  } finally {
    await file.handle.close();
  }
}
