import * as z from 'zod/mini';
import { vocabularies } from './vocabulary.ts';

/** Longest account of what happened, in UTF-16 code units, as text areas count. */
export const maxNarrativeLength = 20_000;
/** Longest name of a person, in UTF-16 code units. One field: many people have a single name. */
export const maxNameLength = 300;
/** Most MPs in one report: a coup can unseat a whole chamber. */
export const maxMps = 150;

/** Text that holds more than white space; kept exactly as typed. */
const text = (maxLength: number) => z.string().check(z.regex(/\S/, 'required'), z.maxLength(maxLength, 'too_long'));

const mp = z.strictObject({
  fullName: text(maxNameLength),
  /** ISO 3166-1 alpha-2 of the parliament's country; XA to XZ are for invented cases. */
  country: z.string().check(z.regex(/^[A-Z]{2}$/, 'not_an_option')),
  capacityThen: z.enum(vocabularies.capacity),
});

/**
 * What a submitter answers in a full report; the form, the plain way and the reading room all judge by this.
 * Machine keys are English and stay when labels change.
 */
export const fullAnswers = z.strictObject({
  source: z.strictObject({
    relation: z.enum(vocabularies.relation),
    identityMode: z.enum(vocabularies.identityMode),
  }),
  mps: z.array(mp).check(z.minLength(1, 'required'), z.maxLength(maxMps, 'too_many')),
  urgency: z.strictObject({ self: z.enum(vocabularies.urgency) }),
  narrative: text(maxNarrativeLength),
  violations: z.array(z.enum(vocabularies.violation)).check(
    z.minLength(1, 'required'),
    z.refine((keys) => new Set(keys).size === keys.length, 'repeated'),
  ),
  consent: z.strictObject({
    mp: z.enum(vocabularies.mpConsent),
    caseUse: z.enum(vocabularies.caseUse),
  }),
  /** Good faith, no promise of protection, may be changed later but not unsaid where it was already used. */
  acknowledgement: z.literal(true),
});

/** What a submitter adds to an earlier report of the same thread. */
export const updateAnswers = z.strictObject({ narrative: text(maxNarrativeLength) });

export type FullAnswers = z.infer<typeof fullAnswers>;
