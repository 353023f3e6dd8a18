import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import type { BuildRecord } from '../server/build-record.ts';
import { messagesOf, readCatalogues } from '../server/catalogues.ts';
import { readCommittee } from '../server/keyrings.ts';
import { readSettings, type Settings } from '../server/settings.ts';
import type { Assets } from '../views/page.ts';
import { filesUnder, inputHash, languagesOf, locales, pageSettings } from './build-inputs.ts';

const root = join(import.meta.dirname, '..');
/** What browsers must understand: the floor that README names. */
const target = ['chrome80', 'firefox78', 'safari14'];

/** The build that lies in a folder, if there is one. */
export function readBuild(outFolder: string): (BuildRecord & { readonly inputHash: string }) | null {
  const file = join(outFolder, 'build.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BuildRecord & { inputHash: string }) : null;
}

/** Builds scripts, styles, pages and server into `dist/` (or another folder), unless it is there already. */
export async function buildAll(
  settings: Settings,
  outFolder = join(root, 'dist/site'),
  catalogues = locales,
): Promise<void> {
  const hash = inputHash(settings, catalogues);
  if (readBuild(outFolder)?.inputHash === hash) return;
  rmSync(outFolder, { recursive: true, force: true });
  const day = new Date().toISOString().slice(0, 10);
  const { assets, metafile: client } = await buildClient(settings, join(outFolder, 'public'), day);
  const server = await buildServer(join(outFolder, 'server'));
  const record: BuildRecord & { inputHash: string } = {
    formBuild: hash.slice(0, 16),
    day,
    committeeSha256: createHash('sha256').update(readFileSync(settings.COMMITTEE)).digest('hex'),
    assets,
    settings: { ...pageSettings(settings), formBuild: hash.slice(0, 16) },
    languages: languagesOf(settings),
    inputHash: hash,
  };
  for (const name of readdirSync(catalogues).filter((each) => each.endsWith('.json')))
    cpSync(join(catalogues, name), join(outFolder, 'locales', name));
  await renderPages(record, outFolder);
  for (const file of filesUnder(join(outFolder, 'public'))) compress(file);
  writeFileSync(join(outFolder, 'metafile.json'), JSON.stringify({ client, server }));
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

async function buildClient(
  settings: Settings,
  folder: string,
  day: string,
): Promise<{ assets: Assets; metafile: Metafile }> {
  const { metafile } = await build({
    ...shared,
    entryPoints: {
      report: 'views/client/report.ts',
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
      main: 'views/styles/main.css',
      noscript: 'views/styles/noscript.css',
      icon: 'views/styles/icon.svg',
    },
    loader: { '.svg': 'copy' },
    outdir: join(folder, 'assets'),
    entryNames: '[name]-[hash]',
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

/** Renders every page that is the same for everybody, once a language. */
async function renderPages(record: BuildRecord, outFolder: string): Promise<void> {
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
  const { staticPages } = (await import(`${renderer}?${record.formBuild}`)) as typeof import('./pages.tsx');
  const messages = messagesOf(readCatalogues(join(outFolder, 'locales')), record.languages);
  for (const [path, html] of [...messages.values()].flatMap((each) => staticPages(record, each))) {
    const file = join(outFolder, 'public', path.endsWith('/') ? `${path}index.html` : `${path}.html`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, html);
  }
  rmSync(renderer);
}

function compress(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  );
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await buildAll(readSettings(process.env, readCatalogues(locales)));
}
