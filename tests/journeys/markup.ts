import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { markupRules } from '../views/markup-rules.ts';

const validator = new HtmlValidate(markupRules);

/** axe finds nothing on the page as it stands, by the rules of WCAG 2.2 AA; checks that it ran at all. */
export async function expectAccessible(page: Page): Promise<void> {
  const viewport = page.viewport();
  // axe judges by one scroll position, in which the bar to leave lies over something; in a window as high as the
  // page it covers nothing. That it never hides the focus is a test of its own.
  const height = await page.evaluate('document.documentElement.scrollHeight');
  await page.setViewport({ width: 360, ...viewport, height: Number(height) + 100 });
  await page.evaluate(`${axe.source}; 0`);
  const result = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )) as { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]; passes: unknown[] };
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
  const { results } = await validator.validateString(html);
  expect(
    results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId} ${message}`)),
  ).toEqual([]);
}
