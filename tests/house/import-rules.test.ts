import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

interface Override {
  readonly includes: readonly string[];
  readonly linter: {
    readonly rules: {
      readonly style?: {
        readonly noRestrictedImports?: {
          readonly options: { readonly patterns: readonly { readonly group: readonly string[] }[] };
        };
        readonly noRestrictedGlobals?: {
          readonly options: { readonly deniedGlobals: Readonly<Record<string, string>> };
        };
      };
    };
  };
}
interface Plant {
  readonly file: string;
  readonly code: string;
  readonly rule: string;
}

const root = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'import-rules-'));
const config = JSON.parse(
  readFileSync(join(root, 'biome.jsonc'), 'utf8')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/,(\s*[}\]])/g, '$1'),
) as {
  overrides: readonly Override[];
};

/** A path that a group's pattern must refuse. */
function pathFor(pattern: string): string {
  if (pattern.startsWith('**/')) return `../${pattern.slice(3).replace('/**', '/planted.ts').replace('*', '.ts')}`;
  return pattern.replace('/**', '/planted').replace('*', '-planted');
}

/** One planted file for each pattern of each override, and for the rules that hold everywhere. */
function plants(): Plant[] {
  const all: Plant[] = [
    { file: 'crypto/random-plant.ts', code: 'export const number = Math.random();', rule: 'plugin' },
    { file: 'server/clock-plant.ts', code: 'export const now = new Date();', rule: 'plugin' },
    { file: 'reading-room/clock-plant.ts', code: 'export const now = Date.now();', rule: 'plugin' },
    {
      file: 'views/markup-plant.tsx',
      code: 'export const a = <p dangerouslySetInnerHTML={{ __html: "" }} />;',
      rule: 'lint/security/noDangerouslySetInnerHtml',
    },
  ];
  for (const { includes, linter } of config.overrides) {
    const folder = includes[0]?.replace('/**', '') ?? '';
    const { noRestrictedImports, noRestrictedGlobals } = linter.rules.style ?? {};
    const groups = noRestrictedImports?.options.patterns.flatMap(({ group }) => group) ?? [];
    groups.forEach((pattern, index) => {
      all.push({
        file: `${folder}/import-plant-${index}.ts`,
        code: `import * as planted from '${pathFor(pattern)}';\nexport default planted;`,
        rule: 'lint/style/noRestrictedImports',
      });
    });
    Object.keys(noRestrictedGlobals?.options.deniedGlobals ?? {}).forEach((name, index) => {
      all.push({
        file: `${folder}/global-plant-${index}.ts`,
        code: `export default ${name};`,
        rule: 'lint/style/noRestrictedGlobals',
      });
    });
  }
  return all;
}

beforeAll(() => {
  for (const name of ['biome.jsonc', 'no-math-random.grit', 'no-machine-clock.grit', '.gitignore'])
    cpSync(join(root, name), join(copy, name));
  execFileSync('git', ['init', '-q'], { cwd: copy });
  for (const { file, code } of plants()) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), `${code}\n`);
  }
});
afterAll(() => rmSync(copy, { recursive: true }));

it('sees a planted violation of every import rule', () => {
  const biome = join(root, 'node_modules/.bin/biome');
  let report = '';
  try {
    execFileSync(biome, ['lint', '--reporter=json', '--max-diagnostics=none', '.'], {
      cwd: copy,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    report = (error as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(report) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[];
  };
  const seen = new Set(
    diagnostics.map(
      ({ category, location }) =>
        `${typeof location.path === 'string' ? location.path : location.path.file} ${category}`,
    ),
  );
  const planted = plants();
  expect(planted.length).toBeGreaterThan(50);
  expect(
    planted.filter(({ file, rule }) => !seen.has(`${file} ${rule}`)).map(({ file, code }) => `${file}: ${code}`),
  ).toEqual([]);
});
