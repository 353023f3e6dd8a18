import { formFields } from '../../tools/form-fields.ts';
import type { Filling } from './filling.ts';

export const narrative = 'هددوها بالقتل بعد التصويت. 🕊\nThey came at night: "open!" <b>& left</b>.';

/** What the opened report must say, written by hand: every answer that is needed, and no more. */
export const answers = {
  source: { relation: 'legal_representative', identityMode: 'withheld_for_now' },
  mps: [{ fullName: 'نائبة Ñandú', country: 'XB', capacityThen: 'elect_not_seated' }],
  urgency: { self: 'immediate_48h' },
  narrative,
  violations: ['threats_intimidation', 'freedom_expression'],
  consent: { mp: 'mp_agreed', caseUse: 'raise_with_authorities' },
  acknowledgement: true,
};

/** The controls that say it. */
export const filling: Filling = formFields(answers);
