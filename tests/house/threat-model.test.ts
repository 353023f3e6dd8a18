import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

interface Reference {
  readonly file: string;
  readonly titles: readonly string[];
}

/** Tests as a story names them: `` `…FOLDER/FILE`: *title*, *title* (three cases) and *title*``. */
function referencesIn(text: string): Reference[] {
  const title = String.raw`\*[^*]+\*(?: \([^()]*\))?`;
  const pattern = new RegExp(String.raw`${'`…'}([\w/-]+)${'`'}(?:[^:;.${'`'}]*: ((?:(?:, |,? and )?${title})+))?`, 'g');
  return [...oneLine(text).matchAll(pattern)].map(([, file = '', titles = '']) => ({
    file,
    titles: [...titles.matchAll(/\*([^*]+)\*/g)].map(([, name = '']) => name),
  }));
}

/** The source of a file of tests; `null` if there is none. */
function sourceOf(file: string): string | null {
  const path = ['.test.ts', '.test.tsx', '.ts'].map((end) => join(root, 'tests', file + end)).find(existsSync);
  return path === undefined ? null : oneLine(readFileSync(path, 'utf8'));
}

/** What is wrong with references; what a title leaves open (`…`) may be anything. */
function faultsOf(references: readonly Reference[]): string[] {
  return references.flatMap(({ file, titles }) => {
    const source = sourceOf(file);
    if (source === null) return [`there is no tests/${file}`];
    const isThere = (part: string) => source.includes(part) || source.includes(part.replaceAll("'", "\\'"));
    return titles
      .filter((title) => !title.split('…').every((part) => isThere(part.trim())))
      .map((title) => `tests/${file} has no test "${title}"`);
  });
}

it('names every test of a story by its file and title', () => {
  const references = referencesIn(readFileSync(join(root, 'THREAT_MODEL.md'), 'utf8'));
  expect(references.flatMap(({ titles }) => titles).length).toBeGreaterThan(100);
  expect(faultsOf(references)).toEqual([]);
});

it('sees a file that is not there, and a title that has changed', () => {
  const text =
    'It holds. → `…house/none`: *a title*; `…house/threat-model`: *sees a file that is … there, and a\ntitle*, *gone*.';
  expect(referencesIn(text)).toEqual([
    { file: 'house/none', titles: ['a title'] },
    { file: 'house/threat-model', titles: ['sees a file that is … there, and a title', 'gone'] },
  ]);
  expect(faultsOf(referencesIn('`…house/none`: *a title*; `…house/bundles`: *gone or renamed*'))).toEqual([
    'there is no tests/house/none',
    'tests/house/bundles has no test "gone or renamed"',
  ]);
});
