import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FullAnswers, fullAnswers } from '../../report/answers.ts';
import { type ContradictionId, contradictionIds, contradictionsIn } from '../../report/contradictions.ts';
import type { FileUses } from '../../report/file-use.ts';
import { checkAnswers } from '../../report/form.ts';
import { formFields } from '../../tools/form-fields.ts';
import { anyAlertAnswers, anyFullAnswers } from './any-answers.ts';
import { fieldsOf } from './schema-fields.ts';
import { wholeAlert, wholeAnswers } from './whole-answers.ts';

/** The shortest full report; nothing in it contradicts itself. */
const plain: FullAnswers = {
  source: { relation: 'family', identityMode: 'withheld_for_now' },
  mps: [{ fullName: 'نادية مثال', country: 'XA', capacityThen: 'sitting' }],
  urgency: { self: 'days' },
  narrative: 'x',
  violations: ['murder'],
  consent: { mp: 'family_agreed', caseUse: 'raise_with_authorities' },
  acknowledgement: true,
};
const { source, urgency, consent } = plain;
const [mp] = plain.mps as [FullAnswers['mps'][number]];
const named = { ...source, identityMode: 'named', name: 'Ana' } as const;

const found = (change: Partial<FullAnswers>, uses?: FileUses) =>
  contradictionsIn({ kind: 'new', answers: fullAnswers.parse({ ...plain, ...change }) }, uses);

type Changes = readonly Partial<FullAnswers>[];

/** For each rule answers that break it, with the fields that are named, and answers close by that do not. */
const cases: Readonly<
  Record<ContradictionId, { breaks: [Partial<FullAnswers>, string[], FileUses?][]; keeps: Changes }>
