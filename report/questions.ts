import {
  maxChannels,
  maxEvents,
  maxLineLength,
  maxMps,
  maxNameLength,
  maxNarrativeLength,
  maxPerpetrators,
  maxProceedings,
  maxTextLength,
} from './limits.ts';
import type { VocabularyName } from './vocabulary.ts';

export type SectionId =
  | 'source'
  | 'contact'
  | 'mps'
  | 'situation'
  | 'facts'
  | 'law'
  | 'consent'
  | 'alert'
  | 'evidence'
  | 'update';

/** Things that can be told several times; `*` in a field stands for their number, counted from 0. */
export const groups = {
  'contact.channels': { max: maxChannels },
  mps: { max: maxMps },
  events: { max: maxEvents },
  perpetrators: { max: maxPerpetrators },
  proceedings: { max: maxProceedings },
} as const;
export type GroupId = keyof typeof groups;

/** Where somebody can be whose detention there is something to say about; people die in custody. */
const held = [
  'house_arrest',
  'detained_known',
  'detained_unknown_place',
  'hospital',
  'missing',
  'deceased',
  'unknown',
] as const;

/** A question that makes sense only after another answer. Without scripts it is always there and says so. */
export const conditions = {
  named: { field: 'source.identityMode', is: ['named_secretariat_only', 'named'] },
  sourceAtRisk: { field: 'source.atRisk', is: ['yes'] },
  chamberOther: { field: 'mps.*.chamber', is: ['other', 'transitional'] },
  hasDate: {
    field: 'urgency.triggers',
    is: ['deportation', 'execution_date', 'charged_in_detention', 'hearing_or_vote_soon'],
  },
  outOfSight: {
    field: 'status.whereabouts',
    is: [...held, 'in_hiding'],
  },
  held: { field: 'status.whereabouts', is: held },
  familyAtRisk: { field: 'family.atRisk', is: ['yes'] },
  noRemedies: { field: 'remedies.taken', is: ['none'] },
  immunityTouched: { field: 'immunity.status', is: ['lifted_by_vote', 'ignored', 'lifting_in_progress'] },
  isSelf: { field: 'source.relation', is: ['self'] },
} as const;
export type ConditionId = keyof typeof conditions;

/** Optional questions that stand together, folded until somebody wants them. */
export type PartId =
  | 'sourceMore'
  | 'contactMore'
  | 'trustedPerson'
  | 'mpMore'
  | 'mpMandate'
  | 'group'
  | 'detention'
  | 'health'
  | 'family'
  | 'reasons'
  | 'immunity'
  | 'remedies'
  | 'otherBodies'
  | 'consentMore'
  | 'fileMore'
  | 'updateConsent'
  | 'updateContact'
  | 'updateErasure';

interface Base {
  /** Dotted path in the answers, with `*` for the number of a repeated thing; also the name of the control. */
  readonly field: string;
  readonly section: SectionId;
  readonly required?: true;
  readonly part?: PartId;
  readonly when?: ConditionId;
  /** Name in the catalogues where it is not the field without its numbers. */
  readonly key?: string;
}
export interface ChoiceQuestion extends Base {
  /** `radios` cannot be taken back, so optional questions of one answer are a `select`. */
  readonly control: 'radios' | 'select' | 'checkboxes';
  readonly vocabulary: VocabularyName;
}
export interface TextQuestion extends Base {
  readonly control: 'text' | 'longtext';
  /** UTF-16 code units. */
  readonly maxLength: number;
  /** What machines read: an address that is written or dialled. Unseen marks are no part of it. */
  readonly isAddress?: true;
}
export interface PlainQuestion extends Base {
  /** `date` is a group of controls: `.year`, `.month`, `.day`, `.approx`, `.asWritten`. */
  readonly control: 'country' | 'countryOrUnknown' | 'date' | 'number' | 'confirm';
}
export type Question = ChoiceQuestion | TextQuestion | PlainQuestion;

