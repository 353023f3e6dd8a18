import { expect, it } from 'vitest';
import { groups } from '../../report/questions.ts';
import { allowedIn } from '../../views/control-names.ts';
import { postedBy, tagsOf } from './as-seen.ts';
import { formPages } from './every-page.tsx';

const pages = [...formPages()].filter(([name]) => name.includes('plain'));

it.each(pages)('takes every value that the page "%s" can send', (name, html) => {
  const allowed = allowedIn(name.startsWith('alert') ? 'alert' : 'full');
  const names = tagsOf(html, 'input|select|textarea|button').flatMap(({ attributes }) => attributes.name ?? []);
  expect(names.length).toBeGreaterThan(9);
  expect(names.filter((each) => allowed(each) === 0)).toEqual([]);
  const posted = Object.entries(postedBy(html));
  expect(posted.filter(([each, values]) => values.length > allowed(each))).toEqual([]);
});

it('takes as many ticks as there are boxes, and one value of everything else', () => {
  const allowed = allowedIn('full');
  expect(allowed('violations')).toBeGreaterThan(10);
  expect(allowed('events.3.violations')).toBe(allowed('violations'));
  for (const name of ['narrative', 'mps.149.fullName', 'events.9.from.year', 'everyMp.party', 'do', 'blocks.mps'])
    expect(allowed(name), name).toBe(1);
});

it.each([
  '',
  '.',
  '.'.repeat(65_536),
  'mps',
  'mps.0',
  'mps.0.shoeSize',
  'mps.00.fullName',
  'mps.9999.x',
  'mps.*.fullName.x',
  'events.0.from',
  'files.100.kind',
  'files.0.file.x',
  '__proto__',
  'constructor',
])('takes nothing under a name that no control has', (name) => {
  expect(allowedIn('full')(name)).toBe(0);
});

it('takes nothing of the full report in an alert', () => {
  expect(allowedIn('alert')('narrative')).toBe(1);
  expect(allowedIn('alert')('contact.channels.0.address')).toBe(1);
  for (const name of ['mps.0.fullName', 'files.0.kind', 'paste.text', 'blocks.files', ...Object.keys(groups)])
    expect(allowedIn('alert')(name), name).toBe(0);
});
