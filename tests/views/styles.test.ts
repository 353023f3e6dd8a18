import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../views/styles/main.css', import.meta.url), 'utf8');

function colours(block: string | undefined): Record<string, string> {
  return Object.fromEntries([...(block ?? '').matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex = ''): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string | undefined, other: string | undefined): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const modes = css.match(/:root \{[^}]*\}/g) ?? [];

test.each([
  ['light', modes[0]],
  ['dark', modes[1]],
])('every pair of colours has enough contrast in %s mode', (_mode, block) => {
  const colour = colours(block);
  expect(Object.keys(colour)).toHaveLength(8);
  for (const ground of [colour.ground, colour.raised]) {
    for (const text of [colour.text, colour.quiet, colour.accent, colour.wrong]) {
      expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colour.edge, ground)).toBeGreaterThanOrEqual(3);
  }
  expect(contrast(colour['on-accent'], colour.accent)).toBeGreaterThanOrEqual(4.5);
});

test('uses logical properties alone, so that right-to-left is no second design', () => {
  expect(css).toContain('inline-start');
  // Where cells stand in their row is the same in every direction.
  const directed = css.replace(/vertical-align: top;/g, '');
  expect(directed).not.toMatch(/(?:^|[\s;-])(?:left|right|top|bottom)\s*[:;]|-(?:left|right|top|bottom)\b/m);
  expect(css).not.toMatch(/(?:^|[\s;])(?:min-|max-)?(?:width|height):/m);
});

test('loads nothing and weighs less than 11 KB', () => {
  expect(css.length).toBeGreaterThan(1000);
  expect(css).not.toMatch(/url\(|@import|@font-face/);
  expect(css.length).toBeLessThan(11 * 1024);
});

test('uncovers the stalled message after five seconds unless the page is ready', () => {
  expect(css).toMatch(/\.stalled \{[^}]*visibility: hidden;[^}]*animation: uncover 0s 5s both;/);
  expect(css).toContain('html[data-ready] .stalled');
});

test('keeps what gets the focus clear of a bar of two lines', () => {
  const rem = (pattern: RegExp) => Number(pattern.exec(css)?.[1]);
  const bar = 2 * rem(/\.exit \{[^}]*padding: ([\d.]+)rem/) + 1 / 16;
  const edges = 2 * rem(/\.quick-exit \{[^}]*padding: ([\d.]+)rem/) + 4 / 16;
  const line = rem(/font:\s+([\d.]+)rem/) * rem(/\.quick-exit \{[^}]*line-height: ([\d.]+);/);
  expect(line).toBeGreaterThan(1);
  expect(css).toContain('scroll-padding-block: 1rem calc(var(--exit-block) + 1rem);');
  expect(rem(/--exit-block: ([\d.]+)rem/)).toBeGreaterThanOrEqual(bar + edges + 2 * line);
});
