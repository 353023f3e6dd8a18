import type { AlertAnswers, FullAnswers, UpdateAnswers } from '../../report/answers.ts';

/** Every question of the full form answered, about invented people; nothing in it contradicts itself. */
export const wholeAnswers: FullAnswers = {
  source: {
    relation: 'self',
    identityMode: 'named',
    name: 'Þórdís Ñandú-Čapková',
    organisation: 'Invented Lawyers',
    role: 'محامية',
    authorityToAct: 'power_of_attorney',
    countryNow: 'XC',
    languages: 'العربية, English',
    howKnown: ['told_by_mp', 'documents'],
    atRisk: 'yes',
    riskNote: 'Her office was searched.\nTwice.',
  },
  contact: {
    channels: [
      { channel: 'signal', address: '+999 000 000' },
      { channel: 'via_trusted_person', address: 'ask at the bakery' },
    ],
    safeTimes: 'mornings',
    timezone: 'UTC+3',
    avoid: ['no_voicemail', 'no_ipu_name'],
    codeWord: 'قنديل',
    trustedPerson: { name: 'ဒေါ်မေသူ', channel: 'post', knowsAboutReport: 'yes' },
    ifSilent: 'After two weeks ask the trusted person.',
    publicKey: 'age1invented',
  },
  mps: [
    {
      fullName: 'Nadia Example',
      nameNative: 'نادية مثال',
      otherNames: 'Umm Karim',
      country: 'XB',
      level: 'national',
      chamber: 'transitional',
      chamberText: 'Council of the Transition',
      capacityThen: 'suspended',
      mandateStart: { value: '2028' },
      mandateEnd: { value: '2031-02-11' },
      mandateEndReason: 'revoked',
      constituency: 'North',
      party: 'Green Dawn',
      affiliationThen: 'opposition',
      gender: 'woman',
      birthYear: 1979,
      roles: ['committee_chair'],
    },
    { fullName: 'Mononyme', country: 'XB', capacityThen: 'sitting' },
  ],
  group: { size: 14, note: 'The whole caucus.' },
  urgency: {
    self: 'days',
    triggers: ['incommunicado', 'hearing_or_vote_soon'],
    event: 'first hearing',
    eventDate: { value: '2031-03-20' },
  },
  status: {
    whereabouts: 'detained_known',
    lastContact: { value: '2031-02-20', approx: true },
    lastSeenPlace: 'Gate 4',
  },
  detention: {
    place: 'Central prison',
    authority: 'Ministry of Order',
    since: { value: '2031-02-12', asWritten: '19 Ramadan' },
    charge: 'insult',
    lawyerAccess: 'no',
    familyAccess: 'no',
    doctorAccess: 'unknown',
  },
  health: { condition: 'diabetes', treatmentDenied: 'yes' },
  family: { atRisk: 'yes', note: 'Calls at night.' },
  help: { wanted: ['confidential_contact_authorities', 'trial_observation'], mustNot: 'Do not write to the party.' },
  narrative: 'أُخذت من بيتها ليلاً.\nNobody has seen her since. 🕯️',
  narrativeLanguage: 'Arabic and English',
  violations: ['arbitrary_detention', 'immunity'],
  events: [
    {
      from: { value: '2031-02', approx: true },
      to: { value: '2031-02-12' },
      place: 'Her house',
      violations: ['arbitrary_detention'],
      text: 'Taken at night.',
      perpetratorTypes: ['police', 'intelligence'],
    },
    { from: { asWritten: '٥ رمضان ١٤٥٢' }, ongoing: true, text: 'Held without a lawyer.' },
  ],
  mandateLink: { types: ['speech', 'vote'], text: 'She voted against the budget.' },
  flags: {
    genderBased: 'yes',
    sexualViolencePresent: 'unknown',
    online: 'yes',
    againstFamily: 'yes',
    againstStaff: 'no',
  },
  discriminationGrounds: ['sex'],
  perpetrators: [{ type: 'police', nameOrUnit: 'Unit 7', involvement: 'carried_out', certainty: 'likely' }],
  witnessesExist: 'yes',
  proceedings: [
    {
      body: 'Court of the capital',
      caseNo: '12/1452',
      chargeOrLaw: 'article 9',
      stage: 'investigation',
      nextDate: { value: '2031-03-20' },
      outcome: 'none yet',
    },
  ],
  immunity: { status: 'ignored', date: { value: '2031-02-12' } },
  remedies: { taken: ['none'], noneReason: ['still_pending'], result: 'No answer.' },
  authoritiesReply: 'They say that she is a guest.',
  otherBodies: { told: ['wgad', 'icrc'], references: '2031/44' },
  consent: {
    mp: 'is_self',
    caseUse: 'raise_with_authorities',
    sourceName: 'committee',
    askFirst: ['before_publication'],
    partners: ['parliaments'],
    keepSecret: 'The name of the guard.',
    sensitiveData: true,
  },
  acknowledgement: true,
};

/** Every question of the alert answered. */
export const wholeAlert: AlertAnswers = {
  mp: { fullName: 'Nadia Example', country: 'unknown', description: 'A member of the council, in a red coat.' },
  narrative: 'သူမကို ယခု ဖမ်းနေသည်။ They are at the door. 🚨',
  contact: { channels: [{ channel: 'phone', address: '+999 000 001' }] },
  consent: { caseUse: 'secretariat_only' },
  acknowledgement: true,
};

/** The same with the one answer after which no code is shown. */
export const everyAnswer: FullAnswers = { ...wholeAnswers, receipt: { none: true } };
export const everyAlertAnswer: AlertAnswers = { ...wholeAlert, receipt: { none: true } };

/** Everything that somebody can add who has come back. */
export const everyAddition: UpdateAnswers = {
  narrative: 'ထပ်မံ၍',
  consent: { caseUse: 'withdrawn' },
  contact: { channels: [{ channel: 'signal', address: '+999 000 002' }] },
  erasure: 'ask',
};
