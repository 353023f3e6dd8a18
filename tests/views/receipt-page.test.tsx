import { expect, test } from 'vitest';
import { ReceiptPage } from '../../views/pages/receipt.tsx';
import { render } from '../../views/render.ts';
import { tagsOf } from './as-seen.ts';
import { contextWith } from './every-page.tsx';

const page = (kind: 'slip' | 'unknown') =>
  render(<ReceiptPage context={contextWith()} way="plain" result={{ kind }} code="12345" />);
const field = (html: string) => tagsOf(html, 'input').find(({ attributes }) => attributes.id === 'code')?.attributes;

test('says in the title, at the field and by its heading that a code is none', () => {
  const html = page('slip');
  expect(html).toContain('<title>Please check: Code</title>');
  expect(field(html)).toMatchObject({ 'aria-invalid': 'true', 'aria-describedby': 'code-hint code-error' });
  expect(html).toMatch(/<section id="result"[^>]* aria-labelledby="result-slip"/);
  expect(html).toContain('<h2 id="result-slip">');
});

test('finds no fault with a code that is one', () => {
  const html = page('unknown');
  expect(html).toContain('<title>Code</title>');
  expect(field(html)?.['aria-invalid']).toBeUndefined();
  expect(html).toMatch(/<section id="result"[^>]* aria-labelledby="result-unknown"/);
});
