import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { withoutScripts, withScripts } from '../views/as-seen.ts';
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
  await page.evaluate(setCountriesAside);
  await page.evaluate(setSheet, 'axe', '.exit { position: static !important }');
  const options = {
    runOnly: which === 'colours' ? colourRules : everyRule,
    rules: which === 'all but colours' ? Object.fromEntries(colourRules.map((id) => [id, { enabled: false }])) : {},
    resultTypes: ['violations'],
    // There is nothing to fetch, and no frame.
    preload: false,
    iframes: false,
    selectors: false,
  };
  // Alone what is asked for: what else axe tells is long, and has a long way from the page.
  const { passes, faults } =
    (await page.evaluate(`axe.run(${JSON.stringify(shownAlone)}, ${JSON.stringify(options)}).then((result) => ({
    passes: result.passes.length,
    faults: result.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)),
  }))`)) as { passes: number; faults: string[] };
  await page.evaluate(setSheet, 'axe', '');
  await page.evaluate(putCountriesBack);
  expect(passes).toBeGreaterThan(which === 'colours' ? 0 : 10);
  return faults;
}

/** Parts of the form that are not on show say nothing to anybody, and are many. */
const shownAlone = { include: [['html']], exclude: [['[data-section][hidden]']] };

declare global {
  /** Options taken out of the lists of countries, with where they stood; in the page alone. */
  var setAside: { readonly option: Element; readonly mark: Comment }[] | undefined;
}

/** Runs in the page: lists of countries are long and all alike, and most of what there is to look at. */
function setCountriesAside(): void {
  globalThis.setAside = [...document.querySelectorAll<HTMLOptionElement>('option:nth-child(n + 6)')]
    .filter((option) => !option.selected)
    .map((option) => {
      const mark = document.createComment('');
      option.replaceWith(mark);
      return { option, mark };
    });
}

function putCountriesBack(): void {
  for (const { option, mark } of globalThis.setAside ?? []) mark.replaceWith(option);
  globalThis.setAside = undefined;
}

/** Runs in the page: gives it a sheet by name, or empties it. Made by a script, it is outside of what a policy names. */
function setSheet(name: string, css: string): void {
  const sheets = document.adoptedStyleSheets as (CSSStyleSheet & { called?: string })[];
  let sheet = sheets.find(({ called }) => called === name);
  if (!sheet) {
    sheet = Object.assign(new CSSStyleSheet(), { called: name });
    document.adoptedStyleSheets = [...sheets, sheet];
  }
  sheet.replaceSync(css);
}

/** Runs in the page: what is wrong with its layout in this window, also with more room between letters and lines. */
function layoutFaults(): string[] {
  const faults: string[] = [];
  const root = document.scrollingElement as Element;
  const tell = (element: Element) =>
    `${element.outerHTML.slice(0, 120)} in ${element.parentElement?.outerHTML.slice(0, 120)}`;
  const shown = [...document.body.querySelectorAll<HTMLElement>('*')].filter((each) =>
    each.checkVisibility({ visibilityProperty: true }),
  );
  const findSideways = (when: string) => {
    if (root.scrollWidth <= root.clientWidth) return;
    const beyond = shown.filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return left < -1 || right > root.clientWidth + 1;
    });
    faults.push(
      `${when}: scrolls sideways by ${root.scrollWidth - root.clientWidth}: ${beyond.slice(-2).map(tell).join(' and ')}`,
    );
  };
  findSideways('as it is');
  for (const each of shown) {
    // Links in running text are as high as the text.
    const isInline = getComputedStyle(each).display === 'inline';
    if (!each.matches('a[href], button, input, select, textarea, summary') || isInline) continue;
    const { width, height } = each.getBoundingClientRect();
    if (width < 24 || height < 24) faults.push(`${Math.round(width)} x ${Math.round(height)}: ${tell(each)}`);
  }
  return faults;
}

/** Runs in the page: what is cut off where letters, words and lines stand as far apart as WCAG 1.4.12 allows. */
function cutFaults(): string[] {
  const root = document.scrollingElement as Element;
  const cut = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
    (each) =>
      each.checkVisibility() &&
      /hidden|clip/.test(getComputedStyle(each).overflow) &&
      (each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1) &&
      // A box to type into scrolls what is typed.
      !each.matches('input, textarea, select, select *') &&
      // What is only heard is cut off on purpose.
      !each.matches('.heard'),
  );
  const faults = cut.map((each) => `cut when spaced: ${each.outerHTML.slice(0, 200)}`);
  if (root.scrollWidth > root.clientWidth)
    faults.push(`spaced, scrolls sideways by ${root.scrollWidth - root.clientWidth}`);
  return faults;
}
const spaced = `*, ::before, ::after { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`;

