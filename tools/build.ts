import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import type { BuildRecord } from '../server/build-record.ts';
import { messagesOf, readCatalogues } from '../server/catalogues.ts';
import { loadEnvFile } from '../server/env-file.ts';
import { keyringOn, readCommittee, readKeyrings } from '../server/keyrings.ts';
import { readSettings, type Settings } from '../server/settings.ts';
import type { Messages } from '../views/messages.ts';
import type { Assets } from '../views/page.ts';
import { filesUnder, inputHash, languagesOf, locales, pageSettings } from './build-inputs.ts';
import { carriedKeyring, inlineOf, policyOf, withInline, writeTakeAway } from './take-away.ts';

const root = join(import.meta.dirname, '..');
/** What browsers must understand: the floor that README names. */
const target = ['chrome80', 'firefox78', 'safari14'];

/** The build that lies in a folder, if there is one. */
export function readBuild(outFolder: string): (BuildRecord & { readonly inputHash: string }) | null {
  const file = join(outFolder, 'build.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BuildRecord & { inputHash: string }) : null;
}

/** How hard files are compressed: as small as can be takes twelve seconds, and a tenth more of their size two. */
export type Effort = 'smallest' | 'quickest';
const efforts = { smallest: { brotli: 11, gzip: 9 }, quickest: { brotli: 5, gzip: 6 } } as const;

/** Builds scripts, styles, pages and server into `dist/` (or another folder), unless it is there already. */
export async function buildAll(
  settings: Settings,
  outFolder = join(root, 'dist/site'),
  catalogues = locales,
  effort: Effort = 'smallest',
): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  const keyrings = readKeyrings(await sodiumEngine(), readCommittee(settings.COMMITTEE), settings.KEYRINGS);
  const keyring = keyringOn(keyrings, day);
  const hash = inputHash(settings, keyring.bytes, catalogues);
  if (readBuild(outFolder)?.inputHash === hash) return;
  rmSync(outFolder, { recursive: true, force: true });
  const publicFolder = join(outFolder, 'public');
  const options = clientOptions(settings, day);
  const { assets, metafile: client } = await buildClient(options, publicFolder);
  const { script, metafile: takeAway } = await buildTakeAway(options);
  const server = await buildServer(join(outFolder, 'server'));
  const formBuild = hash.slice(0, 16);
  const unsized: BuildRecord & { inputHash: string } = {
    formBuild,
    day,
    committeeSha256: createHash('sha256').update(readFileSync(settings.COMMITTEE)).digest('hex'),
    assets,
    settings: { ...pageSettings(settings), formBuild, takeAwayBytes: 0 },
    languages: languagesOf(settings),
    inputHash: hash,
  };
  for (const name of readdirSync(catalogues).filter((each) => each.endsWith('.json')))
    cpSync(join(catalogues, name), join(outFolder, 'locales', name));
  const pages = await loadPages(outFolder, formBuild);
  const messages = messagesOf(readCatalogues(join(outFolder, 'locales')), unsized.languages);
  const inline = inlineOf(publicFolder, assets, script);
  const html = pages.takeAwayPage(unsized, allOf(messages), carriedKeyring(keyring), policyOf(inline));
  // First, since the pages say its size.
  const takeAwayBytes = writeTakeAway(outFolder, withInline(html, inline));
  const record = { ...unsized, settings: { ...unsized.settings, takeAwayBytes } };
  for (const each of messages.values()) writePages(pages.staticPages(record, each), publicFolder);
  for (const file of filesUnder(publicFolder)) compress(file, effort);
  writeFileSync(join(outFolder, 'metafile.json'), JSON.stringify({ client, takeAway, server }));
  // Last, so that a build that was cut short does not count as one.
  writeFileSync(join(outFolder, 'build.json'), `${JSON.stringify(record, null, 2)}\n`);
}

const shared = {
  bundle: true,
  metafile: true,
  absWorkingDir: root,
  logLevel: 'warning',
  legalComments: 'none',
} as const satisfies BuildOptions;

/** How scripts and styles for browsers are built. */
const clientOptions = (settings: Settings, day: string) =>
  ({
    ...shared,
    // Classic scripts: browsers near the floor have no module workers.
    format: 'iife',
    target,
    // esbuild marks destructuring as broken before Safari 14.1 for one rare form (a catch parameter); it works else.
    supported: { destructuring: true },
    minify: true,
    charset: 'utf8',
    define: {
      __COMMITTEE__: JSON.stringify(readCommittee(settings.COMMITTEE)),
      __BUILD_DAY__: JSON.stringify(day),
      // libsodium's loader asks where it lies; it carries its WebAssembly inside and needs no answer.
      'import.meta.url': '""',
    },
  }) as const satisfies BuildOptions;
