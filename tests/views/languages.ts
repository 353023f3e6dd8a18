import { join } from 'node:path';
import { englishOf, readCatalogues } from '../../server/catalogues.ts';
import { type Catalogue, type Language, type Messages, newMessages } from '../../views/messages.ts';

export const localesFolder = join(import.meta.dirname, '../../views/locales');
export const catalogues = readCatalogues(localesFolder);
export const english = englishOf(catalogues);

const made = new Map<Language, Messages>();

/** The sentences of a language that has a catalogue. */
export function messagesFor(language: Language): Messages {
  const messages = made.get(language) ?? newMessages(catalogues.get(language) ?? english, english);
  made.set(language, messages);
  return messages;
}

/** A language that no catalogue is made for: the English sentences, each between marks that say so. */
export function inventedCatalogue(language: Language = 'tlh', from: Catalogue = english): Catalogue {
  return {
    meta: { ...from.meta, language, direction: 'ltr', name: `Invented ${language}` },
    messages: Object.fromEntries(Object.entries(from.messages).map(([key, text]) => [key, `‹${language}› ${text}`])),
  };
}
