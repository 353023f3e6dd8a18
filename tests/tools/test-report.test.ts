import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { brokenFile, countsOf, filesToRetry, joinRuns, readResults } from '../../tools/test-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'test-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const good = { file: 'tests/journeys/good.test.ts', passed: 3, failed: [] };
const report = { file: 'tests/journeys/report.test.ts', passed: 1, failed: ['sends'] };

describe('readResults', () => {
  it('gives tests that passed and failed, and files that broke', () => {
    const file = join(folder, 'report.json');
    const test = (status: string, fullName: string) => ({ status, fullName });
    const testResults = [
      { name: '/site/tests/a.test.ts', status: 'failed', assertionResults: [test('passed', 'a'), test('failed', 'b')] },
      { name: '/site/tests/c.test.ts', status: 'failed', assertionResults: [] },
      {
        name: '/site/tests/d.test.ts',
        status: 'passed',
        assertionResults: [test('passed', 'd'), test('skipped', 'e')],
      },
    ];
    writeFileSync(file, JSON.stringify({ testResults }));
    expect(readResults('/site', file)).toEqual([
      { file: 'tests/a.test.ts', passed: 1, failed: ['b'] },
      { file: 'tests/c.test.ts', passed: 0, failed: [brokenFile] },
      { file: 'tests/d.test.ts', passed: 1, failed: [] },
    ]);
  });

  it('gives nothing where no report was written, which counts as failed', () => {
    expect(readResults('/site', join(folder, 'none.json'))).toEqual([]);
    expect(countsOf([])).toEqual({ passed: 0, failed: 1 });
  });
});

describe('a journey that failed once', () => {
  it('is run again, unless it looks for leaks, for traces or for what leaving shows', () => {
    const failed = ['sends'];
    const firm = ['canary/firefox', 'canary/chromium', 'journeys/traces', 'journeys/exit'];
    expect(filesToRetry(firm.map((name) => ({ file: `tests/${name}.test.ts`, passed: 0, failed })))).toEqual([]);
    expect(filesToRetry([good, report, { ...report, file: 'tests/journeys/exits.test.ts' }])).toEqual([
      report.file,
      'tests/journeys/exits.test.ts',
    ]);
  });

  it('is named as flaky where it passed then, and has failed where it failed again', () => {
    const first = [good, { ...report, failed: ['sends', 'keeps'] }];
    const again = { ...report, passed: 2, failed: ['keeps'] };
    expect(joinRuns(first, [again])).toEqual({ results: [good, again], flaky: [`${report.file} > sends`] });
    expect(countsOf([good, again])).toEqual({ passed: 5, failed: 1 });
  });

  it('has failed where the second run broke', () => {
    expect(joinRuns([report], [])).toEqual({ results: [report], flaky: [] });
    const broken = { ...report, passed: 0, failed: [brokenFile] };
    expect(joinRuns([broken], [report])).toEqual({ results: [report], flaky: [`${report.file} > ${brokenFile}`] });
  });
});
