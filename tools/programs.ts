import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Browser, detectBrowserPlatform, install, resolveBuildId } from '@puppeteer/browsers';

/** A program that checks need besides what npm brings, and the Debian package that has it. */
interface Program {
  readonly name: string;
  readonly package: string;
  /** Whether tests can do without it. */
  readonly isOptional?: true;
}

export const chromium: Program = { name: 'chromium', package: 'chromium' };
/** The same browser without what stands around its pages, in two thirds of the time: most tests take it. */
export const headlessShell: Program = {
  name: 'chromium-headless-shell',
  package: 'chromium-headless-shell',
  isOptional: true,
};
export const minisign: Program = { name: 'minisign', package: 'minisign' };
/** Reads what a page prints. */
export const pdftotext: Program = { name: 'pdftotext', package: 'poppler-utils' };
/** Tells what is hidden in a picture. */
export const exiftool: Program = { name: 'exiftool', package: 'libimage-exiftool-perl' };
/** WebKit and the screen that it needs. */
export const webkit: readonly Program[] = [
  { name: 'WebKitWebDriver', package: 'webkit2gtk-driver' },
  { name: 'Xvfb', package: 'xvfb' },
];
/** Starts tests on another day. */
export const faketime: Program = { name: 'faketime', package: 'faketime' };
export const firefox: Program = { name: 'firefox-esr', package: 'firefox-esr' };

/** Where packages put programs, whether the PATH of whoever started us names it or not. */
const packageFolders = ['/usr/bin', '/usr/local/bin'];

const folders = () => (process.env.PATH ?? '').split(delimiter).concat(packageFolders);

/** The full path of a program, or `null`. */
export function findProgram(name: string): string | null {
  return (
    folders()
      .map((folder) => join(folder, name))
      .find((path) => existsSync(path)) ?? null
  );
}

/** Folder into which browsers are fetched where there is no package manager. */
const cacheDir = join(import.meta.dirname, '../node_modules/.browsers');

/**
 * Makes programs available: Debian's packages when we are root, else a fetched Chromium, else a message what to do.
 * Sets `CHROMIUM` and `PATH` for the tests. @throws Error that says what to install.
 */
export async function needPrograms(programs: readonly Program[]): Promise<void> {
  const missing = programs.filter(({ name }) => findProgram(name) === null);
  const aptGet = findProgram('apt-get');
  if (missing.length > 0 && aptGet && process.getuid?.() === 0) {
    console.log(`Installing ${missing.map((each) => each.package).join(', ')} …`);
    const env = {
      ...process.env,
      DEBIAN_FRONTEND: 'noninteractive',
      PATH: `${process.env.PATH}:/usr/sbin:/usr/bin:/sbin:/bin`,
    };
    spawnSync(aptGet, ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    const install = ['install', '-y', '-qq', '--no-install-recommends'];
    const stdio = ['ignore', 'ignore', 'inherit'] as const;
    const needed = missing.filter(({ isOptional }) => !isOptional).map((each) => each.package);
    if (needed.length > 0) execFileSync(aptGet, [...install, ...needed], { env, stdio: [...stdio] });
    // Not every release of a system has them.
    for (const each of missing)
      if (each.isOptional) spawnSync(aptGet, [...install, each.package], { env, stdio: 'ignore' });
  }
  for (const program of programs)
    if (findProgram(program.name) === null && !program.isOptional) await fetchProgram(program);
  process.env.PATH = [...new Set(folders())].join(delimiter);
}

async function fetchProgram(program: Program): Promise<void> {
  const platform = detectBrowserPlatform();
  if (program === chromium && platform) {
    try {
      const buildId = await resolveBuildId(Browser.CHROMIUM, platform, 'latest');
      const { executablePath } = await install({ browser: Browser.CHROMIUM, buildId, cacheDir });
      process.env.CHROMIUM = executablePath;
      return;
    } catch {
      // Told below, with what a person can do.
    }
  }
  throw new Error(
    `${program.name} is missing and could not be fetched: install it (Debian: apt-get install ${program.package})`,
  );
}