const line = { control: 'text', maxLength: maxLineLength } as const;
const address = { ...line, isAddress: true } as const;
const personName = { control: 'text', maxLength: maxNameLength } as const;
const lines = { control: 'longtext', maxLength: maxTextLength } as const;
const account = { control: 'longtext', maxLength: maxNarrativeLength, required: true } as const;
const date = { control: 'date' } as const;
const yesNo = { control: 'select', vocabulary: 'yesNo' } as const;
const choice = (vocabulary: VocabularyName) => ({ control: 'radios', vocabulary, required: true }) as const;
const oneOf = (vocabulary: VocabularyName) => ({ control: 'select', vocabulary }) as const;
const someOf = (vocabulary: VocabularyName) => ({ control: 'checkboxes', vocabulary }) as const;
const confirm = { control: 'confirm' } as const;
const caseUse = { field: 'consent.caseUse', ...choice('caseUse') } as const;
const noReceipt = { field: 'receipt.none', ...confirm } as const;
const acknowledgement = { field: 'acknowledgement', control: 'confirm', required: true } as const;

/** Gives each question of a section its name. */
const inSection = (section: SectionId, list: readonly DistributiveOmit<Question, 'section'>[]): Question[] =>
  list.map((question) => ({ ...question, section }));
type DistributiveOmit<Type, Key extends PropertyKey> = Type extends unknown ? Omit<Type, Key> : never;

/**
 * The full report as data: which answer is asked where, by which control. Pages render it, `readForm` reads it
 * back; whether an answer is good is for `answers.ts` alone. A test holds the two lists of fields against each other.
 */
