import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatPublicKey } from '../../crypto/minisign.ts';
import { newSigningKey, signMinisign } from '../../crypto/signing-key.ts';
import { readCatalogues } from '../../server/catalogues.ts';
import { readSettings } from '../../server/settings.ts';
import { buildAll, type Effort } from '../../tools/build.ts';
import { locales } from '../../tools/build-inputs.ts';
import { reader } from '../crypto/sample.ts';

/** Settings of a build for a committee whose keyrings lie in a folder beside it: enough for pages and bundles. */
export function settingsFor(committee: string, more: Readonly<Record<string, string>> = {}, catalogues = locales) {
  const environment = {
    COMMITTEE: committee,
    KEYRINGS: join(dirname(committee), 'keyrings'),
    DATABASE: 'unused.sqlite',
    SMTP_URL: 'smtp://127.0.0.1:25',
    MAIL_FROM: 'form@report.example',
    MAIL_TO: 'team@committee.example',
    ALLOW_UNREVIEWED: 'en',
    READING_HOURS_EN: 'Monday to Friday',
    LEGAL_BASIS_EN: 'An invented agreement',
    CONTROLLER: 'Fictional Committee, Testland XA',
    PRIVACY_CONTACT: 'privacy@committee.example',
    RETENTION_DAYS: '365',
    ...more,
  };
  return readSettings(environment, readCatalogues(catalogues));
}

/** A keyring for 90 days from today, with one recipient of nobody. */
async function keyringOf(committee: string) {
  const { recipient } = await reader('house');
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return {
    type: 'keyring/v1',
    committee,
    serial: 1,
    notBefore: day(0),
    expires: day(90),
    origins: ['https://report.example'],
    recipients: [{ label: 'house', recipient }],
    replyKeys: [],
    assetKeys: [],
  };
}

/** Builds a site of its own under `dist/`; gives its folder, its committee and a way to remove both. */
export async function buildSite(
  name: string,
  more: Readonly<Record<string, string>> = {},
  catalogues = locales,
  effort: Effort = 'quickest',
): Promise<{ dist: string; committee: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'committee-'));
  const committee = join(folder, 'committee.json');
  const root = newSigningKey();
  const rootPublicKey = formatPublicKey(root.publicKey);
  const id = 'c0'.repeat(16);
  writeFileSync(committee, JSON.stringify({ type: 'committee/v1', id, rootPublicKey, minimumKeyringSerial: 1 }));
  const keyring = new TextEncoder().encode(JSON.stringify(await keyringOf(id)));
  mkdirSync(join(folder, 'keyrings'));
  writeFileSync(join(folder, 'keyrings/keyring-0001.json'), keyring);
  writeFileSync(join(folder, 'keyrings/keyring-0001.json.minisig'), signMinisign(root, keyring));
  const dist = join(import.meta.dirname, '../../dist', name);
  await buildAll(settingsFor(committee, more, catalogues), dist, catalogues, effort);
  return {
    dist,
    committee,
    remove() {
      rmSync(dist, { recursive: true });
      rmSync(folder, { recursive: true });
    },
  };
}
