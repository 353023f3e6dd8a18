import { type Catalogue, isUnread, type Language } from '../views/messages.ts';
import { gatedGroups } from '../views/string-groups.ts';
import type { SiteLanguage } from './build-record.ts';
import { type Catalogues, englishOf, languageTag } from './catalogues.ts';

export interface LanguageSettings {
  /** In the order of LANGUAGES; the first stands where a path names none. */
  readonly languages: readonly SiteLanguage[];
  /** What the mails to the team are written in. */
  readonly mailLanguage: Language;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Tell = (problem: string) => void;

/** Reads every setting that names a language or exists once a language, and tells each problem in a sentence. */
export function readLanguageSettings(environment: Environment, catalogues: Catalogues, tell: Tell): LanguageSettings {
  const isDemo = environment.DEMO === '1';
  const allowed = tagsOf(environment, 'ALLOW_UNREVIEWED', '', tell);
  const languages = tagsOf(environment, 'LANGUAGES', 'en', tell).flatMap((code) => {
    const catalogue = catalogues.get(code);
    if (!catalogue) {
      tell(`LANGUAGES names ${code}, but there is no catalogue views/locales/${code}.json`);
      return [];
    }
    if (!isDemo) requireFit(catalogue, englishOf(catalogues), allowed.includes(code), tell);
    const { name, direction } = catalogue.meta;
    return [{ code, name, direction, ...textsIn(code, environment, tell), showsOriginal: !isDemo }];
  });
  const mailLanguage = environment.MAIL_LANGUAGE || languages[0]?.code || 'en';
  if (!catalogues.has(mailLanguage))
    tell(`MAIL_LANGUAGE names ${mailLanguage}, but there is no catalogue views/locales/${mailLanguage}.json`);
  return { languages, mailLanguage };
}

function tagsOf(environment: Environment, name: string, otherwise: string, tell: Tell): readonly Language[] {
  const tags = (environment[name] || otherwise)
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  const isGood = tags.every((tag) => languageTag.test(tag)) && new Set(tags).size === tags.length;
  if (isGood && (tags.length > 0 || otherwise === '')) return tags;
  tell(`${name} is not a list of language tags like en,fr, each once`);
  return [];
}

/** READING_HOURS_XX, LEGAL_BASIS_XX and EXIT_URL_XX of one language. */
function textsIn(code: Language, environment: Environment, tell: Tell) {
  const of = (name: string) => `${name}_${code.toUpperCase().replaceAll('-', '_')}`;
  const need = (name: string, what: string): string => {
    const text = environment[of(name)];
    if (!text) tell(`${of(name)} is missing: ${what}`);
    return text ?? '';
  };
  const readingHours = need('READING_HOURS', `say in the language ${code} on which days and hours people read`);
  const legalBasis = need('LEGAL_BASIS', `say in the language ${code} by what right personal data are handled`);
  const exitUrl = environment[of('EXIT_URL')] || everydayUrl(code);
  if (!isPublicUrl(exitUrl)) tell(`${of('EXIT_URL')} is not an https address`);
  return { readingHours, legalBasis, exitUrl };
}

/** An https address as a page may show it: no user, no password, nothing that a parser would mend. */
export function isPublicUrl(text: string): boolean {
  if (!/^https:\/\/[^\s/]/.test(text) || /[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

function everydayUrl(code: Language): string {
  return `https://${code === 'en' ? 'www' : code.split('-')[0]}.wikipedia.org/`;
}

/** What a real site needs of a catalogue: every sentence, and a person who has read those on safety and consent. */
function requireFit({ meta, messages }: Catalogue, english: Catalogue, isAllowed: boolean, tell: Tell): void {
  const missing = Object.keys(english.messages).filter((key) => !Object.hasOwn(messages, key));
  if (missing.length > 0)
    tell(
      `the catalogue ${meta.language}.json lacks ${missing.length} sentences, ${missing[0]} first: npm run translations`,
    );
  const unread = gatedGroups.filter((group) => isUnread(meta.reviewed[group]));
  if (unread.length > 0 && !isAllowed)
    tell(
      `LANGUAGES names ${meta.language} (${meta.name}), but no person has reviewed its sentences on ${unread.join(' and ')}: ` +
        `have them reviewed and named in views/locales/${meta.language}.json, or add ${meta.language} to ALLOW_UNREVIEWED`,
    );
}
