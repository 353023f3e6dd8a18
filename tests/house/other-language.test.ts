import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BuildRecord } from '../../server/build-record.ts';
import { messagesOf, readCatalogues } from '../../server/catalogues.ts';
import { type TestServer, testServer } from '../server/test-server.ts';
import { english, inventedCatalogue } from '../views/languages.ts';
import { buildSite } from './build-site.ts';

const invented = inventedCatalogue('tlh');
const folder = mkdtempSync(join(tmpdir(), 'locales-'));
const settings = {
  LANGUAGES: 'tlh,en',
  READING_HOURS_TLH: 'When the second moon is full',
  LEGAL_BASIS_TLH: 'None at all',
  ALLOW_UNREVIEWED: 'en,tlh',
};
let built: Awaited<ReturnType<typeof buildSite>>;
let site: TestServer;

beforeAll(async () => {
  writeFileSync(join(folder, 'en.json'), JSON.stringify(english));
  writeFileSync(
    join(folder, 'tlh.json'),
    JSON.stringify({ ...invented, meta: { ...invented.meta, reviewed: { safety: 'no', consent: 'no' } } }),
  );
  built = await buildSite('test-language', settings, folder);
  const build = JSON.parse(readFileSync(join(built.dist, 'build.json'), 'utf8')) as BuildRecord;
  const messages = messagesOf(readCatalogues(join(built.dist, 'locales')), build.languages);
  site = await testServer({ build, messages, staticFolder: join(built.dist, 'public') });
});
afterAll(async () => {
  await site.close();
  built.remove();
  rmSync(folder, { recursive: true });
});

const textOf = async (path: string) => (await site.request(path, { headers: { Accept: 'text/html' } })).text();

it('speaks a language that is one file and no code', async () => {
  expect((await site.request('/')).headers.get('Location')).toBe('/tlh/');
  for (const [path, sentence] of [
    ['/tlh/', invented.messages['landing.lead']],
    ['/tlh/receipt', invented.messages['receipt.title']],
    ['/tlh/report', invented.messages['report.title']],
    ['/tlh/not-there', invented.messages['refused.not-found.what']],
  ] as const) {
    const html = await textOf(path);
    expect(html).toContain('<html lang="tlh" dir="ltr">');
    expect(html).toContain(sentence);
  }
  expect(await textOf('/tlh/')).toContain('When the second moon is full');
  expect(await textOf('/en/')).not.toContain('When the second moon is full');
});

it('leads from each page to the same page in the other language', async () => {
  expect(await textOf('/tlh/receipt')).toContain('href="/en/receipt"');
  expect(await textOf('/en/receipt')).toContain('href="/tlh/receipt"');
});

it('has the same pages in both languages, each with its compressed twins', () => {
  for (const page of ['index', 'report', 'receipt', 'report/plain', 'report/plain/form'])
    for (const language of ['en', 'tlh'])
      for (const end of ['', '.br', '.gz'])
        expect(existsSync(join(built.dist, 'public', language, `${page}.html${end}`))).toBe(true);
});

it('shows the English original beside what nobody has reviewed, and beside nothing else', async () => {
  const original = (text: string | undefined) => `<span class="original" lang="en" dir="ltr">${text}</span>`;
  const html = await textOf('/tlh/report/plain');
  expect(html).toContain(`${invented.messages['plain.sees']} ${original(english.messages['plain.sees'])}`);
  expect(await textOf('/tlh/')).not.toContain(original(english.messages['landing.lead']));
  expect(await textOf('/en/report/plain')).not.toContain('class="original"');
});
