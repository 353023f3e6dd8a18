import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fingerprint } from '../crypto/fingerprint.ts';
import { parsePublicKey } from '../crypto/minisign.ts';
import type { BuildRecord } from '../server/build-record.ts';
import { readCommittee } from '../server/keyrings.ts';
import type { Settings } from '../server/settings.ts';

const root = join(import.meta.dirname, '..');
/** Where the catalogues lie that a build takes along, unless it is told of another folder. */
export const locales = join(root, 'views/locales');
const inputs = ['crypto', 'report', 'storage', 'views', 'server', 'tools', 'package-lock.json'];

/** Everything that decides what a build looks like, as one hash; the take-away form carries the keyring of the day. */
export function inputHash(settings: Settings, keyring: Uint8Array, catalogues = locales): string {
  const hash = createHash('sha256');
  if (catalogues !== locales) for (const file of filesUnder(catalogues)) hash.update(readFileSync(file));
  for (const file of inputs.flatMap((name) => filesUnder(join(root, name)))) {
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  hash.update(readFileSync(settings.COMMITTEE)).update(keyring);
  hash.update(JSON.stringify([pageSettings(settings), languagesOf(settings)]));
  return hash.digest('hex');
}

/** Every file of a folder, or the file itself. */
export function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** What pages show of the settings, the same in every language. */
export function pageSettings(settings: Settings): Omit<BuildRecord['settings'], 'formBuild' | 'takeAwayBytes'> {
  const rootKey = parsePublicKey(readCommittee(settings.COMMITTEE).rootPublicKey);
  return {
    controller: settings.CONTROLLER,
    privacyContact: settings.PRIVACY_CONTACT,
    retentionDays: settings.RETENTION_DAYS,
    threadDays: settings.THREAD_DAYS,
    demo: settings.DEMO === '1',
    noscript: settings.NOSCRIPT,
    rootFingerprint: rootKey ? fingerprint(rootKey).join(' ') : '',
    fictionalCountries: settings.DEMO === '1',
    maxFileBytes: settings.MAX_FILE_MIB * 1024 * 1024,
    maxFiles: settings.MAX_FILES,
    takeAwayCheck: settings.TAKE_AWAY_CHECK,
  };
}

/** The languages of a site, of which there must be one. */
export function languagesOf({ languages: [first, ...others] }: Settings): BuildRecord['languages'] {
  if (!first) throw new Error('there is no language to build pages in');
  return [first, ...others];
}
