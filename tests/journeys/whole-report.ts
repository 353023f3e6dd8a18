import type { Filling } from './filling.ts';

export const narrative = 'هددوها بالقتل بعد التصويت. 🕊\nThey came at night: "open!" <b>& left</b>.';
/** Every question answered. */
export const filling: Filling = [
  ['source.relation', 'choose', 'legal_representative'],
  ['source.identityMode', 'choose', 'named_secretariat_only'],
  ['mps.0.fullName', 'type', 'نائبة Ñandú'],
  ['mps.0.country', 'select', 'XB'],
  ['mps.0.capacityThen', 'choose', 'elect_not_seated'],
  ['urgency.self', 'choose', 'immediate_48h'],
  ['narrative', 'type', narrative],
  ['violations', 'choose', 'threats_intimidation'],
  ['violations', 'choose', 'freedom_expression'],
  ['consent.mp', 'choose', 'mp_agreed'],
  ['consent.caseUse', 'choose', 'raise_with_authorities'],
  ['acknowledgement', 'choose', 'yes'],
];
/** What the opened report must say of it, written by hand. */
export const answers = {
  source: { relation: 'legal_representative', identityMode: 'named_secretariat_only' },
  mps: [{ fullName: 'نائبة Ñandú', country: 'XB', capacityThen: 'elect_not_seated' }],
  urgency: { self: 'immediate_48h' },
  narrative,
  violations: ['threats_intimidation', 'freedom_expression'],
  consent: { mp: 'mp_agreed', caseUse: 'raise_with_authorities' },
  acknowledgement: true,
};
