import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** What one file of tests came to. */
export interface FileResult {
  /** Relative to the root. */
  readonly file: string;
  readonly passed: number;
  /** Full names of the tests that failed. A file that broke outside of any test has `brokenFile` here. */
  readonly failed: readonly string[];
}

export const brokenFile = '(the file itself)';

interface Json {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/**
 * Reads the report that vitest's `json` reporter left.
 * @returns one result a file; none if the run broke before it had counted anything.
 */
export function readResults(root: string, report: string): FileResult[] {
  let json: Json;
  try {
    json = JSON.parse(readFileSync(report, 'utf8')) as Json;
  } catch {
    return [];
  }
  return json.testResults.map(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => fullName);
    return {
      file: relative(root, name),
      passed: assertionResults.filter((test) => test.status === 'passed').length,
      failed: status === 'failed' && failed.length === 0 ? [brokenFile] : failed,
    };
  });
}

/** Never run again: what leaks, leaves traces or keeps a page on the screen may not do so once. */
const neverRetried = /^tests\/(?:canary\/|journeys\/(?:traces|exit)\.)/;

/** Files of journeys to run once more after a first run. */
export const filesToRetry = (first: readonly FileResult[]): string[] =>
  first
    .filter(({ file, failed }) => failed.length > 0 && file.startsWith('tests/') && !neverRetried.test(file))
    .map(({ file }) => file);

/**
 * Joins a first run with a second one of some of its files, whose results count.
 * @returns with the results those tests that failed once and then passed, as `FILE > NAME`.
 */
export function joinRuns(first: readonly FileResult[], second: readonly FileResult[]) {
  const flaky: string[] = [];
  const results = first.map((once) => {
    const again = second.find(({ file }) => file === once.file);
    if (!again) return once;
    for (const name of once.failed) if (!again.failed.includes(name)) flaky.push(`${once.file} > ${name}`);
    return again;
  });
  return { results, flaky };
}

/** Tests that passed and failed, in all. A run without any test has failed. */
export function countsOf(results: readonly FileResult[]): { readonly passed: number; readonly failed: number } {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed.length, 0);
  return { passed, failed: passed === 0 ? Math.max(1, failed) : failed };
}
