import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCatalogues } from '../../server/catalogues.ts';
import { english, inventedCatalogue } from '../views/languages.ts';

let folder: string;
const write = (name: string, content: unknown) =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogues-'));
  write('en.json', english);
});
afterEach(() => rmSync(folder, { recursive: true }));

it('finds every catalogue of a folder, English first', () => {
  write('tlh.json', inventedCatalogue('tlh'));
  write('be.json', inventedCatalogue('be'));
  write('README.md', 'not a catalogue');
  expect([...readCatalogues(folder).keys()]).toEqual(['en', 'be', 'tlh']);
  expect(readCatalogues(folder).get('tlh')).toEqual(inventedCatalogue('tlh'));
});

it.each([
  ['no JSON', '{', /tlh\.json is not JSON/],
  ['another shape', { messages: {} }, /tlh\.json is not a catalogue: meta/],
  ['a sentence that is none', { ...inventedCatalogue('tlh'), messages: { 'site.name': 1 } }, /messages\.site\.name/],
  [
    'a direction that is none',
    { ...inventedCatalogue('tlh'), meta: { ...english.meta, direction: 'up' } },
    /meta\.direction: is neither/,
  ],
  ['another language inside', inventedCatalogue('be'), /says that its language is be/],
])('names the file that holds %s', (_what, content, sentence) => {
  expect(() => readCatalogues(folder)).not.toThrow();
  write('tlh.json', content);
  expect(() => readCatalogues(folder)).toThrow(sentence);
});

it('needs the English original', () => {
  rmSync(join(folder, 'en.json'));
  write('tlh.json', inventedCatalogue('tlh'));
  expect(() => readCatalogues(folder)).toThrow(/no en\.json/);
});