> = {
  named_without_name: {
    breaks: [
      [{ source: { ...source, identityMode: 'named' } }, ['source.identityMode', 'source.name']],
      [
        { source: { ...source, identityMode: 'named_secretariat_only', organisation: 'x' } },
        ['source.identityMode', 'source.name'],
      ],
    ],
    keeps: [{ source: named }],
  },
  name_though_withheld: {
    breaks: [
      [{ source: { ...source, name: 'Ana' } }, ['source.identityMode', 'source.name']],
      [{ source: { ...source, role: 'x' } }, ['source.identityMode', 'source.name']],
    ],
    keeps: [{ source: named }],
  },
  name_wider_than_identity: {
    breaks: [[{ consent: { ...consent, sourceName: 'committee' } }, ['source.identityMode', 'consent.sourceName']]],
    keeps: [
      { consent: { ...consent, sourceName: 'never' } },
      { source: named, consent: { ...consent, sourceName: 'authorities' } },
    ],
  },
  self_but_other: {
    breaks: [
      [{ source: { ...source, relation: 'self' } }, ['source.relation', 'consent.mp']],
      [{ consent: { ...consent, mp: 'is_self' } }, ['source.relation', 'consent.mp']],
    ],
    keeps: [{ source: { ...source, relation: 'self' }, consent: { ...consent, mp: 'is_self' } }],
  },
  channel_without_address: {
    breaks: [
      [
        { contact: { channels: [{ channel: 'signal', address: 'x' }, { channel: 'phone' }, { channel: 'post' }] } },
        ['contact.channels.1.address', 'contact.channels.2.address'],
      ],
    ],
    keeps: [
      { contact: { channels: [{ channel: 'receipt_only' }] } },
      { contact: { channels: [{ channel: 'none' }] } },
      { contact: { channels: [{ channel: 'via_trusted_person' }], trustedPerson: { name: 'Bo' } } },
      { contact: { channels: [{ channel: 'phone', address: 'x' }] } },
    ],
  },
  address_without_channel: {
    breaks: [
      [{ contact: { channels: [{ channel: 'receipt_only' }, { address: 'x' }] } }, ['contact.channels.1.channel']],
    ],
    keeps: [{ contact: { channels: [{ channel: 'email', address: 'x' }] } }, { contact: { safeTimes: 'x' } }],
  },
  no_way_back: {
    breaks: [
      [{ receipt: { none: true } }, ['receipt.none', 'contact.channels.0.address']],
      [
        { receipt: { none: true }, contact: { channels: [{ channel: 'receipt_only' }] } },
        ['receipt.none', 'contact.channels.0.address'],
      ],
    ],
    keeps: [
      { receipt: { none: true }, contact: { channels: [{ channel: 'phone', address: 'x' }] } },
      { receipt: { none: true }, contact: { trustedPerson: { name: 'Ana' } } },
    ],
  },
  no_contact_and_more: {
    breaks: [
      [
        { contact: { channels: [{ channel: 'none' }, { channel: 'phone', address: 'x' }] } },
        ['contact.channels.0.channel'],
      ],
    ],
    keeps: [{ contact: { channels: [{ channel: 'receipt_only' }, { channel: 'phone', address: 'x' }] } }],
  },
  trusted_person_missing: {
    breaks: [
      [
        { contact: { channels: [{ channel: 'via_trusted_person', address: 'x' }] } },
        ['contact.channels.0.channel', 'contact.trustedPerson.name'],
      ],
    ],
    keeps: [{ contact: { channels: [{ channel: 'via_trusted_person' }], trustedPerson: { channel: 'x' } } }],
  },
  mandate_ends_before_start: {
    breaks: [
      [
        { mps: [mp, { ...mp, mandateStart: { value: '2031-03' }, mandateEnd: { value: '2031-02-28' } }] },
        ['mps.1.mandateStart', 'mps.1.mandateEnd'],
      ],
      [
        { mps: [{ ...mp, mandateStart: { value: '2031' }, mandateEnd: { value: '2030-12-31' } }] },
        ['mps.0.mandateStart', 'mps.0.mandateEnd'],
      ],
    ],
    keeps: [
      { mps: [{ ...mp, mandateStart: { value: '2031-03-04' }, mandateEnd: { value: '2031-03' } }] },
      { mps: [{ ...mp, mandateStart: { value: '2031-03-04' }, mandateEnd: { value: '2031' } }] },
      { mps: [{ ...mp, mandateStart: { value: '2031' }, mandateEnd: { value: '2031' } }] },
      { mps: [{ ...mp, mandateStart: { value: '2031' }, mandateEnd: { value: '2030', approx: true } }] },
      { mps: [{ ...mp, mandateStart: { value: '2031' }, mandateEnd: { asWritten: '1452' } }] },
    ],
  },
  event_ends_before_start: {
    breaks: [
      [
        { events: [{ place: 'x' }, { from: { value: '2031-03-04' }, to: { value: '2031-03-03' } }] },
        ['events.1.from', 'events.1.to'],
      ],
    ],
    keeps: [
      { events: [{ from: { value: '2031-03-04' }, to: { value: '2031-03-04' } }] },
      { events: [{ from: { value: '2031-03-04', approx: true }, to: { value: '2031-03-03' } }] },
    ],
  },
  event_ongoing_but_ended: {
    breaks: [[{ events: [{ ongoing: true, to: { value: '2031' } }] }, ['events.0.ongoing', 'events.0.to']]],
    keeps: [{ events: [{ ongoing: true, from: { value: '2031' } }] }, { events: [{ to: { value: '2031' } }] }],
  },
  free_but_detained: {
    breaks: [
      [{ status: { whereabouts: 'free' }, detention: { place: 'x' } }, ['status.whereabouts', 'detention.place']],
      [
        { status: { whereabouts: 'in_exile' }, detention: { lawyerAccess: 'no' } },
        ['status.whereabouts', 'detention.place'],
      ],
    ],
    keeps: [
      { status: { whereabouts: 'free' } },
      { detention: { place: 'x' } },
      { status: { whereabouts: 'hospital' }, detention: { place: 'x' } },
      // Died in custody.
      { status: { whereabouts: 'deceased' }, detention: { place: 'x' } },
    ],
  },
  not_urgent_but_triggers: {
    breaks: [[{ urgency: { self: 'not_urgent', triggers: ['torture'] } }, ['urgency.self', 'urgency.triggers']]],
    keeps: [{ urgency: { self: 'not_urgent' } }, { urgency: { ...urgency, triggers: ['torture'] } }],
  },
  record_only_and_more: {
    breaks: [[{ help: { wanted: ['record_only', 'hearing'] } }, ['help.wanted']]],
    keeps: [{ help: { wanted: ['record_only'] } }, { help: { wanted: ['hearing', 'visit_or_mission'] } }],
  },
  not_sure_and_more: {
    breaks: [[{ violations: ['murder', 'not_sure'] }, ['violations']]],
    keeps: [{ violations: ['not_sure'] }],
  },
  no_immunity_but_violated: {
    breaks: [[{ immunity: { status: 'not_applicable' }, violations: ['immunity'] }, ['immunity.status', 'violations']]],
    keeps: [{ immunity: { status: 'not_applicable' } }, { immunity: { status: 'ignored' }, violations: ['immunity'] }],
  },
  no_remedies_and_more: {
    breaks: [[{ remedies: { taken: ['police', 'none'] } }, ['remedies.taken']]],
    keeps: [{ remedies: { taken: ['none'] } }, { remedies: { result: 'x' } }],
  },
  no_bodies_and_more: {
    breaks: [[{ otherBodies: { told: ['none', 'icrc'] } }, ['otherBodies.told']]],
    keeps: [{ otherBodies: { told: ['none'], references: 'x' } }],
  },
  no_partners_and_more: {
    breaks: [[{ consent: { ...consent, partners: ['none', 'pga_ep'] } }, ['consent.partners']]],
    keeps: [{ consent: { ...consent, partners: ['none'] } }],
  },
  objects_but_wide: {
    breaks: [
      [{ consent: { mp: 'mp_objects', caseUse: 'committee_only' } }, ['consent.mp', 'consent.caseUse']],
      [{ consent: { mp: 'mp_objects', caseUse: 'public' } }, ['consent.mp', 'consent.caseUse']],
    ],
    keeps: [{ consent: { mp: 'mp_objects', caseUse: 'secretariat_only' } }],
  },
  partners_but_narrow: {
    breaks: [
      [
        { consent: { ...consent, caseUse: 'committee_only', partners: ['un_mechanisms'] } },
        ['consent.partners', 'consent.caseUse'],
      ],
      [
        { consent: { mp: 'mp_objects', caseUse: 'secretariat_only', partners: ['parliaments'] } },
        ['consent.partners', 'consent.caseUse'],
      ],
    ],
    keeps: [
      { consent: { mp: 'mp_objects', caseUse: 'secretariat_only', partners: ['none'] } },
      { consent: { ...consent, caseUse: 'raise_with_authorities', partners: ['parliaments'] } },
    ],
  },
  name_further_than_report: {
    breaks: [
      [
        { source: named, consent: { ...consent, caseUse: 'committee_only', sourceName: 'public' } },
        ['consent.sourceName', 'consent.caseUse'],
      ],
    ],
    keeps: [{ source: named, consent: { ...consent, caseUse: 'committee_only', sourceName: 'committee' } }],
  },
  file_further_than_report: {
    breaks: [
      [
        { consent: { ...consent, caseUse: 'committee_only' } },
        ['files.1.use', 'files.3.use', 'consent.caseUse'],
        [undefined, 'authorities', 'committee', 'public'],
      ],
      [
        { consent: { ...consent, caseUse: 'secretariat_only' } },
        ['files.0.use', 'consent.caseUse'],
        ['committee', 'secretariat_only', undefined],
      ],
    ],
    keeps: [{ consent: { ...consent, caseUse: 'committee_only' } }],
  },
  help_further_than_report: {
    breaks: [
      [
        { help: { wanted: ['hearing'] }, consent: { ...consent, caseUse: 'secretariat_only' } },
        ['help.wanted', 'consent.caseUse'],
      ],
      [
        { help: { wanted: ['visit_or_mission'] }, consent: { ...consent, caseUse: 'committee_only' } },
        ['help.wanted', 'consent.caseUse'],
      ],
    ],
    keeps: [
      { help: { wanted: ['hearing'] }, consent: { ...consent, caseUse: 'committee_only' } },
      { help: { wanted: ['parliaments_solidarity'] }, consent: { ...consent, caseUse: 'raise_with_authorities' } },
      { help: { wanted: ['record_only'] } },
    ],
  },
  public_help_without_consent: {
    breaks: [[{ help: { wanted: ['public_statement'] } }, ['help.wanted', 'consent.caseUse']]],
    keeps: [{ help: { wanted: ['public_statement'] }, consent: { ...consent, caseUse: 'public' } }],
  },
  authorities_without_consent: {
    breaks: [
      [
        {
          help: { wanted: ['confidential_contact_authorities'] },
          consent: { ...consent, caseUse: 'committee_only' },
        },
        ['help.wanted', 'consent.caseUse'],
      ],
    ],
    keeps: [{ help: { wanted: ['confidential_contact_authorities'] } }],
  },
};

