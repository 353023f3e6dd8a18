import { ar } from './ar.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pt } from './pt.ts';

export interface CountryNames {
  /** ISO 3166-1 alpha-2, or XK. */
  readonly code: string;
  /** Name that is shown: the short one of the United Nations where there is one. */
  readonly name: string;
  /** Other names that stand in the list of a form, since people look for them at another letter. */
  readonly listed: readonly string[];
  /** All other names that are understood. */
  readonly others: readonly string[];
}

/**
 * Names of all countries and territories by language. A line of a table is the code, the name that is shown and, after
 * semicolons, other names; `+` stands before those that the list of a form shows too.
 */
export const countryNames: ReadonlyMap<string, readonly CountryNames[]> = new Map(
  Object.entries({ en, fr, es, ar, pt }).map(([language, table]) => [language, table.trim().split('\n').map(readLine)]),
);

function readLine(line: string): CountryNames {
  const [name = '', ...more] = line.slice(3).split('; ');
  return {
    code: line.slice(0, 2),
    name,
    listed: more.filter((each) => each.startsWith('+')).map((each) => each.slice(1)),
    others: more.filter((each) => !each.startsWith('+')),
  };
}
