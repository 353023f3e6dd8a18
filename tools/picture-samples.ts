import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, inflateSync } from 'node:zlib';
import { sourceOf, withoutHiddenData } from '../report/hidden-data.ts';
import { firstBytes, formatOf, type PictureFormat } from '../report/pictures/format.ts';
import { hiddenBesidesColours, type Tags, tagsOf } from './hidden-tags.ts';
import { exiftool, needPrograms } from './programs.ts';

/**
 * Tries the taking out of hidden data on pictures of real cameras and programs, which are fetched and never kept here:
 * `node tools/picture-samples.ts [FOLDER | PACKAGE …]`. Without a word, packages that carry such pictures. Another
 * program must find nothing in what was cleaned, and a decoder the same pixels. Ends with 1 if not.
 */

const packages = [
  'exif@0.6.0',
  'node-exif@1.0.1',
  'exif-js@2.3.0',
  'jpeg-exif@1.1.4',
  'exif-parser@0.1.12',
  'png-metadata@1.0.2',
];
const decoders = [
  { name: 'djpeg', package: 'libjpeg-turbo-progs' },
  { name: 'dwebp', package: 'webp' },
];

await needPrograms([exiftool, ...decoders]);
const work = mkdtempSync(join(tmpdir(), 'samples-'));
try {
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : packages;
  const paths = wanted.flatMap((each) => picturesIn(existsSync(each) ? each : fetched(each)));
  process.exitCode = (await tried(paths)) ? 0 : 1;
} finally {
  rmSync(work, { recursive: true });
}

/** A package, unpacked. */
function fetched(name: string): string {
  const folder = mkdtempSync(join(work, 'package-'));
  const file = execFileSync('npm', ['pack', '--silent', name], { cwd: folder, encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', file], { cwd: folder });
  return folder;
}

function picturesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return formatOf(readFileSync(path).subarray(0, firstBytes)) ? [path] : [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() || entry.isFile() ? picturesIn(join(path, entry.name)) : [],
  );
}

interface Sample {
  readonly path: string;
  readonly name: string;
  readonly format: PictureFormat;
}

/** Cleans each and says what was found. Whether all is well. */
async function tried(paths: readonly string[]): Promise<boolean> {
  const [before, after] = ['before', 'after'].map((name) => join(work, name)) as [string, string];
  mkdirSync(before);
  mkdirSync(after);
  const cleaned: Sample[] = [];
  const seen = new Set<string>();
  const faults: string[] = [];
  const refused: string[] = [];
  for (const path of paths) {
    const bytes = readFileSync(path);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const format = formatOf(bytes.subarray(0, firstBytes));
    if (!format || seen.has(hash)) continue;
    seen.add(hash);
    const name = `${String(seen.size).padStart(5, '0')}.${format}`;
    writeFileSync(join(before, name), bytes);
    const out = await cleanedBytes(bytes);
    if (typeof out === 'string') {
      // A picture that a decoder shows must not be refused.
      const shown = pixels(format, join(before, name));
      refused.push(`${path}: ${out}${shown === null ? '' : ', though it can be shown'}`);
      continue;
    }
    writeFileSync(join(after, name), out);
    cleaned.push({ path, name, format });
    if (!out.equals((await cleanedBytes(out)) as Buffer)) faults.push(`${path}: not the same when it is cleaned again`);
    const [was, is] = [pixels(format, join(before, name)), pixels(format, join(after, name))];
    if (was !== null && was !== is) faults.push(`${path}: other pixels`);
  }
  const names = cleaned.map(({ name }) => name);
  const told = (tags: Tags[], hiddenOf: (each: Tags) => string[]) =>
    new Map(tags.map((each) => [String(each.SourceFile), hiddenOf(each)]));
  const had = told(names.length > 0 ? tagsOf(before, names) : [], hiddenBesidesColours);
  const has = told(names.length > 0 ? tagsOf(after, names) : [], hiddenBesidesColours);
  for (const { path, name } of cleaned) {
    const left = has.get(name) ?? ['nothing was told'];
    if (left.length > 0) faults.push(`${path}: still tells ${left.join(', ')}`);
  }
  const hidden = [...had.values()].filter((each) => each.length > 0);
  for (const line of refused) console.log(`refused  ${line}`);
  for (const line of faults) console.log(`FAULT    ${line}`);
  console.log(
    `${seen.size} pictures: ${cleaned.length} cleaned, ${hidden.length} of them with ${hidden.flat().length} tags that ` +
      `told something; ${refused.length} refused, ${refused.filter((each) => each.includes('though')).length} of them can be shown; ` +
      `${faults.length} faults`,
  );
  return faults.length === 0;
}

async function cleanedBytes(bytes: Buffer): Promise<Buffer | string> {
  const file = {
    size: bytes.length,
    read: async (start: number, end: number) => new Uint8Array(bytes.subarray(start, end)),
  };
  const cleaned = await withoutHiddenData(file);
  return cleaned.ok ? Buffer.from(await sourceOf(file, cleaned.pieces).read(0, cleaned.size)) : cleaned.why;
}

/** A hash of what a decoder makes of a picture, profile aside; `null` where it makes nothing. */
function pixels(format: PictureFormat, path: string): string | null {
  if (format === 'png') return rowsOf(readFileSync(path));
  const [name, words] = format === 'jpeg' ? ['djpeg', ['-ppm', path]] : ['dwebp', ['-quiet', '-pam', path, '-o', '-']];
  const { stdout } = spawnSync(name as string, words as string[], { maxBuffer: 1024 * 1024 * 1024 });
  return stdout.length === 0 ? null : createHash('sha256').update(stdout).digest('hex');
}

/** A hash of the rows of a PNG, with palette and transparency. */
function rowsOf(bytes: Buffer): string | null {
  const data: Buffer[] = [];
  const hash = createHash('sha256');
  const seen = new Set<string>();
  for (let at = 8; at + 8 <= bytes.length; ) {
    const [length, kind] = [bytes.readUInt32BE(at), bytes.toString('latin1', at + 4, at + 8)];
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'IDAT') data.push(body);
    else if (/^(IHDR|PLTE|tRNS)$/.test(kind) && !seen.has(kind)) hash.update(body);
    seen.add(kind);
    at += length + 12;
  }
  try {
    return hash.update(inflateSync(Buffer.concat(data), { finishFlush: constants.Z_SYNC_FLUSH })).digest('hex');
  } catch {
    return null;
  }
}