it('has a case for each rule', () => {
  expect(Object.keys(cases).toSorted()).toEqual([...contradictionIds].toSorted());
});

it('finds nothing in answers that fit together', () => {
  expect(found({})).toEqual([]);
  expect(contradictionsIn({ kind: 'new', answers: wholeAnswers })).toEqual([]);
  expect(contradictionsIn({ kind: 'urgent_alert', answers: wholeAlert })).toEqual([]);
});

describe.each(contradictionIds)('%s', (id) => {
  it('is found, with the fields to look at again, and nothing else with it', () => {
    expect(cases[id].breaks.length).toBeGreaterThan(0);
    for (const [change, fields, uses] of cases[id].breaks) expect(found(change, uses)).toEqual([{ id, fields }]);
  });

  it('is not found close by', () => {
    expect(cases[id].keeps.length).toBeGreaterThan(0);
    for (const change of cases[id].keeps)
      expect(found(change, id === 'file_further_than_report' ? ['committee', undefined] : [])).toEqual([]);
  });
});

it('is judged for whatever answers are good, and names fields that exist', () => {
  const fields = new Set(fieldsOf(fullAnswers).map(({ field }) => field));
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyFullAnswers, (answers) => {
      for (const contradiction of contradictionsIn({ kind: 'new', answers })) {
        seen.add(contradiction.id);
        for (const field of contradiction.fields) expect(fields).toContain(field.replace(/\.\d+(?=\.)/, '.*'));
      }
    }),
    { numRuns: 500 },
  );
  expect(seen.size).toBeGreaterThan(10);
  fc.assert(
    fc.property(anyAlertAnswers, (answers) => {
      expect(contradictionsIn({ kind: 'urgent_alert', answers })).toEqual([]);
    }),
  );
});

it('refuses nobody', () => {
  for (const { breaks } of Object.values(cases))
    for (const [change] of breaks)
      expect(checkAnswers('full', formFields({ ...plain, ...change }))).toMatchObject({ ok: true });
});
