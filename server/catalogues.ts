import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type Catalogue, type Language, type Messages, newMessages } from '../views/messages.ts';
import type { SiteLanguage } from './build-record.ts';

/** Every catalogue of a folder by its language, English first. */
export type Catalogues = ReadonlyMap<Language, Catalogue>;

export const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

const texts = z.record(z.string(), z.string());
const catalogueShape = z.strictObject({
  meta: z.strictObject({
    language: z.string().check(z.regex(languageTag, 'is not a language tag')),
    direction: z.enum(['ltr', 'rtl'], 'is neither ltr nor rtl'),
    name: z.string().check(z.minLength(1, 'is empty')),
    reviewed: texts,
    source: z.optional(texts),
  }),
  messages: texts,
});

/**
 * Reads every `LANGUAGE.json` of a folder: a language is one file and no code.
 * @throws Error that names the file which is no catalogue, or says that English is not there.
 */
export function readCatalogues(folder: string): Catalogues {
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readCatalogue(folder, name))
    .sort(({ meta: one }, { meta: other }) => rank(one.language).localeCompare(rank(other.language), 'en'));
  if (all[0]?.meta.language !== 'en')
    throw new Error(`there is no en.json in ${folder}, the original of all catalogues`);
  return new Map(all.map((catalogue) => [catalogue.meta.language, catalogue]));
}

const rank = (language: Language): string => (language === 'en' ? '' : language);

function readCatalogue(folder: string, name: string): Catalogue {
  const file = join(folder, name);
  const parsed = catalogueShape.safeParse(readJson(file));
  if (!parsed.success) {
    const { path = [], message } = parsed.error.issues[0] ?? { message: 'is wrong' };
    throw new Error(`${file} is not a catalogue: ${path.join('.') || 'the whole'}: ${message}`);
  }
  if (name !== `${parsed.data.meta.language}.json`)
    throw new Error(`${file} says that its language is ${parsed.data.meta.language}; file and language must agree`);
  return parsed.data;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** The original, which every other catalogue is held against. */
export function englishOf(catalogues: Catalogues): Catalogue {
  const english = catalogues.get('en');
  if (!english) throw new Error('there is no English catalogue');
  return english;
}

/** The sentences of each language that a site speaks. @throws Error if a language has no catalogue. */
export function messagesOf(
  catalogues: Catalogues,
  languages: readonly SiteLanguage[],
): ReadonlyMap<Language, Messages> {
  return new Map(
    languages.map(({ code, showsOriginal }) => {
      const catalogue = catalogues.get(code);
      if (!catalogue) throw new Error(`there is no catalogue of the language ${code}`);
      return [code, newMessages(catalogue, englishOf(catalogues), showsOriginal)];
    }),
  );
}