export const fullQuestions: readonly Question[] = [
  ...inSection('source', [
    { field: 'source.relation', ...choice('relation') },
    { field: 'source.identityMode', ...choice('identityMode') },
    { field: 'source.name', ...personName, when: 'named' },
    { field: 'source.organisation', ...line, when: 'named' },
    { field: 'source.role', ...line, when: 'named' },
    { field: 'source.howKnown', ...someOf('howKnown'), part: 'sourceMore' },
    { field: 'source.authorityToAct', ...oneOf('authority'), part: 'sourceMore' },
    { field: 'source.countryNow', control: 'country', part: 'sourceMore' },
    { field: 'source.languages', ...line, part: 'sourceMore' },
    { field: 'source.atRisk', ...yesNo, part: 'sourceMore' },
    { field: 'source.riskNote', ...lines, part: 'sourceMore', when: 'sourceAtRisk' },
  ]),
  ...inSection('contact', [
    { field: 'contact.channels.*.channel', ...oneOf('channel') },
    { field: 'contact.channels.*.address', ...address },
    noReceipt,
    { field: 'contact.avoid', ...someOf('avoid'), part: 'contactMore' },
    { field: 'contact.safeTimes', ...line, part: 'contactMore' },
    { field: 'contact.timezone', ...line, part: 'contactMore' },
    { field: 'contact.codeWord', ...line, part: 'contactMore' },
    { field: 'contact.publicKey', ...lines, isAddress: true, part: 'contactMore' },
    { field: 'contact.trustedPerson.name', ...personName, part: 'trustedPerson' },
    { field: 'contact.trustedPerson.channel', ...address, part: 'trustedPerson' },
    { field: 'contact.trustedPerson.knowsAboutReport', ...yesNo, part: 'trustedPerson' },
    { field: 'contact.ifSilent', ...lines, part: 'trustedPerson' },
  ]),
  ...inSection('mps', [
    { field: 'mps.*.fullName', ...personName, required: true },
    { field: 'mps.*.country', control: 'country', required: true },
    { field: 'mps.*.capacityThen', ...oneOf('capacity'), required: true },
    { field: 'mps.*.nameNative', ...personName, part: 'mpMore' },
    { field: 'mps.*.otherNames', ...line, part: 'mpMore' },
    { field: 'mps.*.party', ...line, part: 'mpMore' },
    { field: 'mps.*.affiliationThen', ...oneOf('affiliation'), part: 'mpMore' },
    { field: 'mps.*.constituency', ...line, part: 'mpMore' },
    { field: 'mps.*.gender', ...oneOf('gender'), part: 'mpMore' },
    { field: 'mps.*.birthYear', control: 'number', part: 'mpMore' },
    { field: 'mps.*.roles', ...someOf('role'), part: 'mpMore' },
    { field: 'mps.*.level', ...oneOf('level'), part: 'mpMandate' },
    { field: 'mps.*.chamber', ...oneOf('chamber'), part: 'mpMandate' },
    { field: 'mps.*.chamberText', ...line, part: 'mpMandate', when: 'chamberOther' },
    { field: 'mps.*.mandateStart', ...date, part: 'mpMandate' },
    { field: 'mps.*.mandateEnd', ...date, part: 'mpMandate' },
    { field: 'mps.*.mandateEndReason', ...oneOf('mandateEndReason'), part: 'mpMandate' },
    { field: 'group.size', control: 'number', part: 'group' },
    { field: 'group.note', ...lines, part: 'group' },
  ]),
  ...inSection('situation', [
    { field: 'urgency.self', ...choice('urgency') },
    { field: 'urgency.triggers', ...someOf('trigger') },
    { field: 'urgency.event', ...line, when: 'hasDate' },
    { field: 'urgency.eventDate', ...date, when: 'hasDate' },
    { field: 'status.whereabouts', ...oneOf('whereabouts') },
    { field: 'status.lastContact', ...date, when: 'outOfSight' },
    { field: 'status.lastSeenPlace', ...line, when: 'outOfSight' },
    { field: 'detention.place', ...line, part: 'detention', when: 'held' },
    { field: 'detention.authority', ...line, part: 'detention', when: 'held' },
    { field: 'detention.since', ...date, part: 'detention', when: 'held' },
    { field: 'detention.charge', ...line, part: 'detention', when: 'held' },
    { field: 'detention.lawyerAccess', ...yesNo, part: 'detention', when: 'held' },
    { field: 'detention.familyAccess', ...yesNo, part: 'detention', when: 'held' },
    { field: 'detention.doctorAccess', ...yesNo, part: 'detention', when: 'held' },
    { field: 'health.condition', ...lines, part: 'health' },
    { field: 'health.treatmentDenied', ...yesNo, part: 'health' },
    { field: 'family.atRisk', ...yesNo, part: 'family' },
    { field: 'family.note', ...lines, part: 'family', when: 'familyAtRisk' },
    { field: 'help.wanted', ...someOf('help') },
    { field: 'help.mustNot', ...lines },
  ]),
  ...inSection('facts', [
    { field: 'narrative', ...account },
    { field: 'narrativeLanguage', ...line },
    { field: 'violations', control: 'checkboxes', vocabulary: 'violation', required: true },
    { field: 'events.*.text', ...lines },
    { field: 'events.*.from', ...date },
    { field: 'events.*.to', ...date },
    { field: 'events.*.ongoing', ...confirm },
    { field: 'events.*.place', ...line },
    { field: 'events.*.violations', ...someOf('violation') },
    { field: 'events.*.perpetratorTypes', ...someOf('perpetrator') },
    { field: 'perpetrators.*.type', ...oneOf('perpetrator') },
    { field: 'perpetrators.*.nameOrUnit', ...line },
    { field: 'perpetrators.*.involvement', ...oneOf('involvement') },
    { field: 'perpetrators.*.certainty', ...oneOf('certainty') },
    { field: 'witnessesExist', ...yesNo },
    { field: 'mandateLink.types', ...someOf('mandateLink'), part: 'reasons' },
    { field: 'mandateLink.text', ...lines, part: 'reasons' },
    { field: 'flags.genderBased', ...yesNo, part: 'reasons' },
    { field: 'flags.sexualViolencePresent', ...yesNo, part: 'reasons' },
    { field: 'flags.online', ...yesNo, part: 'reasons' },
    { field: 'flags.againstFamily', ...yesNo, part: 'reasons' },
    { field: 'flags.againstStaff', ...yesNo, part: 'reasons' },
    { field: 'discriminationGrounds', ...someOf('discrimination'), part: 'reasons' },
  ]),
  ...inSection('law', [
    { field: 'proceedings.*.body', ...line },
    { field: 'proceedings.*.caseNo', ...line },
    { field: 'proceedings.*.chargeOrLaw', ...line },
    { field: 'proceedings.*.stage', ...line },
    { field: 'proceedings.*.nextDate', ...date },
    { field: 'proceedings.*.outcome', ...line },
    { field: 'immunity.status', ...oneOf('immunityStatus'), part: 'immunity' },
    { field: 'immunity.date', ...date, part: 'immunity', when: 'immunityTouched' },
    { field: 'remedies.taken', ...someOf('remedy'), part: 'remedies' },
    { field: 'remedies.noneReason', ...someOf('noRemedyReason'), part: 'remedies', when: 'noRemedies' },
    { field: 'remedies.result', ...lines, part: 'remedies' },
    { field: 'authoritiesReply', ...lines, part: 'remedies' },
    { field: 'otherBodies.told', ...someOf('otherBody'), part: 'otherBodies' },
    { field: 'otherBodies.references', ...lines, part: 'otherBodies' },
  ]),
  ...inSection('consent', [
    { field: 'consent.mp', ...choice('mpConsent') },
    caseUse,
    { field: 'consent.sourceName', ...oneOf('sourceName'), part: 'consentMore' },
    { field: 'consent.askFirst', ...someOf('askFirst'), part: 'consentMore' },
    { field: 'consent.partners', ...someOf('partner'), part: 'consentMore' },
    { field: 'consent.keepSecret', ...lines, part: 'consentMore' },
    { field: 'consent.sensitiveData', ...confirm, when: 'isSelf' },
    acknowledgement,
  ]),
];

