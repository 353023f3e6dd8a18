import { isIP, isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';

/** A mail server, and who sends through it. */
export interface MailServer {
  /** IP address without brackets, or a name in ASCII. */
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  /** No mail without TLS. */
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

/** A problem says what is wrong and repeats no part of the URL: it is printed, and the URL holds a password. */
type Problem = string;

const escapes =
  'in user name and password write # as %23, / as %2F, ? as %3F, @ as %40, : as %3A, % as %25 and a space as %20';

/**
 * Reads SMTP_URL by itself: a parser of URLs takes what stands before `#` or `/` for a host, and prints what it does not
 * understand, and nodemailer takes any option from what stands behind `?`.
 * Form: `smtp://` or `smtps://`, `USER:PASSWORD@` if there is one, host, `:PORT` if it is not 587 or 465, and
 * `?requireTLS=true` or nothing.
 */
export function readSmtpUrl(text: string): MailServer | Problem {
  const scheme = /^smtps?:\/\//.exec(text)?.[0];
  if (scheme === undefined) return 'does not begin with smtp:// or smtps://';
  const problem = (what: string): Problem => `${what}; ${escapes}`;
  const rest = text.slice(scheme.length);
  if (/[#\s\p{Cc}]/u.test(rest)) return problem('holds a character that must be written otherwise');
  const at = rest.lastIndexOf('@');
  const sender = at === -1 ? undefined : readSender(rest.slice(0, at));
  if (typeof sender === 'string') return problem(sender);
  const parts = /^(\[[^\]]*\]|[^[\]:/?]*)(:[^/?]*)?\/?(\?.*)?$/.exec(rest.slice(at + 1));
  if (!parts) return problem('has something behind its host and port');
  const [, written = '', colonPort, query = ''] = parts;
  const host = hostOf(written);
  if (host === null) return problem('names no host with a dot in it, nor localhost or an IP address');
  const secure = scheme === 'smtps://';
  const port = colonPort === undefined ? (secure ? 465 : 587) : portOf(colonPort.slice(1));
  if (port === null) return problem('has a port that is not a number from 1 to 65535');
  if (query !== '' && query !== '?requireTLS=true')
    return problem('has something behind its host and port that is not ?requireTLS=true');
  return { host, port, secure, requireTLS: query !== '', ...(sender && { auth: sender }) };
}

function readSender(text: string): { user: string; pass: string } | Problem {
  const [user, pass, ...more] = text.split(':');
  if (/[@/?]/.test(text) || more.length > 0) return 'holds a character that must be written otherwise';
  if (!user || !pass) return 'has a user name without a password, or a password without a user name';
  try {
    const sender = { user: decodeURIComponent(user), pass: decodeURIComponent(pass) };
    if (/\p{Cc}/u.test(sender.user + sender.pass)) return 'has a control character in user name or password';
    return sender;
  } catch {
    return 'has a % without the two digits of a character behind it';
  }
}

/** A name without a dot may be a user name, where the rest was cut off. */
function hostOf(text: string): string | null {
  if (text === 'localhost' || isIPv4(text)) return text;
  const inBrackets = /^\[(.*)\]$/.exec(text)?.[1];
  if (inBrackets !== undefined) return isIPv6(inBrackets) ? inBrackets : null;
  return domainOf(text);
}

const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const name = new RegExp(`^(?:${label}\\.)+(?=[a-z])${label}$`);

/** A name with a dot, in ASCII, or `null` for anything else. */
function domainOf(text: string): string | null {
  if (text.includes('%')) return null;
  const ascii = domainToASCII(text);
  return ascii.length <= 253 && name.test(ascii) ? ascii : null;
}

/** What a listener can be bound to, as far as its form shows. */
export const isHost = (text: string): boolean => isIP(text) !== 0 || /^[A-Za-z0-9_]([A-Za-z0-9._-]*)$/.test(text);

function portOf(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}
