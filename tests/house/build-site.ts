import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatPublicKey } from '../../crypto/minisign.ts';
import { newSigningKey } from '../../crypto/signing-key.ts';
import { readCatalogues } from '../../server/catalogues.ts';
import { readSettings } from '../../server/settings.ts';
import { buildAll } from '../../tools/build.ts';
import { locales } from '../../tools/build-inputs.ts';

/** Settings of a build for a committee that has a root and nothing else: enough for pages and bundles. */
export function settingsFor(committee: string, more: Readonly<Record<string, string>> = {}, catalogues = locales) {
  const environment = {
    COMMITTEE: committee,
    KEYRINGS: '.',
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

/** Builds a site of its own under `dist/`; gives its folder, its committee and a way to remove both. */
export async function buildSite(
  name: string,
  more: Readonly<Record<string, string>> = {},
  catalogues = locales,
): Promise<{ dist: string; committee: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'committee-'));
  const committee = join(folder, 'committee.json');
  const rootPublicKey = formatPublicKey(newSigningKey().publicKey);
  writeFileSync(
    committee,
    JSON.stringify({ type: 'committee/v1', id: 'c0'.repeat(16), rootPublicKey, minimumKeyringSerial: 1 }),
  );
  const dist = join(import.meta.dirname, '../../dist', name);
  await buildAll(settingsFor(committee, more, catalogues), dist, catalogues);
  return {
    dist,
    committee,
    remove() {
      rmSync(dist, { recursive: true });
      rmSync(folder, { recursive: true });
    },
  };
}
