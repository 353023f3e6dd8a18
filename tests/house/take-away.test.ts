import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { describe, expect, inject, it } from 'vitest';
import { withInline } from '../../tools/take-away.ts';
import { withoutScripts, withScripts } from '../views/as-seen.ts';
import { catalogues } from '../views/languages.ts';
import { markupRules } from '../views/markup-rules.ts';

const kib = 1024;
const languages = [...catalogues.keys()];
const dist = inject('builtSite');
const path = join(dist, 'public/take-away.html');
const html = readFileSync(path, 'utf8');

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const all = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? '');
const policy = () =>
  Object.fromEntries(
    (/http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '')
      .replaceAll('&#39;', "'")
      .split('; ')
      .map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]),
  );
/** What is not text of a script or style. */
const markup = () => html.replace(/(<(script|style)[^>]*>)[\s\S]*?(<\/\2>)/g, '$1$3');

describe('the take-away form', () => {
  it('runs one script and one style sheet, each named by its hash, before which the policy stands', () => {
    const scripts = all(/<script>([\s\S]*?)<\/script>/g);
    const styles = all(/<style>([\s\S]*?)<\/style>/g);
    expect(scripts).toHaveLength(1);
    expect(scripts[0]?.length).toBeGreaterThan(50_000);
    expect(styles).toHaveLength(1);
    expect(policy()['script-src']).toBe(hashOf(scripts[0] ?? ''));
    expect(policy()['style-src']).toBe(hashOf(styles[0] ?? ''));
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(?:style|script|link|template)/));
    expect(html.indexOf('<meta charset="utf-8"')).toBeLessThan(1024 - '<meta charset="utf-8"/>'.length);
  });

  it('has a policy that lets nothing out', () => {
    expect(policy()).toMatchObject({
      'default-src': "'none'",
      'connect-src': "'none'",
      'form-action': "'none'",
      'base-uri': "'none'",
      'frame-src': "'none'",
      'img-src': 'data:',
      'worker-src': 'blob:',
      'require-trusted-types-for': "'script'",
    });
  });

  it('names no address that a browser would ask for, and no link leads out of it', () => {
    expect(markup()).toContain('https://report.example/ar/sealed');
    const addresses = [...markup().matchAll(/\s(?:src|href|action|formaction|srcset|data|poster)="([^"]*)"/g)].map(
      (match) => match[1],
    );
    expect(addresses.length).toBeGreaterThan(20);
    expect([...new Set(addresses)].filter((each) => !each?.startsWith('#')).sort()).toEqual(['about:blank', 'data:,']);
    expect(markup()).not.toMatch(/\sstyle="|\son[a-z]+="|<(?:iframe|object|embed|img|base)\b/);
    expect(readFileSync(join(dist, 'public/en/report.html'), 'utf8')).toMatch(/ href="\/assets\//);
  });

  it('has every language of the site, each the whole form', () => {
    expect(languages.length).toBeGreaterThan(4);
    const [first, ...others] = languages;
    expect(html).toContain(`<html lang="${first}"`);
    expect(all(/<template lang="([^"]+)"/g)).toEqual(others);
    expect(all(/(data-section="evidence")/g)).toHaveLength(languages.length);
  });

  it('is valid HTML', async () => {
    const validator = new HtmlValidate(markupRules);
    const page = markup()
      .replace(/<template lang=[\s\S]*?<\/template>(?=<template lang=|<\/head>)/g, '')
      .replace(/<option value="(?!AF|CH)[A-Z]{2}">[^<]*<\/option>/g, '');
    expect(page).toContain('data-section="evidence"');
    for (const seen of [withScripts(page), withoutScripts(page)]) {
      const { results } = await validator.validateString(seen);
      const faults = results.flatMap(({ messages }) => messages);
      // Scripts write what a button of a pattern says.
      const isPattern = ({ ruleId, selector }: (typeof faults)[number]) =>
        ruleId === 'text-content' && selector?.includes('template');
      expect(faults.filter((each) => !isPattern(each)).map(({ ruleId, message }) => `${ruleId} ${message}`)).toEqual(
        [],
      );
    }
  });

  it('comes with its SHA-256 beside the build, for sha256sum, and with compressed twins', () => {
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(readFileSync(join(dist, 'take-away.html.sha256'), 'utf8')).toBe(`${sha256}  take-away.html\n`);
    expect(statSync(`${path}.br`).size).toBeLessThanOrEqual(228 * kib);
    expect(statSync(`${path}.gz`).size).toBeLessThanOrEqual(370 * kib);
    expect(html.length).toBeLessThanOrEqual(2.5 * kib * kib);
  });

  it('is not put together from what would end an element early', () => {
    const inline = { style: '', script: '', 'copy-worker': '', 'paste-worker': '' };
    const places = Object.keys(inline).map((name) => `<script data-inline="${name}"></script>`);
    expect(withInline(places.join(''), { ...inline, script: 'go()' })).toContain('<script>go()</script>');
    for (const script of ['"</script>"', '"<!-- "', '"<SCRIPT"'])
      expect(() => withInline(places.join(''), { ...inline, script })).toThrow(/holds/);
    expect(() => withInline(places.slice(1).join(''), inline)).toThrow('no one place for style');
  });
});
