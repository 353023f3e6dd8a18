import { domainToASCII } from 'node:url';
import * as z from 'zod/mini';
import type { Catalogues } from './catalogues.ts';
import { isPublicUrl, type LanguageSettings, readLanguageSettings } from './language-settings.ts';
import { isHost, readSmtpUrl } from './smtp-url.ts';

const required = (text = 'is missing') => z.string(text).check(z.minLength(1, text));
const port = z
  .pipe(
    z.string().check(z.regex(/^\d{1,5}$/, 'is not a port')),
    z.transform((text: string) => Number(text)),
  )
  .check(z.minimum(1, 'is not a port'), z.maximum(65_535, 'is not a port'));
const host = required().check(z.refine(isHost, 'is neither an IP address nor a host name'));
const whole = (what: string) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,15}$/, `is not ${what}`)),
    z.transform((text: string) => Number(text)),
  );
const origin = z
  .string()
  .check(z.refine((text) => /^https?:/.test(text) && originOf(text) === text, 'is not an origin like https://host'));
const address = z.string().check(z.refine(isAddress, 'is not an address'));
const mailServer = z.pipe(
  z.string(),
  z.transform((text: string, { issues }) => {
    const read = readSmtpUrl(text);
    if (typeof read !== 'string') return read;
    // Whatever shows an issue must not show the password.
    issues.push({ code: 'custom', message: read, input: '' });
    return z.NEVER;
  }),
);

const shape = {
  /** Where the build's committee.json lies. */
  COMMITTEE: required(),
  /** Folder of every keyring ever published here: `keyring-0001.json` and `.minisig` beside it. */
  KEYRINGS: required(),
  /** The SQLite file; made if it is not there. */
  DATABASE: required().check(z.refine((text) => text !== ':memory:', 'is not a file: nothing would be kept')),
  HOST: z._default(host, '127.0.0.1'),
  PORT: z._default(port, 8080),
  TEAM_HOST: z._default(host, '127.0.0.1'),
  TEAM_PORT: z._default(port, 8081),
  TEAM_ORIGIN: z.optional(origin),
  /** Read whole at start, so that a wrong one is not found with the first mail. */
  SMTP_URL: mailServer,
  MAIL_FROM: address,
  MAIL_TO: address,
  MAIL_WINDOW_SECONDS: z._default(whole('a number of seconds').check(z.minimum(1, 'is less than 1')), 900),
  /** Name and postal address of who is responsible for personal data. */
  CONTROLLER: required('is missing: name who is responsible for personal data, with a postal address'),
  PRIVACY_CONTACT: z
    .string('is missing: say where to write about personal data')
    .check(z.refine((text) => isAddress(text) || isPublicUrl(text), 'is neither an address nor an https URL')),
  /** How long the team keeps reports that it has opened; the pages say so. */
  RETENTION_DAYS: whole('a number of days').check(z.minimum(1, 'is less than 1')),
  /** How long a mailbox stays after the last thing that happened in it; the pages say so. */
  THREAD_DAYS: z._default(whole('a number of days').check(z.minimum(30, 'is less than 30')), 365),
  /** `seal`: with scripts off the server seals, in memory. `refuse`: that way is closed. */
  NOSCRIPT: z._default(z.enum(['seal', 'refuse'], 'is neither seal nor refuse'), 'seal'),
  /** Bytes of disk kept for small reports; the default is the smaller of 20 % and 2 GiB. */
  DISK_RESERVE: z.optional(whole('a number of bytes')),
  /** Largest file of a submitter. */
  MAX_FILE_MIB: z._default(
    whole('a number of MiB').check(z.minimum(1, 'is less than 1'), z.maximum(1000, 'is more than 1000')),
    256,
  ),
  /** Most files of a submitter in one sitting. */
  MAX_FILES: z._default(whole('a number').check(z.minimum(1, 'is less than 1'), z.maximum(99, 'is more than 99')), 30),
  /** Where the SHA-256 of the take-away form is published, apart from this site; the form itself names it. */
  TAKE_AWAY_CHECK: z._default(z.string().check(z.refine(isPublicUrl, 'is not an https URL')), ''),
  /** `1` only for demonstrations: a banner, and invented countries in the list. */
  DEMO: z._default(z.enum(['0', '1'], 'is neither 0 nor 1'), '0'),
};

const schema = z.object(shape);

export type Settings = z.infer<typeof schema> & LanguageSettings & { readonly TEAM_ORIGIN: string };

/** A bare one, of which the header of a mail and its Message-ID can be made. */
function isAddress(text: string): boolean {
  const [, domain] = /^[^\s@<>()[\],;:"\\]+@([^\s@]+)$/.exec(text) ?? [];
  return domain !== undefined && /^[a-z0-9][a-z0-9.-]*$/.test(domainToASCII(domain));
}

function originOf(text: string): string | null {
  try {
    return new URL(text).origin;
  } catch {
    return null;
  }
}

/** Everything that is wrong with the settings, one sentence each, so that nobody mends them one by one. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
}

/**
 * Reads settings from the environment; an empty one counts as missing. The catalogues say which languages can be
 * offered.
 * @param found problems that are known already, from `loadEnvFile`.
 * @throws SettingsError, whose problems repeat no value that is secret.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  catalogues: Catalogues,
  found: readonly string[] = [],
): Settings {
  const given = Object.fromEntries(
    Object.keys(shape).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const parsed = schema.safeParse(given);
  const problems = [...found];
  for (const { path, message, code } of parsed.error?.issues ?? [])
    problems.push(
      `${path.join('.')} ${code === 'invalid_type' && message.startsWith('Invalid') ? 'is missing' : message}`,
    );
  if (given.PORT !== undefined && given.PORT === given.TEAM_PORT)
    problems.push('PORT and TEAM_PORT are the same, but two listeners need two');
  if (given.NOSCRIPT === 'refuse' && given.DEMO === '1')
    problems.push('NOSCRIPT=refuse contradicts DEMO=1, which shows the plain way');
  const languages = readLanguageSettings(environment, catalogues, (problem) => problems.push(problem));
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  const TEAM_ORIGIN = parsed.data.TEAM_ORIGIN ?? `http://localhost:${parsed.data.TEAM_PORT}`;
  return { ...parsed.data, ...languages, TEAM_ORIGIN };
}
