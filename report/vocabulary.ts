/**
 * The controlled lists of the report. Keys are what `report.json` holds; labels live in the catalogues.
 * Most protective option first where an order has a meaning.
 *
 * Source: public documents of the committee. Some keys rest on inference until IPU confirms them; changing one is a
 * change of data, not of code.
 */
export const vocabularies = {
  relation: [
    'self',
    'family',
    'legal_representative',
    'fellow_mp_same_country',
    'fellow_mp_other_country',
    'political_party',
    'ngo_national',
    'ngo_international',
    'intergovernmental',
    'other',
  ],
  identityMode: ['withheld_for_now', 'named_secretariat_only', 'named'],
  capacity: [
    'sitting',
    'elect_not_seated',
    'substitute_seated',
    'appointed',
    'suspended',
    'mandate_ended_by_coup_or_dissolution',
    'former',
    'candidate_only',
    'unknown',
  ],
  urgency: ['immediate_48h', 'days', 'weeks', 'not_urgent', 'unsure'],
  violation: [
    'murder',
    'enforced_disappearance',
    'abduction',
    'torture_ill_treatment',
    'threats_intimidation',
    'arbitrary_detention',
    'inhumane_detention_conditions',
    'no_due_process_investigation',
    'unfair_trial',
    'excessive_delays',
    'no_right_of_appeal',
    'no_due_process_parliament',
    'freedom_expression',
    'freedom_assembly_association',
    'freedom_movement',
    'mandate_invalidation',
    'mandate_suspension_revocation',
    'mandate_obstruction',
    'immunity',
    'impunity',
    'other',
    'not_sure',
  ],
  mpConsent: ['is_self', 'mp_agreed', 'family_agreed', 'mp_unreachable', 'mp_not_asked', 'mp_objects'],
  caseUse: ['secretariat_only', 'committee_only', 'raise_with_authorities', 'public'],
} as const;

export type VocabularyName = keyof typeof vocabularies;
