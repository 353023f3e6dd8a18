import { expect, it } from 'vitest';
import type { FieldError } from '../../report/field-errors.ts';
import { isTouched } from '../../views/is-touched.ts';

const error = (field: string): FieldError => ({ field, code: 'required', message: `error.${field}.required` });

it.each([
  ['a field that is answered', { 'mps.0.party': 'Green' }, ['mps.0.nameNative', 'mps.0.party']],
  ['a piece of a date', { 'mps.0.mandateStart.year': '2031' }, ['mps.0.mandateStart']],
  ['something in a block', { 'contact.channels.2.address': 'x' }, ['contact.channels.2']],
  ['one tick of several', { 'mps.0.roles': ['', 'speaker'] }, ['mps.0.roles']],
  ['white space, which somebody typed', { 'mps.0.party': ' ' }, ['mps.0.party']],
])('is touched by %s', (_what, values, fields) => {
  expect(isTouched({ values, errors: [] }, fields)).toBe(true);
});

it.each([
  ['nothing at all', {}, ['mps.0']],
  ['blank answers', { 'mps.0.party': '', 'mps.0.roles': ['', ''] }, ['mps.0']],
  ['another block, whose number begins alike', { 'mps.10.party': 'x' }, ['mps.1']],
  ['another field, whose name begins alike', { 'mps.0.chamberText': 'x' }, ['mps.0.chamber']],
  ['what stands above', { mps: 'x' }, ['mps.0']],
  ['names that every object has', {}, ['constructor', '__proto__', 'toString']],
])('is not touched by %s', (_what, values, fields) => {
  expect(isTouched({ values, errors: [] }, fields)).toBe(false);
});

it('takes no more of a name apart than a page asks for', () => {
  const values = { [`mps.0${'.'.repeat(65_536)}`]: 'x', [`${'.'.repeat(65_536)}`]: 'x' };
  expect(isTouched({ values, errors: [] }, ['mps.0'])).toBe(true);
  expect(isTouched({ values, errors: [] }, ['mps.1'])).toBe(false);
});

it('is touched by something to mend', () => {
  expect(isTouched({ values: {}, errors: [error('mps.3.country')] }, ['mps.3'])).toBe(true);
  expect(isTouched({ values: {}, errors: [error('mps.3.country')] }, ['mps.2'])).toBe(false);
});
