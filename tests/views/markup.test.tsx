import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import doors from '../../views/doors.json' with { type: 'json' };
import { tagsOf, withoutScripts, withScripts } from './as-seen.ts';
import { everyPage, formPages } from './every-page.tsx';
import { catalogues, english, messagesFor } from './languages.ts';
import { markupRules } from './markup-rules.ts';

const validator = new HtmlValidate(markupRules);
const exit = 'https://weather.example/';

/** Keeps two of each list of countries: they are many and all alike, and one page is looked at with all of them. */
const thinned = (html: string): string =>
  html.replace(/<option value="(?!AF|CH)[A-Z]{2}"(?: data-[a-z]+="[^"]*")?>[^<]*<\/option>/g, '');
const wholePage = 'full, sealed';

/** What is wrong with a page, as a browser sees it with scripts and without. */
async function mistakesIn(name: string, html: string): Promise<string[]> {
  const found: string[] = [];
  const looked = name === wholePage ? html : thinned(html);
  for (const seen of new Set([withScripts(looked), withoutScripts(looked)])) {
    const { results } = await validator.validateString(seen);
    for (const { ruleId, message, selector } of results.flatMap(({ messages }) => messages)) {
      // Scripts write what a button of a pattern says.
      if (ruleId === 'text-content' && selector?.includes('template')) continue;
      found.push(`${ruleId}: ${message}`);
    }
  }
  return found;
}

/** Of several elements that a page has by the same id, the id. */
function repeatedIds(html: string): string[] {
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? '');
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}

/** Ids that something refers to and that nothing has. */
function missingIds(html: string): string[] {
  const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]));
  const wanted = [...html.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/g)].flatMap((match) =>
    (match[1] ?? '').split(' '),
  );
  const links = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(links).toContain('main');
  return [...wanted, ...links].filter((id) => !ids.has(id));
}

describe.each([...everyPage()])('%s', (name, html) => {
  test('is valid HTML', async () => {
    expect(await mistakesIn(name, html)).toEqual([]);
  });

  test('has nothing that the content security policy refuses', () => {
    expect(html).toMatch(/<script src="\/assets\/[^"]+" (?:async|defer)="">/);
    const tags = html.match(/<[a-z][^>]*>/g) ?? [];
    expect(tags.filter((tag) => /\s(?:style|on[a-z]+|hx-[a-z-]+)=/.test(tag))).toEqual([]);
    expect(html).not.toMatch(/<style|<script(?! src=)|javascript:/);
  });

  test('has one heading of the first level', () => {
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
  });

  test('turns autocomplete off on every control itself, and on every form', () => {
    const controls = tagsOf(html, 'input|select|textarea|form');
    expect(controls.filter(({ attributes }) => attributes.autocomplete !== 'off')).toEqual([]);
  });

  test('never cuts what is pasted and names no address but its own, the exit and other places to turn to', () => {
    expect(html).not.toMatch(/\s(?:maxlength|required)\b(?=[^<]*>)/i);
    const elsewhere = [...html.matchAll(/\s(?:href|src|action|formaction)="(?!\/(?!\/)|#)([^"]*)"/g)];
    const allowed = name.startsWith('doors') ? [exit, ...doors.doors.map(({ url }) => url)] : [exit];
    expect(new Set(elsewhere.map((match) => match[1]))).toEqual(new Set(allowed));
  });

  test('has each id once, and every one that something points at', () => {
    for (const seen of [withScripts(html), withoutScripts(html)]) {
      expect(repeatedIds(seen)).toEqual([]);
      expect(missingIds(seen)).toEqual([]);
    }
  });
});

test('only the landing page may be listed by search engines', () => {
  const listed = [...everyPage()].filter(([, html]) => !html.includes('content="noindex, nofollow"'));
  expect(listed.map(([name]) => name)).toEqual(['landing']);
});

/** Words of a sentence that say something. */
const wordsOf = (text: string) => (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word.length > 2);

describe.each([...catalogues.keys()])('in %s', (language) => {
  const messages = messagesFor(language);

  test('every page says its language and direction', () => {
    const { direction } = catalogues.get(language)?.meta ?? english.meta;
    for (const [name, html] of everyPage(messages))
      expect(html, name).toContain(`<html lang="${language}" dir="${direction}">`);
  });

  test('titles name neither this site nor what it is for: they stay in tabs, histories and screenshots', () => {
    const telling = new Set([...wordsOf(messages.t('site.name')), ...wordsOf(messages.t('site.owner'))]);
    expect(telling.size).toBeGreaterThan(3);
    for (const [name, html] of everyPage(messages)) {
      const title = /<title>([^<]+)<\/title>/.exec(html)?.[1] ?? '';
      expect(wordsOf(title).length, name).toBeGreaterThan(0);
      expect(
        wordsOf(title).filter((word) => telling.has(word)),
        `${name}: ${title}`,
      ).toEqual([]);
      expect(title, name).not.toMatch(/\bMPs?\b|danger|rights|report|parl/i);
      expect(title.length, name).toBeLessThan(60);
    }
  });

  // English is among the pages above; the forms as they are served first are looked at in each language by a journey.
  if (language === 'en') return;
  const pages = formPages(messages);
  test.each(['full, plain with every mistake', 'alert, plain with every mistake'])(
    'the page "%s" is valid HTML, whatever its sentences hold',
    async (name) => {
      const html = pages.get(name) ?? '';
      expect(html).toContain('</html>');
      expect(await mistakesIn(name, html)).toEqual([]);
      expect(missingIds(withScripts(html))).toEqual([]);
    },
  );
});
