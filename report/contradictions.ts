import type { FullAnswers } from './answers.ts';
import { type FileUses, goesFurther } from './file-use.ts';
import type { Filled } from './form.ts';
import type { PartialDate } from './partial-date.ts';
import { conditions } from './questions.ts';
import { vocabularies } from './vocabulary.ts';

/** Two answers that do not fit together. They are shown to the submitter and to the team, and refused by nobody. */
export interface Contradiction {
  readonly id: ContradictionId;
  /** Fields to look at again, with the number in the answers. */
  readonly fields: readonly string[];
}

type Find = (answers: FullAnswers, uses: FileUses) => readonly string[] | false;

/** Whether a list that says "none" says something else too. */
const saysNoneAndMore = (list: readonly string[] | undefined, none: string): boolean =>
  list?.includes(none) === true && list.length > 1;

/** Whether one date is surely before another, as far as both are known and neither is only about then. */
function isBefore(one: PartialDate | undefined, other: PartialDate | undefined): boolean {
  if (!one?.value || !other?.value || one.approx || other.approx) return false;
  const length = Math.min(one.value.length, other.value.length);
  return one.value.slice(0, length) < other.value.slice(0, length);
}

/** Whether a report may go no further than another answer asks it to go. */
const staysShortOf = ({ consent }: FullAnswers, caseUse: FullAnswers['consent']['caseUse']): boolean =>
  vocabularies.caseUse.indexOf(consent.caseUse) < vocabularies.caseUse.indexOf(caseUse);

/** How far a report must be allowed to go for a help that somebody asks for. */
const useFor = {
  hearing: 'committee_only',
  trial_observation: 'raise_with_authorities',
  visit_or_mission: 'raise_with_authorities',
  parliaments_solidarity: 'raise_with_authorities',
} as const;

const isHeld = (whereabouts: string): boolean => conditions.held.is.some((each) => each === whereabouts);

