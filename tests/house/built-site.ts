import type { TestProject } from 'vitest/node';
import { locales } from '../../tools/build-inputs.ts';
import { demoSettings } from '../../tools/demo-settings.ts';
import { catalogues } from '../views/languages.ts';
import { buildSite } from './build-site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of a site in every language, for tests that only look at it. */
    builtSite: string;
  }
}

/** Builds the heaviest site there could be, once for all: nobody has read any language, so pages show the English beside it. */
export default async function setup(project: TestProject): Promise<() => void> {
  const languages = [...catalogues.keys()];
  const { DEMO: _, ...particulars } = demoSettings(languages);
  const more = { ...particulars, ALLOW_UNREVIEWED: languages.join(',') };
  const site = await buildSite('test-house', more, locales, 'smallest');
  project.provide('builtSite', site.dist);
  return () => site.remove();
}
