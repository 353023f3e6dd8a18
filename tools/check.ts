import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, exiftool, firefox, headlessShell, minisign, needPrograms, pdftotext, webkit } from './programs.ts';

interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'check-'));
const outcomes: Outcome[] = [];

/** Runs one program of node_modules; its output is shown. */
function run(program: string, words: readonly string[]): boolean {
  return spawnSync(join(root, 'node_modules/.bin', program), words, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** A step counts as one test, unless it says how many it ran. */
function step(name: string, work: () => boolean | { readonly passed: number; readonly failed: number }): void {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const result = work();
  const counts = typeof result === 'boolean' ? { passed: result ? 1 : 0, failed: result ? 0 : 1 } : result;
  outcomes.push({ name, ...counts, seconds: (performance.now() - start) / 1000 });
}

/** Runs vitest projects side by side. A run that breaks before it has counted anything is a failure of its own. */
function tests(projects: readonly string[], ...words: readonly string[]): { passed: number; failed: number } {
  const file = join(scratch, `${projects.join('-')}.json`);
  const isGood = run('vitest', [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...words,
  ]);
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    return { passed: numPassedTests, failed: isGood && numPassedTests > 0 ? 0 : Math.max(1, numFailedTests) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

try {
  await needPrograms([chromium, headlessShell, exiftool, firefox, minisign, pdftotext]);
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

const hasWebKit = await needPrograms(webkit).then(
  () => true,
  () => false,
);
if (!hasWebKit) console.log('WebKit is not on this machine: its one journey is left out.');

step('format and lint', () => run('biome', ['ci', '--error-on-warnings', '.']));
step('types', () => run('tsc', ['-p', '.']));
step('dead code', () => run('knip', []));
step('unit and house', () => tests(['unit', 'house']));
step('journeys', () => tests(['journeys'], ...(hasWebKit ? [] : ['--exclude', 'tests/journeys/webkit.test.ts'])));
rmSync(scratch, { recursive: true });

console.log('');
for (const { name, passed, failed, seconds } of outcomes)
  console.log(
    `${name.padEnd(16)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed ${seconds.toFixed(1).padStart(7)} s`,
  );
const sum = (of: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[of], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