/** The urgent alert: one screen; everything else can follow by the receipt code. */
export const alertQuestions: readonly Question[] = inSection('alert', [
  { field: 'narrative', ...account, key: 'alert.narrative' },
  { field: 'mp.fullName', ...personName, required: true },
  { field: 'mp.country', control: 'countryOrUnknown', required: true },
  { field: 'mp.description', ...lines },
  { field: 'contact.channels.0.channel', ...oneOf('channel') },
  { field: 'contact.channels.0.address', ...address },
  noReceipt,
  caseUse,
  acknowledgement,
]);

/** What somebody adds who has come back with the code; all of it may be left out but something. */
export const updateQuestions: readonly Question[] = inSection('update', [
  { field: 'narrative', control: 'longtext', maxLength: maxNarrativeLength, key: 'update.narrative' },
  { field: 'consent.caseUse', ...oneOf('newCaseUse'), key: 'update.caseUse', part: 'updateConsent' },
  { field: 'contact.channels.0.channel', ...oneOf('channel'), key: 'update.channel', part: 'updateContact' },
  { field: 'contact.channels.0.address', ...address, key: 'update.address', part: 'updateContact' },
  { field: 'erasure', ...oneOf('erasure'), key: 'update.erasure', part: 'updateErasure' },
]);

/** What is asked of a file; the name of its control has `files.` and the file's number before it. */
export const fileQuestions: readonly Question[] = inSection('evidence', [
  { field: 'kind', key: 'file.kind', ...oneOf('fileKind') },
  { field: 'description', key: 'file.description', ...lines },
  { field: 'origin', key: 'file.origin', ...oneOf('fileOrigin') },
  { field: 'hiddenData', key: 'file.hiddenData', ...oneOf('hiddenData') },
  { field: 'use', key: 'file.use', ...oneOf('fileUse') },
  { field: 'captured', key: 'file.captured', ...date, part: 'fileMore' },
  { field: 'sourceUrl', key: 'file.sourceUrl', ...address, part: 'fileMore' },
  { field: 'authenticity', key: 'file.authenticity', ...oneOf('authenticity'), part: 'fileMore' },
  { field: 'peopleVisible', key: 'file.peopleVisible', ...yesNo, part: 'fileMore' },
  { field: 'distressing', key: 'file.distressing', ...yesNo, part: 'fileMore' },
]);

/** The repeated group that a question belongs to; `null` for one that is asked once. */
export function groupOf({ field }: Question): GroupId | null {
  const at = field.indexOf('.*');
  return at === -1 ? null : (field.slice(0, at) as GroupId);
}
