import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { everyPage } from './every-page.tsx';
import { markupRules } from './markup-rules.ts';

const validator = new HtmlValidate(markupRules);

describe.each([...everyPage()])('%s', (_name, html) => {
  test('is valid HTML', async () => {
    const report = await validator.validateString(html);
    const found = report.results.flatMap(({ messages }) => messages.map((each) => `${each.ruleId}: ${each.message}`));
    expect(found).toEqual([]);
  });

  test('has nothing that the content security policy refuses', () => {
    expect(html).toMatch(/<script src="\/assets\/[^"]+" defer="">/);
    expect(html).not.toMatch(/<[^>]+\s(?:style|on[a-z]+|hx-[a-z-]+)=/);
    expect(html).not.toMatch(/<style|<script(?! src=)|javascript:/);
  });

  test('has one heading of the first level and a neutral title', () => {
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    const title = /<title>(.*?)<\/title>/.exec(html)?.[1];
    expect(title).toMatch(/^[A-Z][a-z ]+(?:: Form)?$/);
    expect(title).not.toMatch(/MP|danger|rights|report/i);
  });

  test('turns autocomplete off on every control', () => {
    const controls = html.match(/<(?:input|select|textarea)\b[^>]*>/g) ?? [];
    expect(controls.filter((control) => !control.includes('autocomplete="off"'))).toEqual([]);
  });

  test('never cuts what is pasted and names no address but its own and the exit', () => {
    expect(html).not.toMatch(/maxlength|\srequired/i);
    const elsewhere = [...html.matchAll(/(?:href|src|action)="(?!\/|#)([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(elsewhere)).toEqual(new Set(['https://weather.example/']));
  });

  test('points at ids that exist', () => {
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]));
    const wanted = [...html.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/g)].flatMap((match) =>
      (match[1] ?? '').split(' '),
    );
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(links).toContain('main');
    expect([...wanted, ...links].filter((id) => !ids.has(id))).toEqual([]);
  });
});

test('only the landing page may be listed by search engines', () => {
  const listed = [...everyPage()].filter(([, html]) => !html.includes('content="noindex, nofollow"'));
  expect(listed.map(([name]) => name)).toEqual(['landing']);
});
