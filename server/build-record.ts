import type { Language, Messages } from '../views/messages.ts';
import type { Assets, OfferedLanguage, PageContext, PageSettings } from '../views/page.ts';

/** A language of a site, with what its settings say in it. */
export interface SiteLanguage extends OfferedLanguage, Pick<PageSettings, 'exitUrl' | 'readingHours' | 'legalBasis'> {
  /** Whether sentences that nobody has reviewed stand beside their English original. */
  readonly showsOriginal: boolean;
}

/** What a build leaves for the server, `dist/build.json`: which files it made and from which inputs. */
export interface BuildRecord {
  /** First 16 hexadecimal digits of the hash over all inputs; the form's own name. */
  readonly formBuild: string;
  /** UTC day. */
  readonly day: string;
  /** SHA-256 of the committee.json that is compiled in. */
  readonly committeeSha256: string;
  readonly assets: Assets;
  /** What is the same in every language. */
  readonly settings: Omit<PageSettings, 'exitUrl' | 'readingHours' | 'legalBasis'>;
  /** At least one; the first stands where a path names none. */
  readonly languages: readonly [SiteLanguage, ...SiteLanguage[]];
}

/** The settings that the pages of one language show; those of the first where the site does not speak it. */
export function settingsIn({ settings, languages }: BuildRecord, language: Language): PageSettings {
  const { exitUrl, readingHours, legalBasis } = languages.find(({ code }) => code === language) ?? languages[0];
  return { ...settings, exitUrl, readingHours, legalBasis };
}

/** What a page at a path needs, in the language of its messages; the same at build and when the server renders. */
export function contextOf(build: BuildRecord, messages: Messages, path: string): PageContext {
  const languages = build.languages.map(({ code, name, direction }) => ({ code, name, direction }));
  return { messages, languages, assets: build.assets, settings: settingsIn(build, messages.language), path };
}
