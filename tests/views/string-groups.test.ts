import { expect, test } from 'vitest';
import { groupOf, isGated } from '../../views/string-groups.ts';

test.each([
  ['site.name', 'site'],
  ['question.narrative.hint', 'question'],
  ['option.relation.family', 'option'],
  ['error.consent.mp.required', 'error'],
  ['landing.lead', 'landing'],
  ['question.consentless.label', 'question'],
  ['plaintext.title', 'plaintext'],
  ['option.partnership.none', 'option'],
  ['question.consent.mp.label', 'consent'],
  ['question.acknowledgement.label', 'consent'],
  ['question.source.identityMode.hint', 'consent'],
  ['option.caseUse.public', 'consent'],
  ['optionHint.mpConsent.mp_objects', 'consent'],
  ['option.partner.none', 'consent'],
  ['safety.before.title', 'safety'],
  ['exit.button', 'safety'],
  ['plain.sees', 'safety'],
  ['noscript.title', 'safety'],
  ['landing.notEmergency.text', 'safety'],
  ['landing.limits.spied', 'safety'],
])('%s is read with the group %s', (key, group) => {
  expect(groupOf(key)).toBe(group);
  expect(isGated(groupOf(key))).toBe(group === 'consent' || group === 'safety');
});
