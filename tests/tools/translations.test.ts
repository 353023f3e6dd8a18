import { describe, expect, test } from 'vitest';
import { findProblems } from '../../tools/translation-check.ts';
import { sourceHashes, stamped } from '../../tools/translation-source.ts';
import type { Catalogue } from '../../views/messages.ts';
import { catalogues, english as realEnglish } from '../views/languages.ts';

/** Catalogues of a few sentences, whose keys need not be those of the site. */
function catalogueOf(language: string, messages: Record<string, string>, meta: Partial<Catalogue['meta']> = {}) {
  return {
    meta: { language, direction: 'ltr', name: language, reviewed: {}, ...meta },
    messages,
  } as Catalogue;
}

const sentences = {
  'site.name': 'Report',
  'site.build': 'Build {build}',
  'safety.lead': 'Look around. There {count, plural, one {is # person} other {are # people}}.',
};
const english = stamped(catalogueOf('en', sentences), catalogueOf('en', sentences));
const french = stamped(
  catalogueOf('fr', {
    'site.name': 'Signaler',
    'site.build': 'Version {build}',
    'safety.lead':
      'Regardez autour de vous. Il y a {count, plural, one {# personne} many {# personnes} other {# personnes}}.',
  }),
  english,
);
const saying = (messages: Record<string, string>): Catalogue => ({
  ...french,
  messages: { ...french.messages, ...messages },
});
const with_ = (meta: Partial<Catalogue['meta']>): Catalogue => ({ ...french, meta: { ...french.meta, ...meta } });

test('finds nothing in whole catalogues', () => {
  expect(findProblems(english, english)).toEqual([]);
  expect(findProblems(french, english)).toEqual([]);
});

const { 'site.name': _, ...lacking } = french.messages as Record<string, string>;
describe('finds each planted defect, and no other', () => {
  test.each<[string, Catalogue, RegExp]>([
    ['a missing sentence', { ...french, messages: lacking }, /^site\.name is missing/],
    ['a sentence that English lacks', saying({ 'site.more': 'Plus' }), /^site\.more is no key of en\.json/],
    ['an empty sentence', saying({ 'site.name': ' ' }), /^site\.name is empty/],
    ['ICU that cannot be read', saying({ 'site.build': 'Version {build' }), /^site\.build is not ICU/],
    [
      'a placeholder of another name',
      saying({ 'site.build': 'Version {version}' }),
      /^site\.build has the placeholders version: argument; English has build: argument/,
    ],
    [
      'a placeholder too many',
      saying({ 'site.name': 'Signaler {build}' }),
      /^site\.name has the placeholders build: argument; English has none/,
    ],
    [
      'a placeholder of another kind',
      saying({ 'site.build': 'Version {build, number}' }),
      /build: number; English has build: argument/,
    ],
    [
      'a plural without its branches',
      saying({ 'safety.lead': '{count, plural, other {#}}' }),
      /^safety\.lead lacks one and many in the plural of count/,
    ],
    ['another direction', with_({ direction: 'rtl' }), /^meta\.direction is rtl, but the language is written ltr/],
    ['a group without a reader', with_({ reviewed: { site: 'no' } }), /^meta\.reviewed does not name the group safety/],
    [
      'a reader without a day',
      with_({ reviewed: { site: 'somebody', safety: 'no' } }),
      /^meta\.reviewed\.site is neither/,
    ],
    ['a group that is gone', with_({ reviewed: { site: 'no', safety: 'no', old: 'no' } }), /^meta names the group old/],
    ['a stale group', with_({ source: { ...french.meta.source, site: '0'.repeat(12) } }), /^site is stale/],
  ])('%s', (_name, catalogue, problem) => {
    expect(findProblems(catalogue, english)).toEqual([expect.stringMatching(problem)]);
  });
});

test('a change of one English sentence makes its group stale and unread, and no other', () => {
  const reviewed = { site: 'A. Reader, 2027-01-31', safety: 'B. Reader, 2027-01-31' };
  const changed = { ...english, messages: { ...english.messages, 'site.name': 'Tell us' } };
  expect(findProblems(with_({ reviewed }), changed)).toEqual([expect.stringMatching(/^site is stale/)]);
  const again = stamped(with_({ reviewed }), changed);
  expect(findProblems(again, changed)).toEqual([]);
  expect(again.meta.reviewed).toEqual({ ...reviewed, site: 'no' });
});

test('the hash of a group does not depend on the order of its sentences', () => {
  const turned = catalogueOf('en', Object.fromEntries(Object.entries(sentences).reverse()));
  expect(sourceHashes(turned)).toEqual(sourceHashes(english));
  expect(sourceHashes(english)).toEqual({
    safety: expect.stringMatching(/^[0-9a-f]{12}$/),
    site: expect.stringMatching(/^[0-9a-f]{12}$/),
  });
});

test.each([...catalogues])('the catalogue of %s is whole', (_language, catalogue) => {
  expect(findProblems(catalogue, realEnglish)).toEqual([]);
});
