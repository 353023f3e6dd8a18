import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The "may import" column of ARCHITECTURE.md: own folders and packages, and which of Node's modules. */
const may: Readonly<Record<string, readonly RegExp[]>> = {
  report: [/^report\//, /^zod\/mini$/],
  crypto: [
    /^crypto\//,
    /^report\/(digits|answer)\.ts$/,
    /^zod\/mini$/,
    /^@noble\//,
    /^@scure\//,
    /^age-encryption$/,
    /^libsodium-wrappers$/,
  ],
  storage: [/^storage\//, /^better-sqlite3$/, /^node:(fs|path)$/],
  'views/client': [
    /^views\/client\//,
    /^crypto\//,
    /^report\//,
    /^zod\/mini$/,
    /^@noble\/hashes\/sha2\.js$/,
    /^tus-js-client$/,
    // What pages and scripts write alike.
    /^views\/(size-text|day-in|spoken-digits)\.ts$/,
  ],
  views: [/^views\/(?!client\/)/, /^report\//, /^hono\/(jsx|html)/, /^intl-messageformat$/],
  server: [
    /^(server|storage|report)\//,
    /^views\/(?!client\/)/,
    /^crypto\/(?!open|answer|seal-answer|key-file)/,
    /^hono/,
    /^@hono\//,
    /^@noble\/hashes/,
    /^@remix-run\/multipart-parser$/,
    /^zod\/mini$/,
    /^pino$/,
    /^nodemailer$/,
    /^@tus\/server$/,
    /^node:/,
  ],
  'reading-room': [
    /^(reading-room|crypto|report)\//,
    /^@noble\/hashes/,
    /^age-encryption$/,
    /^zod\/mini$/,
    /^node:(?!net|http|https|http2|tls|dgram|child_process|worker_threads)/,
  ],
};
const places = Object.keys(may);

let imports: { from: string; to: string }[];

const filesUnder = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesUnder(join(path, name))) : [path];

beforeAll(async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['report', 'crypto', 'storage', 'views', 'server', 'reading-room']
      .flatMap((folder) => filesUnder(join(root, folder)))
      .filter((file) => /\.tsx?$/.test(file)),
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    outdir: 'unused',
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  });
  imports = Object.entries(metafile.inputs).flatMap(([from, input]) =>
    input.imports.map(({ path }) => ({ from, to: path })),
  );
});

it('lets each folder import only what it may', () => {
  expect(imports.length).toBeGreaterThan(100);
  const refused = imports.filter(({ from, to }) => {
    const place = places.find((each) => from.startsWith(`${each}/`));
    return !place || !may[place]?.some((pattern) => pattern.test(to));
  });
  expect(refused).toEqual([]);
});

it('imports libsodium in one file alone', () => {
  const importers = imports.filter(({ to }) => to === 'libsodium-wrappers').map(({ from }) => from);
  expect(importers).toEqual(['crypto/sodium-engine.ts']);
});

it('keeps the pages away from opening reports', () => {
  const refused = imports.filter(
    ({ from, to }) => from.startsWith('views/client/') && /crypto\/(open|key-file)/.test(to),
  );
  expect(refused).toEqual([]);
});
