import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { markupRules } from '../views/markup-rules.ts';

const validator = new HtmlValidate(markupRules);

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another set of colours can break: most of the time that axe takes. */
const colourRules = ['color-contrast', 'link-in-text-block', 'target-size'];

export type Rules = 'every rule' | 'all but colours' | 'colours';

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
  readonly passes: readonly unknown[];
}

/**
 * What axe finds on the page as it stands, by the rules of WCAG 2.2 AA; checks that it ran at all. The window stays as
 * it is: a sheet that no policy refuses lets the bar to leave lie at the end of the page, where it covers nothing.
 * That it never hides the focus is a test of its own.
 */
export async function axeFaults(page: Page, which: Rules = 'every rule'): Promise<string[]> {
  if (!(await page.evaluate('Boolean(window.axe)'))) await page.evaluate(`${axe.source}; 0`);
  await page.evaluate(setSheet, 'axe', '.exit { position: static !important }');
  const options = {
    runOnly: which === 'colours' ? colourRules : everyRule,
    rules: which === 'all but colours' ? Object.fromEntries(colourRules.map((id) => [id, { enabled: false }])) : {},
    resultTypes: ['violations'],
  };
  const { passes, violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResult;
  await page.evaluate(setSheet, 'axe', '');
  expect(passes.length).toBeGreaterThan(which === 'colours' ? 0 : 10);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** Runs in the page: gives it a sheet by name, or empties it. Made by a script, it is outside of what a policy names. */
export function setSheet(name: string, css: string): void {
  const sheets = document.adoptedStyleSheets as (CSSStyleSheet & { called?: string })[];
  let sheet = sheets.find(({ called }) => called === name);
  if (!sheet) {
    sheet = Object.assign(new CSSStyleSheet(), { called: name });
    document.adoptedStyleSheets = [...sheets, sheet];
  }
  sheet.replaceSync(css);
}

/** axe finds nothing on the page as it stands, by the rules of WCAG 2.2 AA; checks that it ran at all. */
export async function expectAccessible(page: Page): Promise<void> {
  const viewport = page.viewport();
  // axe judges by one scroll position, in which the bar to leave lies over something; in a window as high as the
  // page it covers nothing. That it never hides the focus is a test of its own.
  const height = await page.evaluate('document.documentElement.scrollHeight');
  await page.setViewport({ width: 360, ...viewport, height: Number(height) + 100 });
  await page.evaluate(`${axe.source}; 0`);
  const result = (await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(everyRule)} })`)) as AxeResult;
  await page.setViewport(viewport);
  expect(result.passes.length).toBeGreaterThan(10);
  expect(
    result.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('; ')}`,
    ),
  ).toEqual([]);
}

/** The markup that the server sent is valid. */
export async function expectValidMarkup(html: string): Promise<void> {
  expect(html.length).toBeGreaterThan(500);
  expect(await markupFaults(html)).toEqual([]);
}

/** What is wrong with markup that the server sent. */
export async function markupFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId} ${message}`));
}