/** Runs in the page: language, direction, title, and digits or addresses that a direction could turn around. */
function languageFaults(language: string): string[] {
  const { lang, dir } = document.documentElement;
  const faults: string[] = [];
  if (lang !== language || dir !== (language === 'ar' ? 'rtl' : 'ltr')) faults.push(`${lang} ${dir}`);
  const longestNeutral = 45;
  if (
    document.title.length < 2 ||
    document.title.length > longestNeutral ||
    /\bMP|parlam|parlement|danger|peligro|برلمان|خطر|نائب/.test(document.title)
  )
    faults.push(`title ${document.title}`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    // What stands between U+2068 and U+2069 is isolated.
    const text = (texts.currentNode.textContent ?? '').replace(/\u2068[^\u2069]*\u2069/g, '');
    if (!holder?.checkVisibility() || !/\d{5} \d{5}|https?:\/\/|\S@\S/.test(text)) continue;
    const { direction, unicodeBidi } = getComputedStyle(holder);
    const isCode = /\d{5} \d{5}|https?:/.test(text);
    if (!unicodeBidi.includes('isolate') || (isCode && direction !== 'ltr')) faults.push(`not isolated: ${text}`);
  }
  return faults;
}

/** Runs in the page: controls that look the same with and without the focus. */
export function focusFaults(): string[] {
  const faults: string[] = [];
  const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')];
  const shown = controls.filter(
    (each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches(':disabled, [inert] *'),
  );
  if (shown.length < 3) faults.push('no controls');
  for (const each of shown) {
    each.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
    const ground = getComputedStyle(document.body).backgroundColor;
    if (
      document.activeElement !== each ||
      outlineStyle === 'none' ||
      Number.parseFloat(outlineWidth) < 2 ||
      outlineColor === ground
    )
      faults.push(`no focus to be seen: ${each.outerHTML.slice(0, 120)}`);
  }
  return faults;
}

/** Runs in the page: what can be pressed or filled in, and has no edge that is seen. */
export function edgeFaults(): string[] {
  const ground = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll<HTMLElement>('button, .button, .quick-exit, input[type=text], textarea, select')]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .filter((each) => {
      const { borderTopStyle, borderTopWidth, borderTopColor, textDecorationLine } = getComputedStyle(each);
      const hasEdge = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) >= 1 && borderTopColor !== ground;
      // A button may look like a link.
      return !hasEdge && !textDecorationLine.includes('underline');
    })
    .map((each) => `no edge: ${each.outerHTML.slice(0, 120)}`);
}

/** Everything that is wrong with the page as it stands. @param rules of axe; layout and language are always looked at. */
export async function faultsOf(page: Page, language: string, rules: Rules | 'none' = 'every rule'): Promise<string[]> {
  const faults = [
    ...(rules === 'none' ? [] : await axeFaults(page, rules)),
    ...(await page.evaluate(layoutFaults)),
    ...(await page.evaluate(languageFaults, language)),
  ];
  await page.evaluate(setSheet, 'spaced', spaced);
  faults.push(...(await page.evaluate(cutFaults)));
  await page.evaluate(setSheet, 'spaced', '');
  return faults;
}

/** axe finds nothing on the page as it stands, by the rules of WCAG 2.2 AA; checks that it ran at all. */
export async function expectAccessible(page: Page): Promise<void> {
  const viewport = page.viewport();
  await page.evaluate(`${axe.source}; 0`);
  let result: AxeResult;
  // axe judges by one scroll position, in which the bar to leave lies over something; in a window as high as the
  // page it covers nothing. That it never hides the focus is a test of its own. A page that has grown meanwhile, as by
  // the section for files, is higher than its window again, and is looked at anew.
  do {
    const height = await page.evaluate('document.documentElement.scrollHeight');
    await page.setViewport({ width: 360, ...viewport, height: Number(height) + 100 });
    result = (await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(everyRule)} })`)) as AxeResult;
  } while (await page.evaluate('document.documentElement.scrollHeight > innerHeight'));
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

/** Looks at the first list of countries alone: they are long, and all alike. */
function thinned(html: string): string {
  const first = html.indexOf('</select>', html.indexOf('<option value="CH"'));
  return html.slice(0, first) + html.slice(first).replace(/<option value="[A-Z]{2}">[^<]*<\/option>/g, '');
}

/** What is wrong with markup that the server sent, as a browser sees it with scripts and without. */
export async function markupFaults(html: string): Promise<string[]> {
  const faults: string[] = [];
  for (const seen of new Set([withScripts(html), withoutScripts(html)])) {
    const { results } = await validator.validateString(thinned(seen));
    for (const { ruleId, message, selector } of results.flatMap(({ messages }) => messages)) {
      // Scripts write what a button of a pattern says.
      if (ruleId === 'text-content' && selector?.includes('template')) continue;
      faults.push(`${ruleId} ${message} ${selector}`);
    }
  }
  return faults;
}
