import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakedClock, otherDays } from './faked-clock.ts';
import {
  chromium,
  exiftool,
  faketime,
  firefox,
  headlessShell,
  minisign,
  needPrograms,
  pdftotext,
  webkit,
} from './programs.ts';
import { countsOf, type FileResult, filesToRetry, joinRuns, readResults } from './test-report.ts';

interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'check-'));
const outcomes: Outcome[] = [];
/** Journeys that needed a second run. */
const flaky: string[] = [];

/** What node has compiled, for the many times that it is started. */
const compiled = { NODE_COMPILE_CACHE: join(scratch, 'compiled') };

/** Runs one program of node_modules; its output is shown. */
function run(program: string, words: readonly string[], more: Readonly<Record<string, string>> = {}): boolean {
  const env = { ...process.env, ...compiled, ...more };
  return spawnSync(join(root, 'node_modules/.bin', program), words, { cwd: root, env, stdio: 'inherit' }).status === 0;
}

/** A step counts as one test, unless it says how many it ran. */
function step(name: string, work: () => boolean | { readonly passed: number; readonly failed: number }): void {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const result = work();
  const counts = typeof result === 'boolean' ? { passed: result ? 1 : 0, failed: result ? 0 : 1 } : result;
  outcomes.push({ name, ...counts, seconds: (performance.now() - start) / 1000 });
}

/** Runs vitest. @param words projects, files and options. A run that broke otherwise than by a test has failed too. */
function results(words: readonly string[], env: Readonly<Record<string, string>> = {}): FileResult[] {
  const report = join(mkdtempSync(join(scratch, 'run-')), 'report.json');
  const isGood = run(
    'vitest',
    ['run', ...words, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    env,
  );
  const found = readResults(root, report);
  const isTold = isGood || found.some(({ failed }) => failed.length > 0);
  return isTold ? found : [...found, { file: 'vitest', passed: 0, failed: ['(the run itself)'] }];
}

/** Runs journeys; of those that failed all but the firm ones once more. */
function journeys(words: readonly string[]) {
  const first = results(['--project', 'journeys', ...words]);
  const files = filesToRetry(first);
  if (files.length === 0) return countsOf(first);
  console.log(`\nOnce more: ${files.join(', ')}`);
  const joined = joinRuns(first, results(['--project', 'journeys', ...files]));
  flaky.push(...joined.flaky);
  return countsOf(joined.results);
}

try {
  await needPrograms([chromium, headlessShell, exiftool, faketime, firefox, minisign, pdftotext]);
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
step('unit and house', () => countsOf(results(['--project', 'unit', '--project', 'house'])));
for (const { name, start, folders } of otherDays(new Date()))
  step(name, () =>
    countsOf(results(['--project', 'unit', ...folders.map((folder) => `tests/${folder}/`)], fakedClock(start))),
  );
step('journeys', () => journeys(hasWebKit ? [] : ['--exclude', 'tests/journeys/webkit.test.ts']));
rmSync(scratch, { recursive: true });

console.log('');
for (const { name, passed, failed, seconds } of outcomes)
  console.log(
    `${name.padEnd(16)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed ${seconds.toFixed(1).padStart(7)} s`,
  );
const sum = (of: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[of], 0);
for (const name of flaky) console.log(`flaky: ${name}`);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
