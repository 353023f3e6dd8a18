import { join } from 'node:path';
import { readCatalogues } from '../server/catalogues.ts';
import { loadEnvFile } from '../server/env-file.ts';
import { readSettings, SettingsError } from '../server/settings.ts';
import { buildAll } from './build.ts';
import { locales } from './build-inputs.ts';

try {
  const problems = loadEnvFile();
  await buildAll(readSettings(process.env, readCatalogues(locales), problems));
} catch (error) {
  for (const problem of error instanceof SettingsError ? error.problems : [String(error)])
    console.error(`error: ${problem}`);
  console.error('hint: settings come from the environment or from .env; .env.example explains each');
  process.exit(1);
}
await import(join(import.meta.dirname, '../dist/site/server/main.js'));
