import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { expect, inject, it } from 'vitest';

const dist = inject('builtSite');
const metafile = JSON.parse(readFileSync(join(dist, 'metafile.json'), 'utf8')) as {
  client: Metafile;
  takeAway: Metafile;
  server: Metafile;
};
const server = Object.keys(metafile.server.inputs);
const serverPackages = Object.values(metafile.server.inputs).flatMap(({ imports }) =>
  imports.filter(({ external }) => external).map(({ path }) => path),
);
const pages: Record<string, string[]> = Object.fromEntries(
  [metafile.client, metafile.takeAway]
    .flatMap(({ outputs }) => Object.values(outputs))
    .map(({ entryPoint, inputs }) => [entryPoint ?? '', Object.keys(inputs)]),
);

const opening = /^(crypto\/(open|answer|key-file|unpack|signing-key|seal-answer)\.ts|reading-room\/)|age-encryption/;

it('holds no code on the server that opens an envelope', () => {
  expect(server).toContain('crypto/seal.ts');
  expect(serverPackages).toContain('better-sqlite3');
  expect(server.filter((file) => opening.test(file))).toEqual([]);
  expect(serverPackages.filter((name) => opening.test(name))).toEqual([]);
});

it('holds no code in the pages that opens a report', () => {
  expect(pages['views/client/seal-worker.ts']).toContain('crypto/seal.ts');
  for (const [page, files] of Object.entries(pages)) {
    // typage locks a submitter's own copy, and opens answers to a submitter, in scripts that nothing else loads; the
    // take-away form is one script, which opens answers too.
    const mayOpen = openers[page];
    const found = files.filter((file) => opening.test(file) && !mayOpen?.test(file));
    expect([page, found]).toEqual([page, []]);
  }
});

it('reaches no fixed source of randomness from what is shipped', () => {
  expect(server).toContain('crypto/random.ts');
  const shipped = [...server, ...Object.values(pages).flat()];
  expect(shipped.filter((file) => file.startsWith('tests/'))).toEqual([]);
  const writers = [
    'crypto/seal-report.ts',
    'crypto/receipt-code.ts',
    'server/public/plain.tsx',
    'views/client/session.ts',
  ];
  for (const file of writers) expect(readFileSync(file, 'utf8')).not.toMatch(/sealWith|Draw\b/);
});

/** What of `opening` a script may hold, where it may hold any of it. */
const openers: Readonly<Record<string, RegExp>> = {
  'views/client/copy-worker.ts': /age-encryption/,
  'views/client/answer-script.ts': /age-encryption|^crypto\/answer\.ts$/,
  'views/client/take-away.ts': /age-encryption|^crypto\/answer\.ts$/,
};

const allowedInPages: Readonly<Record<string, readonly string[]>> = {
  'views/client/seal-worker.ts': ['@noble/hashes', '@scure/base', 'zod'],
  'views/client/light-script.ts': ['@noble/ciphers', '@noble/curves', '@noble/hashes', '@noble/post-quantum'],
  'views/client/sodium-script.ts': ['libsodium', 'libsodium-wrappers'],
  'views/client/report.ts': [],
  'views/client/take-away.ts': [
    '@noble/ciphers',
    '@noble/curves',
    '@noble/hashes',
    '@noble/post-quantum',
    '@scure/base',
    'age-encryption',
    'zod',
  ],
  // typage and what it stands on; the engine comes from another script.
  'views/client/answer-script.ts': ['@noble/ciphers', '@noble/hashes', '@scure/base', 'age-encryption', 'zod'],
  'views/client/evidence.ts': ['js-base64', 'querystringify', 'requires-port', 'tus-js-client', 'url-parse'],
  'views/client/file-script.ts': ['@noble/hashes', '@scure/base', 'zod'],
  'views/client/paste-worker.ts': [],
  'views/client/copy-worker.ts': ['@noble/ciphers', '@scure/base', 'age-encryption'],
  'views/client/receipt.ts': ['@noble/hashes'],
  'views/client/sealed.ts': [
    '@scure/base',
    'js-base64',
    'querystringify',
    'requires-port',
    'tus-js-client',
    'url-parse',
  ],
  'views/client/countries.ts': [],
  'views/client/quick-exit.ts': [],
};

it('ships in each script only the packages that it may', () => {
  for (const [page, allowed] of Object.entries(allowedInPages)) {
    const packages = new Set(
      (pages[page] ?? []).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
    );
    expect([page, [...packages].sort()]).toEqual([page, allowed]);
  }
});

it('puts nothing into the take-away form that asks a network', () => {
  const away = pages['views/client/take-away.ts'] ?? [];
  expect(away).toContain('views/client/course.ts');
  expect(pages['views/client/report.ts']).toContain('views/client/send.ts');
  const asking = /client\/(send|send-pieces|language|served-sealer|served-way|evidence)\.ts$|tus-js-client/;
  expect(away.filter((file) => asking.test(file))).toEqual([]);
});

it('compiles the committee into the script that seals', () => {
  const build = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { assets: { sealWorker: string } };
  expect(readFileSync(join(dist, 'public', build.assets.sealWorker), 'utf8')).toContain('c0'.repeat(16));
});
