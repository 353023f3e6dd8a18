import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
    timeout: 20_000,
  });

it('ends with 1 and names every missing setting at once', () => {
  const { status, stderr } = start({});
  expect(status).toBe(1);
  for (const name of ['COMMITTEE', 'KEYRINGS', 'DATABASE', 'SMTP_URL', 'MAIL_FROM', 'MAIL_TO', 'READING_HOURS_EN'])
    expect(stderr).toMatch(new RegExp(`^error: ${name} `, 'm'));
  expect(stderr).toMatch(/^hint: .*\.env\.example/m);
  expect(stderr).not.toContain('    at ');
});

it('ends with 1 when the build was made for another committee', () => {
  const { status, stderr } = start({
    COMMITTEE: join(import.meta.dirname, '../../package.json'),
    KEYRINGS: folder,
    DATABASE: join(folder, 'reports.sqlite'),
    SMTP_URL: 'smtp://127.0.0.1:25',
    MAIL_FROM: 'form@report.example',
    MAIL_TO: 'team@committee.example',
    READING_HOURS_EN: 'Monday to Friday',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('another committee.json');
  expect(stderr).not.toContain('    at ');
});
