import { toHex } from '../crypto/hex.ts';
import { maxKeyringDays } from '../crypto/keyring.ts';
import { randomBytes } from '../crypto/random.ts';
import { needed, readArguments } from './arguments.ts';
import { dayAfter, isDay } from './day.ts';
import { inert } from './inert.ts';
import { RoomError } from './room-error.ts';

/** What keygen was asked for, judged. */
export interface KeygenOptions {
  readonly out: string;
  readonly id: string;
  readonly origins: readonly string[];
  readonly label: string;
  readonly notBefore: string;
  readonly expires: string;
  /** Folder for the passphrases instead of the terminal. */
  readonly passphrasesTo: string | undefined;
}

/** Reads keygen's arguments. @throws RoomError `usage` or `option-value`. */
export function readKeygenOptions(argv: readonly string[], today: string): KeygenOptions {
  const { values, positionals } = readArguments(argv, {
    out: { type: 'string' },
    origin: { type: 'string', multiple: true },
    label: { type: 'string', default: 'Reading room' },
    'not-before': { type: 'string', default: today },
    days: { type: 'string', default: String(maxKeyringDays) },
    id: { type: 'string' },
    'passphrases-to': { type: 'string' },
  });
  if (positionals.length > 0) throw new RoomError('usage', `nothing is done with ${inert(positionals[0] ?? '')}`);
  const id = values.id ?? toHex(randomBytes(16));
  if (!/^[0-9a-f]{32}$/.test(id)) throw new RoomError('option-value', '--id is 32 digits 0-9 and a-f');
  const notBefore = values['not-before'];
  if (!isDay(notBefore)) throw new RoomError('option-value', '--not-before is a day, YYYY-MM-DD');
  const days = /^\d{1,3}$/.test(values.days) ? Number(values.days) : 0;
  if (days < 1 || days > maxKeyringDays) throw new RoomError('option-value', `--days is 1 to ${maxKeyringDays}`);
  const { label } = values;
  if (label.trim() === '' || label.length > 100 || inert(label) !== label)
    throw new RoomError('option-value', '--label is 1 to 100 visible characters');
  return {
    out: needed(values.out, '--out'),
    id,
    origins: needed(values.origin, '--origin').map(originOf),
    label,
    notBefore,
    expires: dayAfter(notBefore, days),
    passphrasesTo: values['passphrases-to'],
  };
}

/** Plain http is for onion addresses, which are encrypted without it, and for this machine. */
const plainHosts = /^(?:[a-z2-7.-]+\.onion|localhost|127\.0\.0\.1)$/;

function originOf(typed: string): string {
  const url = URL.canParse(typed) ? new URL(typed) : null;
  const isOrigin = url?.origin === typed.replace(/\/$/, '');
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && plainHosts.test(url.hostname));
  if (!url || !isOrigin || !isSafe)
    throw new RoomError('option-value', `--origin is https://host without a path, not ${inert(typed)}`);
  return url.origin;
}
