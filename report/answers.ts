import * as z from 'zod/mini';
import {
  birthYears,
  maxChannels,
  maxEvents,
  maxGroupSize,
  maxLineLength,
  maxMps,
  maxNameLength,
  maxNarrativeLength,
  maxPerpetrators,
  maxProceedings,
  maxTextLength,
} from './limits.ts';
import { partialDate } from './partial-date.ts';
import { typedText } from './typed-text.ts';
import { type VocabularyName, vocabularies } from './vocabulary.ts';

const name = typedText(maxNameLength);
const line = typedText(maxLineLength);
const lines = typedText(maxTextLength);
const narrative = typedText(maxNarrativeLength);
const whole = (first: number, last: number) =>
  z.int('not_a_number').check(z.minimum(first, 'not_a_number'), z.maximum(last, 'not_a_number'));

const one = <Name extends VocabularyName>(vocabulary: Name) => z.enum(vocabularies[vocabulary]);
/** Several keys of a list, each once. */
const some = <Name extends VocabularyName>(vocabulary: Name) =>
  z.array(one(vocabulary)).check(
    z.minLength(1, 'required'),
    z.refine((keys) => new Set(keys).size === keys.length, 'repeated'),
  );
const yesNo = one('yesNo');
const optional = z.optional;
/** ISO 3166-1 alpha-2; XA to XZ, but for XK, are for invented cases. */
const country = z.string().check(z.regex(/^[A-Z]{2}$/, 'not_an_option'));
/** Good faith, no promise of protection, may be changed later but not unsaid where it was already used. */
const acknowledgement = z.literal(true);

/** Whoever cannot keep a code safely sends without one: it is thrown away, and nobody can come back. */
const receipt = optional(z.strictObject({ none: z.literal(true) }));

const channel = z.strictObject({ channel: optional(one('channel')), address: optional(line) });
/** Ranked: the safest way first. None at all means the receipt code alone. */
const channels = z.array(channel).check(z.minLength(1, 'required'), z.maxLength(maxChannels, 'too_many'));

const mp = z.strictObject({
  fullName: name,
  nameNative: optional(name),
  otherNames: optional(line),
  /** Country of the parliament. */
  country,
  level: optional(one('level')),
  chamber: optional(one('chamber')),
  chamberText: optional(line),
  capacityThen: one('capacity'),
  mandateStart: optional(partialDate),
  mandateEnd: optional(partialDate),
  mandateEndReason: optional(one('mandateEndReason')),
  constituency: optional(line),
  party: optional(line),
  affiliationThen: optional(one('affiliation')),
  gender: optional(one('gender')),
  birthYear: optional(whole(birthYears.first, birthYears.last)),
  roles: optional(some('role')),
});

const event = z.strictObject({
  from: optional(partialDate),
  to: optional(partialDate),
  ongoing: optional(z.literal(true)),
  place: optional(line),
  violations: optional(some('violation')),
  text: optional(lines),
  /** Kinds of those who did it; who they are stands under `perpetrators`. */
  perpetratorTypes: optional(some('perpetrator')),
});

const perpetrator = z.strictObject({
  type: optional(one('perpetrator')),
  nameOrUnit: optional(line),
  involvement: optional(one('involvement')),
  certainty: optional(one('certainty')),
});

const proceeding = z.strictObject({
  body: optional(line),
  caseNo: optional(line),
  chargeOrLaw: optional(line),
  stage: optional(line),
  nextDate: optional(partialDate),
  outcome: optional(line),
});

/**
 * What a submitter answers in a full report; the form, the plain way and the reading room all judge by this.
 * Machine keys are English and stay when labels change. An answer that is not there was not given.
 */
