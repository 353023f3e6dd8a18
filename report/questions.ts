import { maxNameLength, maxNarrativeLength } from './answers.ts';
import type { VocabularyName } from './vocabulary.ts';

export type SectionId = 'source' | 'mp' | 'situation' | 'facts' | 'consent';
/** Sections in the order of the page. */
export const sections: readonly SectionId[] = ['source', 'mp', 'situation', 'facts', 'consent'];

interface Base {
  /** Dotted path in the answers, and the name of the form control. */
  readonly field: string;
  readonly section: SectionId;
  readonly required: boolean;
}
export interface ChoiceQuestion extends Base {
  readonly control: 'radios' | 'checkboxes';
  readonly vocabulary: VocabularyName;
}
export interface TextQuestion extends Base {
  readonly control: 'text' | 'longtext';
  /** UTF-16 code units. */
  readonly maxLength: number;
}
export interface CountryQuestion extends Base {
  readonly control: 'country';
}
export interface ConfirmQuestion extends Base {
  readonly control: 'confirm';
}
export type Question = ChoiceQuestion | TextQuestion | CountryQuestion | ConfirmQuestion;

/**
 * The form as data: which answer is asked where, by which control. Pages render it, `answersFrom` reads it back;
 * whether an answer is good is for `answers.ts` alone. A test holds the two lists of fields against each other.
 */
export const questions: readonly Question[] = [
  { field: 'source.relation', section: 'source', control: 'radios', vocabulary: 'relation', required: true },
  { field: 'source.identityMode', section: 'source', control: 'radios', vocabulary: 'identityMode', required: true },
  { field: 'mps.0.fullName', section: 'mp', control: 'text', maxLength: maxNameLength, required: true },
  { field: 'mps.0.country', section: 'mp', control: 'country', required: true },
  { field: 'mps.0.capacityThen', section: 'mp', control: 'radios', vocabulary: 'capacity', required: true },
  { field: 'urgency.self', section: 'situation', control: 'radios', vocabulary: 'urgency', required: true },
  { field: 'narrative', section: 'facts', control: 'longtext', maxLength: maxNarrativeLength, required: true },
  { field: 'violations', section: 'facts', control: 'checkboxes', vocabulary: 'violation', required: true },
  { field: 'consent.mp', section: 'consent', control: 'radios', vocabulary: 'mpConsent', required: true },
  { field: 'consent.caseUse', section: 'consent', control: 'radios', vocabulary: 'caseUse', required: true },
  { field: 'acknowledgement', section: 'consent', control: 'confirm', required: true },
];
