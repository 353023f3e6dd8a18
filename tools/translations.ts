import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { englishOf, readCatalogues } from '../server/catalogues.ts';
import { isUnread } from '../views/messages.ts';
import { locales } from './build-inputs.ts';
import { findProblems } from './translation-check.ts';
import { stamped } from './translation-source.ts';

const usage = `Usage:
  npm run translations                    checks every catalogue of views/locales; ends with 1 if one is not whole
  npm run translations -- stamp LANGUAGE  notes in a catalogue that it was translated from today's English sentences`;

const [command = 'check', ...languages] = process.argv.slice(2);
try {
  if (command === 'check' && languages.length === 0) check();
  else if (command === 'stamp' && languages.length > 0) for (const language of languages) stamp(language);
  else throw new Error(`no such command\n${usage}`);
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

function check(): void {
  const catalogues = readCatalogues(locales);
  for (const [language, catalogue] of catalogues) {
    const problems = findProblems(catalogue, englishOf(catalogues));
    const { length: count } = Object.keys(catalogue.messages);
    const unread = Object.values(catalogue.meta.reviewed).filter(isUnread).length;
    console.log(`${language}  ${count} sentences, ${unread} groups unreviewed, ${problems.length} problems`);
    for (const problem of problems) console.log(`  ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
}

/** Whole or not at all: the catalogue is written beside itself and moved into its place. */
function stamp(language: string): void {
  const catalogues = readCatalogues(locales);
  const catalogue = catalogues.get(language);
  if (!catalogue) throw new Error(`there is no catalogue ${language}.json`);
  const file = join(locales, `${language}.json`);
  writeFileSync(`${file}.new`, `${JSON.stringify(stamped(catalogue, englishOf(catalogues)), null, 2)}\n`);
  renameSync(`${file}.new`, file);
  console.log(`${file}: stamped`);
}