type ClientOptions = ReturnType<typeof clientOptions>;

/** The one script of the take-away form, as text. */
async function buildTakeAway(options: ClientOptions): Promise<{ script: string; metafile: Metafile }> {
  const { metafile, outputFiles } = await build({
    ...options,
    entryPoints: ['views/client/take-away.ts'],
    write: false,
    outdir: 'take-away',
  });
  return { script: outputFiles[0]?.text ?? '', metafile };
}

async function buildClient(options: ClientOptions, folder: string): Promise<{ assets: Assets; metafile: Metafile }> {
  const { metafile } = await build({
    ...options,
    entryPoints: {
      report: 'views/client/report.ts',
      countries: 'views/client/countries.ts',
      receipt: 'views/client/receipt.ts',
      carried: 'views/client/sealed.ts',
      exit: 'views/client/quick-exit.ts',
      seal: 'views/client/seal-worker.ts',
      sodium: 'views/client/sodium-script.ts',
      light: 'views/client/light-script.ts',
      copy: 'views/client/copy-worker.ts',
      paste: 'views/client/paste-worker.ts',
      evidence: 'views/client/evidence.ts',
      files: 'views/client/file-script.ts',
      answers: 'views/client/answer-script.ts',
      main: 'views/styles/main.css',
      noscript: 'views/styles/noscript.css',
      icon: 'views/styles/icon.svg',
    },
    loader: { '.svg': 'copy' },
    outdir: join(folder, 'assets'),
    entryNames: '[name]-[hash]',
  });
  const made = new Map(
    Object.entries(metafile.outputs).map(([file, { entryPoint }]) => [entryPoint, `/assets/${file.split('/').pop()}`]),
  );
  const of = (entry: string) => made.get(entry) ?? '';
  return {
    metafile,
    assets: {
      style: of('views/styles/main.css'),
      noscriptStyle: of('views/styles/noscript.css'),
      reportScript: of('views/client/report.ts'),
      countriesScript: of('views/client/countries.ts'),
      receiptScript: of('views/client/receipt.ts'),
      sealedScript: of('views/client/sealed.ts'),
      quickExitScript: of('views/client/quick-exit.ts'),
      sealWorker: of('views/client/seal-worker.ts'),
      sodiumScript: of('views/client/sodium-script.ts'),
      lightScript: of('views/client/light-script.ts'),
      copyWorker: of('views/client/copy-worker.ts'),
      pasteWorker: of('views/client/paste-worker.ts'),
      evidenceScript: of('views/client/evidence.ts'),
      fileScript: of('views/client/file-script.ts'),
      answerScript: of('views/client/answer-script.ts'),
      favicon: of('views/styles/icon.svg'),
    },
  };
}

async function buildServer(folder: string): Promise<Metafile> {
  const { metafile } = await build({
    ...shared,
    entryPoints: ['server/main.ts'],
    outdir: folder,
    platform: 'node',
    target: 'node26',
    format: 'esm',
    splitting: true,
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  });
  return metafile;
}

/** Brings what renders pages. */
async function loadPages(outFolder: string, formBuild: string): Promise<typeof import('./pages.tsx')> {
  const renderer = join(outFolder, 'pages.mjs');
  await build({
    ...shared,
    entryPoints: ['tools/pages.tsx'],
    outfile: renderer,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  });
  const pages = (await import(`${renderer}?${formBuild}`)) as typeof import('./pages.tsx');
  rmSync(renderer);
  return pages;
}

function writePages(pages: readonly [string, string][], folder: string): void {
  for (const [path, html] of pages) {
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : `${path}.html`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, html);
  }
}

/** The sentences of every language, that of the site first. */
function allOf(messages: ReadonlyMap<string, Messages>): [Messages, ...Messages[]] {
  const [first, ...others] = messages.values();
  if (!first) throw new Error('there is no language to build pages in');
  return [first, ...others];
}

function compress(file: string, effort: Effort): void {
  const level = efforts[effort];
  const bytes = readFileSync(file);
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: level.brotli, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  );
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: level.gzip }));
}

if (import.meta.main) {
  const problems = loadEnvFile();
  await buildAll(readSettings(process.env, readCatalogues(locales), problems));
}