const rules = {
  named_without_name: ({ source }) =>
    source.identityMode !== 'withheld_for_now' && source.name === undefined && ['source.identityMode', 'source.name'],
  name_though_withheld: ({ source }) =>
    source.identityMode === 'withheld_for_now' &&
    (source.name ?? source.organisation ?? source.role) !== undefined && ['source.identityMode', 'source.name'],
  name_wider_than_identity: ({ source, consent }) =>
    source.identityMode !== 'named' &&
    consent.sourceName !== undefined &&
    consent.sourceName !== 'never' && ['source.identityMode', 'consent.sourceName'],
  self_but_other: ({ source, consent }) =>
    (source.relation === 'self') !== (consent.mp === 'is_self') && ['source.relation', 'consent.mp'],
  channel_without_address: ({ contact }) =>
    contact?.channels?.flatMap(({ channel, address }, at) =>
      channel !== undefined &&
      channel !== 'receipt_only' &&
      channel !== 'none' &&
      channel !== 'via_trusted_person' &&
      address === undefined
        ? [`contact.channels.${at}.address`]
        : [],
    ) ?? false,
  address_without_channel: ({ contact }) =>
    contact?.channels?.flatMap(({ channel, address }, at) =>
      channel === undefined && address !== undefined ? [`contact.channels.${at}.channel`] : [],
    ) ?? false,
  no_contact_and_more: ({ contact }) =>
    saysNoneAndMore(
      contact?.channels?.flatMap(({ channel }) => channel ?? []),
      'none',
    ) && ['contact.channels.0.channel'],
  no_way_back: ({ contact, receipt }) =>
    receipt?.none === true &&
    !contact?.channels?.some(({ address }) => address !== undefined) &&
    contact?.trustedPerson === undefined && ['receipt.none', 'contact.channels.0.address'],
  trusted_person_missing: ({ contact }) =>
    contact?.channels?.some(({ channel }) => channel === 'via_trusted_person') === true &&
    contact.trustedPerson === undefined && ['contact.channels.0.channel', 'contact.trustedPerson.name'],
  mandate_ends_before_start: ({ mps }) =>
    mps.flatMap(({ mandateStart, mandateEnd }, at) =>
      isBefore(mandateEnd, mandateStart) ? [`mps.${at}.mandateStart`, `mps.${at}.mandateEnd`] : [],
    ),
  event_ends_before_start: ({ events = [] }) =>
    events.flatMap(({ from, to }, at) => (isBefore(to, from) ? [`events.${at}.from`, `events.${at}.to`] : [])),
  event_ongoing_but_ended: ({ events = [] }) =>
    events.flatMap(({ to, ongoing }, at) => (ongoing && to ? [`events.${at}.ongoing`, `events.${at}.to`] : [])),
  free_but_detained: ({ status, detention }) =>
    detention !== undefined &&
    status?.whereabouts !== undefined &&
    !isHeld(status.whereabouts) && ['status.whereabouts', 'detention.place'],
  not_urgent_but_triggers: ({ urgency }) =>
    urgency.self === 'not_urgent' && urgency.triggers !== undefined && ['urgency.self', 'urgency.triggers'],
  record_only_and_more: ({ help }) => saysNoneAndMore(help?.wanted, 'record_only') && ['help.wanted'],
  not_sure_and_more: ({ violations }) => saysNoneAndMore(violations, 'not_sure') && ['violations'],
  no_immunity_but_violated: ({ violations, immunity }) =>
    immunity?.status === 'not_applicable' && violations.includes('immunity') && ['immunity.status', 'violations'],
  no_remedies_and_more: ({ remedies }) => saysNoneAndMore(remedies?.taken, 'none') && ['remedies.taken'],
  no_bodies_and_more: ({ otherBodies }) => saysNoneAndMore(otherBodies?.told, 'none') && ['otherBodies.told'],
  no_partners_and_more: ({ consent }) => saysNoneAndMore(consent.partners, 'none') && ['consent.partners'],
  objects_but_wide: ({ consent }) =>
    consent.mp === 'mp_objects' && consent.caseUse !== 'secretariat_only' && ['consent.mp', 'consent.caseUse'],
  partners_but_narrow: (answers) =>
    answers.consent.partners?.some((each) => each !== 'none') === true &&
    (answers.consent.mp === 'mp_objects' || staysShortOf(answers, 'raise_with_authorities')) && [
      'consent.partners',
      'consent.caseUse',
    ],
  name_further_than_report: ({ consent }) =>
    consent.sourceName !== undefined &&
    vocabularies.sourceName.indexOf(consent.sourceName) > vocabularies.caseUse.indexOf(consent.caseUse) && [
      'consent.sourceName',
      'consent.caseUse',
    ],
  file_further_than_report: ({ consent }, uses) => {
    const found = uses.flatMap((use, at) => (goesFurther(use, consent.caseUse) ? [`files.${at}.use`] : []));
    return found.length > 0 && [...found, 'consent.caseUse'];
  },
  help_further_than_report: (answers) =>
    Object.entries(useFor).some(
      ([help, use]) => answers.help?.wanted?.some((each) => each === help) === true && staysShortOf(answers, use),
    ) && ['help.wanted', 'consent.caseUse'],
  public_help_without_consent: ({ consent, help }) =>
    consent.caseUse !== 'public' &&
    help?.wanted?.includes('public_statement') === true && ['help.wanted', 'consent.caseUse'],
  authorities_without_consent: ({ consent, help }) =>
    (consent.caseUse === 'secretariat_only' || consent.caseUse === 'committee_only') &&
    help?.wanted?.includes('confidential_contact_authorities') === true && ['help.wanted', 'consent.caseUse'],
} as const satisfies Readonly<Record<string, Find>>;

export type ContradictionId = keyof typeof rules;
export const contradictionIds = Object.keys(rules) as readonly ContradictionId[];

/**
 * Finds what does not fit together in good answers; an alert is too short to contradict itself.
 * @param uses of files that came along.
 */
export function contradictionsIn(filled: Filled, uses: FileUses = []): Contradiction[] {
  if (filled.kind !== 'new') return [];
  return contradictionIds.flatMap((id) => {
    const fields = (rules[id] as Find)(filled.answers, uses);
    return fields && fields.length > 0 ? [{ id, fields }] : [];
  });
}
