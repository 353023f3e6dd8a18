import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import type { BuildRecord } from '../../server/build-record.ts';
import { catalogues } from '../views/languages.ts';

const kib = 1024;
const languages = [...catalogues.keys()];
const dist = inject('builtSite');
const build = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as BuildRecord;

/** Bytes that the server sends of files, as it has compressed them. */
function sent(extension: 'br' | 'gz', ...paths: string[]): number {
  return paths.reduce((sum, path) => sum + statSync(join(dist, 'public', `${path}.${extension}`)).size, 0);
}

/** What a page asks for before it can be filled in: markup, style, icon. No script is waited for. */
const toFill = (page: string) => [`${page}.html`, build.assets.style, build.assets.favicon];
/** What it asks for afterwards, before it can seal; the keyring comes on top. */
const toSeal = (engine: 'sodiumScript' | 'lightScript') => [
  build.assets.quickExitScript,
  build.assets.reportScript,
  build.assets.sealWorker,
  build.assets[engine],
];
/** A signed keyring: 2 KB a recipient, text that does not compress. */
const keyringOf = (recipients: number) => 2 * kib * recipients;

it.each(languages)(
  'needs at most 30 KB by brotli and 42 KB by gzip before the form in %s can be filled in',
  (language) => {
    const path = `/${language}/report`;
    const html = readFileSync(join(dist, `public${path}.html`), 'utf8');
    for (const asset of toFill(path).slice(1)) expect(html).toContain(asset);
    expect(html.match(/<script(?![^>]*\b(?:async|defer)\b)[^>]*>/g)).toBeNull();
    expect(sent('br', ...toFill(path))).toBeLessThanOrEqual(30 * kib);
    expect(sent('gz', ...toFill(path))).toBeLessThanOrEqual(42 * kib);
  },
);

it.each(['sodiumScript', 'lightScript'] as const)(
  'needs at most 203 KB more before it can be sealed, by %s',
  (engine) => {
    expect(sent('br', ...toSeal(engine)) + keyringOf(10)).toBeLessThanOrEqual(203 * kib);
    expect(sent('gz', ...toSeal(engine)) + keyringOf(5)).toBeLessThanOrEqual(203 * kib);
  },
);

it('needs at most 3 KB for typing into lists of countries, which nothing waits for', () => {
  for (const extension of ['br', 'gz'] as const)
    expect(sent(extension, build.assets.countriesScript)).toBeLessThanOrEqual(3 * kib);
});

it('has a compressed twin of every page and asset', () => {
  for (const path of [
    ...toFill('/en/report'),
    ...toSeal('sodiumScript'),
    ...toSeal('lightScript'),
    '/en/index.html',
    '/en/receipt.html',
  ])
    for (const extension of ['br', 'gz']) expect(existsSync(join(dist, 'public', `${path}.${extension}`))).toBe(true);
});
