import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { questions } from '../../report/questions.ts';
import { vocabularies } from '../../report/vocabulary.ts';
import { sendProblems } from '../../views/components/problem-list.tsx';
import { fieldId, fieldKey } from '../../views/field-id.ts';
import { type MessageKey, messagesFor } from '../../views/messages.ts';
import { ReportPage } from '../../views/pages/report.tsx';
import { render } from '../../views/render.ts';
import { allErrors, contextWith, everyPage } from './every-page.tsx';

const messages = messagesFor('en');
const page = (name: string) => everyPage().get(name) ?? '';
const sealed = page('report');
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** The markup as a browser sees it that runs scripts: the content of noscript is text. */
const withScripts = (html: string) => html.replace(/<noscript>.*?<\/noscript>/gs, '');
const templatesOut = (html: string) => html.replace(/<template.*?<\/template>/gs, '');

describe.each(questions.map((question) => [question.field, question] as const))('%s', (field, question) => {
  test.each(['report', 'report, plain'])('is asked on the page "%s" with its name, id and label', (name) => {
    const html = page(name);
    expect(html).toMatch(new RegExp(`<(?:input|select|textarea)[^>]* id="${fieldId(field)}" name="${field}"`));
    expect(html).toContain(`>${escaped(messages.t(`question.${fieldKey(field)}.label` as MessageKey))}</`);
  });

  if ('vocabulary' in question) {
    test('offers every term with a label, in order, and none chosen', () => {
      const html = sealed.match(new RegExp(`<fieldset id="${fieldId(field)}-group".*?</fieldset>`, 's'))?.[0] ?? '';
      const offered = [...html.matchAll(/value="([^"]+)".*?<label[^>]*>([^<]+)</gs)].map((match) => [
        match[1],
        match[2],
      ]);
      const expected = vocabularies[question.vocabulary].map((term) => [
        term,
        escaped(messages.t(`option.${question.vocabulary}.${term}` as MessageKey)),
      ]);
      expect(offered).toEqual(expected);
      expect(html).not.toContain('checked');
    });
  }
});

test('shows again what was typed, letter by letter', () => {
  const values = {
    'source.relation': 'family',
    'mps.0.fullName': 'အောင် "<b>',
    'mps.0.country': 'XA',
    narrative: '\nFirst line\nمرحبا </textarea>',
    violations: ['murder', 'not_sure'],
    acknowledgement: 'yes',
  };
  const html = render(<ReportPage context={contextWith()} way="plain" values={values} />);
  expect(html).toContain('value="အောင် &quot;&lt;b&gt;"');
  expect(html).toContain('>\n\nFirst line\nمرحبا &lt;/textarea&gt;</textarea>');
  expect(html).toContain('<option value="XA" selected="">Testland XA (invented)</option>');
  const ticked = [...html.matchAll(/value="([^"]+)" checked=""/g)].map((match) => match[1]);
  expect(ticked).toEqual(['family', 'murder', 'not_sure', 'yes']);
});

test('shows each error in the summary and at its control, in the order of the page', () => {
  const html = page('report, plain with errors');
  const links = [...html.matchAll(/<li><a href="#([^"]+)">([^<]+)<\/a>/g)].map((match) => [match[1], match[2]]);
  expect(links.map(([id]) => id)).toEqual(questions.map(({ field }) => fieldId(field)));
  for (const [id, sentence] of links) expect(html).toContain(`id="${id}-error">${sentence}</p>`);
  expect(allErrors()).toHaveLength(questions.length);
  expect(html.match(/aria-invalid="true"/g)).toHaveLength(questions.length);
});

test('can send nothing natively while scripts run', () => {
  expect(sealed).toContain('formaction="/en/report"');
  const html = templatesOut(withScripts(sealed));
  expect(html).toMatch(/<form id="report" method="dialog" novalidate/);
  expect(html).not.toMatch(/type="submit"|<button(?! type=)|type="image"|method="post"|\saction=/);
});

test('says first of all, with scripts off, what the server will see', () => {
  const main = sealed.slice(sealed.indexOf('<main'));
  expect(main).toMatch(/^<main id="main" tabindex="-1"><noscript>/);
  expect(main.indexOf(messages.t('noscript.seal'))).toBeLessThan(main.indexOf('<h1'));
});

test('offers no open post where the server refuses it', () => {
  expect(sealed).toContain('/en/report/plain');
  const refusing = page('report, refusing');
  expect(refusing).toContain(messages.t('noscript.refuse'));
  expect(refusing).not.toMatch(/\/en\/report\/plain|type="submit"|formaction/);
});

test('the plain way loads no sealing script and posts to its own address', () => {
  expect(sealed).toContain('/assets/report-0a.js');
  const plain = page('report, plain');
  expect(plain).not.toMatch(/report-0a|seal-worker|<noscript><div|<template/);
  expect(plain).toContain('<form id="report" method="post" action="/en/report/plain/form" novalidate');
});

test('has a hidden place for every problem and every sentence that a script writes', () => {
  for (const id of sendProblems) expect(sealed).toContain(`<div data-problem="${id}" hidden="">`);
  const attribute = /data-messages="([^"]+)"/.exec(sealed)?.[1] ?? '';
  const sentences = JSON.parse(attribute.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'));
  for (const { message } of allErrors()) expect(sentences[message]).toBeTypeOf('string');
  expect(sentences['error.narrative.too_long']).toContain('20,000');
});

test.each(['report', 'report, plain'])('the page "%s" weighs at most 18 KB with brotli', (name) => {
  const bytes = brotliCompressSync(page(name), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  expect(bytes).toBeGreaterThan(2000);
  expect(bytes).toBeLessThanOrEqual(18 * 1024);
});
