import type { Context } from 'hono';
import type { Language } from '../../views/messages.ts';
import type { PageContext } from '../../views/page.ts';
import { contextOf } from '../build-record.ts';
import type { PublicServer } from './public-server.ts';

/** What a page needs that is rendered now and not at build. */
export function pageFor({ build, messages }: PublicServer, context: Context): PageContext {
  const { path } = context.req;
  const spoken = messages.get(languageOf(build, path));
  if (!spoken) throw new Error('a language of the build has no sentences');
  return contextOf(build, spoken, path);
}

/**
 * The language that a path begins with, else the site's first. What a browser wishes is asked at `/` alone: it says
 * something about a person, and no other answer may depend on it.
 */
function languageOf({ languages }: PublicServer['build'], path: string): Language {
  const [, first] = path.split('/');
  return (languages.find(({ code }) => code === first) ?? languages[0]).code;
}

/** A route for every language of the site, `/en/report` for `/report`, and for nothing else. */
export function inEachLanguage<Path extends string>({ build }: PublicServer, path: Path) {
  // In a group of its own: a router puts its anchors around the pattern, and `^en|fr$` would take `/english`.
  return `/:language{(?:${build.languages.map(({ code }) => code).join('|')})}${path}` as const;
}