export const fullAnswers = z.strictObject({
  source: z.strictObject({
    relation: one('relation'),
    identityMode: one('identityMode'),
    name: optional(name),
    organisation: optional(line),
    role: optional(line),
    authorityToAct: optional(one('authority')),
    countryNow: optional(country),
    languages: optional(line),
    howKnown: optional(some('howKnown')),
    atRisk: optional(yesNo),
    riskNote: optional(lines),
  }),
  contact: optional(
    z.strictObject({
      channels: optional(channels),
      safeTimes: optional(line),
      timezone: optional(line),
      avoid: optional(some('avoid')),
      /** Either side can ask for it, to know the other. */
      codeWord: optional(line),
      trustedPerson: optional(
        z.strictObject({
          name: optional(name),
          channel: optional(line),
          knowsAboutReport: optional(yesNo),
        }),
      ),
      ifSilent: optional(lines),
      /** age or OpenPGP, as text. */
      publicKey: optional(lines),
    }),
  ),
  receipt,
  mps: z.array(mp).check(z.minLength(1, 'required'), z.maxLength(maxMps, 'too_many')),
  /** A group too long to list. */
  group: optional(z.strictObject({ size: optional(whole(1, maxGroupSize)), note: optional(lines) })),
  urgency: z.strictObject({
    self: one('urgency'),
    triggers: optional(some('trigger')),
    event: optional(line),
    eventDate: optional(partialDate),
  }),
  status: optional(
    z.strictObject({
      whereabouts: optional(one('whereabouts')),
      lastContact: optional(partialDate),
      lastSeenPlace: optional(line),
    }),
  ),
  detention: optional(
    z.strictObject({
      place: optional(line),
      authority: optional(line),
      since: optional(partialDate),
      charge: optional(line),
      lawyerAccess: optional(yesNo),
      familyAccess: optional(yesNo),
      doctorAccess: optional(yesNo),
    }),
  ),
  health: optional(z.strictObject({ condition: optional(lines), treatmentDenied: optional(yesNo) })),
  family: optional(z.strictObject({ atRisk: optional(yesNo), note: optional(lines) })),
  help: optional(z.strictObject({ wanted: optional(some('help')), mustNot: optional(lines) })),
  narrative,
  narrativeLanguage: optional(line),
  violations: some('violation'),
  events: optional(z.array(event).check(z.minLength(1, 'required'), z.maxLength(maxEvents, 'too_many'))),
  mandateLink: optional(z.strictObject({ types: optional(some('mandateLink')), text: optional(lines) })),
  flags: optional(
    z.strictObject({
      genderBased: optional(yesNo),
      sexualViolencePresent: optional(yesNo),
      online: optional(yesNo),
      againstFamily: optional(yesNo),
      againstStaff: optional(yesNo),
    }),
  ),
  discriminationGrounds: optional(some('discrimination')),
  perpetrators: optional(
    z.array(perpetrator).check(z.minLength(1, 'required'), z.maxLength(maxPerpetrators, 'too_many')),
  ),
  witnessesExist: optional(yesNo),
  proceedings: optional(z.array(proceeding).check(z.minLength(1, 'required'), z.maxLength(maxProceedings, 'too_many'))),
  immunity: optional(z.strictObject({ status: optional(one('immunityStatus')), date: optional(partialDate) })),
  remedies: optional(
    z.strictObject({
      taken: optional(some('remedy')),
      noneReason: optional(some('noRemedyReason')),
      result: optional(lines),
    }),
  ),
  authoritiesReply: optional(lines),
  otherBodies: optional(z.strictObject({ told: optional(some('otherBody')), references: optional(lines) })),
  consent: z.strictObject({
    mp: one('mpConsent'),
    caseUse: one('caseUse'),
    sourceName: optional(one('sourceName')),
    askFirst: optional(some('askFirst')),
    partners: optional(some('partner')),
    keepSecret: optional(lines),
    sensitiveData: optional(z.literal(true)),
  }),
  acknowledgement,
});

/**
 * What somebody in a hurry answers; details follow as updates of the same thread. Whoever does not know the name
 * describes the person instead, and a country may be `unknown`.
 */
export const alertAnswers = z.strictObject({
  mp: z
    .strictObject({
      fullName: optional(name),
      country: z.union([z.literal('unknown'), country], 'not_an_option'),
      description: optional(lines),
    })
    .check(
      z.refine((given) => given.fullName !== undefined || given.description !== undefined, {
        path: ['fullName'],
        error: 'required',
        // Also when the country is still missing: both are told at once.
        when: ({ value }) => typeof value === 'object' && value !== null,
      }),
    ),
  narrative,
  contact: optional(z.strictObject({ channels: optional(channels) })),
  receipt,
  consent: z.strictObject({ caseUse: one('caseUse') }),
  acknowledgement,
});

/** What a submitter adds to an earlier report of the same thread; files may come with nothing else. */
export const updateAnswers = z.strictObject({
  /** An answer to a question, more facts, or a correction. */
  narrative: optional(narrative),
  /** How far the report may go from now on. Less counts at once, more only once a person has asked back. */
  consent: optional(z.strictObject({ caseUse: one('newCaseUse') })),
  /** Another way to be reached; counts once a person has asked back by the old one. */
  contact: optional(z.strictObject({ channels: optional(channels) })),
  /** Whether everything is to be erased, or not any more. Nothing is deleted by asking. */
  erasure: optional(one('erasure')),
});

/** The same from its own form, where something is to be said. */
export const updateFormAnswers = updateAnswers.check(
  z.refine((given) => Object.values(given).some((each) => each !== undefined), {
    path: ['narrative'],
    error: 'required',
  }),
);

export type FullAnswers = z.infer<typeof fullAnswers>;
export type AlertAnswers = z.infer<typeof alertAnswers>;
export type UpdateAnswers = z.infer<typeof updateAnswers>;
