import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { patienceMs } from '../eventually.ts';
import { english, inventedCatalogue } from '../views/languages.ts';
import { buildSite } from './build-site.ts';

let site: Awaited<ReturnType<typeof buildSite>>;
// A folder without a `.env` of anybody's.
const folder = mkdtempSync(join(tmpdir(), 'start-'));
beforeAll(async () => {
  site = await buildSite('test-start');
});
afterAll(() => {
  site.remove();
  rmSync(folder, { recursive: true });
});

const start = (settings: Record<string, string>) =>
  spawnSync(process.execPath, [join(site.dist, 'server/main.js')], {
    cwd: folder,
    env: settings,
    encoding: 'utf8',
    timeout: patienceMs,
  });

it('ends with 1 and names every missing setting at once', () => {
  const { status, stderr } = start({});
  expect(status).toBe(1);
  const required = ['COMMITTEE', 'KEYRINGS', 'DATABASE', 'SMTP_URL', 'MAIL_FROM', 'MAIL_TO', 'READING_HOURS_EN'];
  for (const name of [...required, 'LEGAL_BASIS_EN', 'CONTROLLER', 'PRIVACY_CONTACT', 'RETENTION_DAYS'])
    expect(stderr).toMatch(new RegExp(`^error: ${name} `, 'm'));
  expect(stderr).toMatch(/^hint: .*\.env\.example/m);
  expect(stderr).not.toContain('    at ');
});

const whole = () => ({
  COMMITTEE: site.committee,
  KEYRINGS: folder,
  DATABASE: join(folder, 'reports.sqlite'),
  SMTP_URL: 'smtp://127.0.0.1:25',
  MAIL_FROM: 'form@report.example',
  MAIL_TO: 'team@committee.example',
  READING_HOURS_EN: 'Monday to Friday',
  LEGAL_BASIS_EN: 'An invented agreement',
  CONTROLLER: 'Fictional Committee, Testland XA',
  PRIVACY_CONTACT: 'privacy@committee.example',
  RETENTION_DAYS: '365',
  ALLOW_UNREVIEWED: 'en',
});

it('ends with 1 when the build was made for another committee', () => {
  const { status, stderr } = start({ ...whole(), COMMITTEE: join(import.meta.dirname, '../../package.json') });
  expect(status).toBe(1);
  expect(stderr).toContain('another committee.json');
  expect(stderr).not.toContain('    at ');
});

it('ends with 1 for a language that nobody has reviewed, and names the setting', () => {
  const marked = { ...english, meta: { ...english.meta, reviewed: { ...english.meta.reviewed, consent: 'no' } } };
  writeFileSync(join(site.dist, 'locales/en.json'), JSON.stringify(marked));
  const { status, stderr } = start({ ...whole(), ALLOW_UNREVIEWED: '' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: LANGUAGES names en .*consent.*ALLOW_UNREVIEWED/m);
  expect(start(whole()).stderr).toContain('no keyring-NNNN.json');
});

it('ends with 1 when the build speaks other languages', () => {
  writeFileSync(join(site.dist, 'locales/tlh.json'), JSON.stringify(inventedCatalogue('tlh')));
  const more = {
    LANGUAGES: 'tlh,en',
    READING_HOURS_TLH: 'Always',
    LEGAL_BASIS_TLH: 'None',
    ALLOW_UNREVIEWED: 'en,tlh',
  };
  const { status, stderr } = start({ ...whole(), ...more });
  expect(status).toBe(1);
  expect(stderr).toContain('the build speaks en, not LANGUAGES');
});
