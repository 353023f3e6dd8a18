import type { VocabularyName } from '../report/vocabulary.ts';

/** Groups whose sentences can cost a life when they are wrong: no site speaks them unread, unless its settings say so. */
export const gatedGroups = ['safety', 'consent'] as const;
export type GatedGroup = (typeof gatedGroups)[number];

/** Vocabularies whose terms say how far a report may go. */
const consentVocabularies = [
  'mpConsent',
  'caseUse',
  'newCaseUse',
  'erasure',
  'sourceName',
  'askFirst',
  'partner',
  'identityMode',
  'fileUse',
  'hiddenData',
] as const satisfies readonly VocabularyName[];

/** What the keys of a gated group begin with, in whole words. */
const beginnings: Readonly<Record<GatedGroup, readonly string[]>> = {
  safety: ['safety', 'exit', 'plain', 'noscript', 'landing.notEmergency', 'landing.limits'],
  consent: [
    'question.consent',
    'question.acknowledgement',
    'question.source.identityMode',
    'question.file.use',
    'question.file.hiddenData',
    'question.update.caseUse',
    'question.update.erasure',
    ...consentVocabularies.flatMap((name) => [`option.${name}`, `optionHint.${name}`]),
  ],
};

const patterns = gatedGroups.map(
  (group) => [group, new RegExp(`^(?:${beginnings[group].join('|').replaceAll('.', '\\.')})(?![a-z0-9])`)] as const,
);

/** The group that a sentence is read and reviewed in: `safety`, `consent`, else the first part of its key. */
export function groupOf(key: string): string {
  return patterns.find(([, pattern]) => pattern.test(key))?.[0] ?? key.split('.')[0] ?? key;
}

export function isGated(group: string): group is GatedGroup {
  return gatedGroups.some((gated) => gated === group);
}
