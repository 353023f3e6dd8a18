import type { AlertAnswers, FullAnswers } from '../report/answers.ts';
import type { SaidOfFile } from '../report/evidence.ts';
import type { Filled } from '../report/form.ts';

type Mp = FullAnswers['mps'][number];

/** How a seeded report reaches the server. */
export type Seed =
  | { readonly way: 'sealed'; readonly language: string; readonly filled: Filled }
  /** Scripts off: posted openly, sealed by the server. */
  | { readonly way: 'plain'; readonly answers: FullAnswers }
  /** Added to the thread of the seed just before it. */
  | {
      readonly way: 'update';
      readonly language: string;
      readonly narrative: string;
      readonly files: readonly SeedFile[];
    }
  /** Sealed properly, around an archive that tries to write outside its folder. */
  | { readonly way: 'hostile-archive' };

/** An invented file, with what is said of it. */
export interface SeedFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  readonly said: SaidOfFile;
}

const base: FullAnswers = {
  source: { relation: 'family', identityMode: 'withheld_for_now' },
  mps: [{ fullName: 'Orla Testperson', country: 'XA', capacityThen: 'sitting' }],
  urgency: { self: 'days' },
  narrative: 'Plain-clothes officers took her from her car outside the parliament. Nobody has heard from her since.',
  violations: ['arbitrary_detention', 'enforced_disappearance'],
  consent: { mp: 'family_agreed', caseUse: 'raise_with_authorities' },
  acknowledgement: true,
};

const sealed = (language: string, mps: Mp[], narrative: string, more: Partial<FullAnswers> = {}): Seed => ({
  way: 'sealed',
  language,
  filled: { kind: 'new', answers: { ...base, mps, narrative, ...more } },
});

const alert = (language: string, answers: Omit<AlertAnswers, 'acknowledgement'>): Seed => ({
  way: 'sealed',
  language,
  filled: { kind: 'urgent_alert', answers: { ...answers, acknowledgement: true } },
});

const parties = ['Green Dawn', 'People’s Table', 'Union of the North'];

const wholeChamber: Mp[] = Array.from({ length: 120 }, (_, index) => ({
  fullName: `Member Example ${String(index + 1).padStart(3, '0')}`,
  country: 'XD',
  capacityThen: 'mandate_ended_by_coup_or_dissolution',
  chamber: 'single',
  party: parties[index % parties.length] ?? '',
  affiliationThen: index % parties.length === 0 ? 'opposition' : 'majority',
}));

const hostileText = '\u001b[2J \u202eright to left\u202c <img src=x onerror=alert(1)> =HYPERLINK("http://x") 🕯️';

/** Twelve invented reports; no person, place or event in them is real. */
export const seeds: readonly Seed[] = [
  sealed(
    'en',
    [
      {
        fullName: 'Orla Testperson',
        nameNative: 'Órla Teistphearsa',
        country: 'XA',
        level: 'national',
        chamber: 'lower',
        capacityThen: 'sitting',
        mandateStart: { value: '2024-05' },
        constituency: 'Harbour East',
        party: 'Green Dawn',
        affiliationThen: 'opposition',
        gender: 'woman',
        birthYear: 1979,
        roles: ['committee_chair'],
      },
    ],
    base.narrative,
    {
      source: {
        relation: 'family',
        identityMode: 'named_secretariat_only',
        name: 'Fionn Testperson',
        howKnown: ['witnessed', 'told_by_family'],
        atRisk: 'yes',
        riskNote: 'A grey car has stood in our street since that day.',
      },
      contact: {
        channels: [
          { channel: 'signal', address: '+999 000 0001' },
          { channel: 'via_trusted_person', address: 'the bookshop at the harbour' },
        ],
        safeTimes: '20:00 to 22:00',
        timezone: 'UTC+2',
        avoid: ['no_calls', 'no_voicemail', 'no_ipu_name'],
        codeWord: 'lighthouse',
        trustedPerson: { name: 'Maeve Example', channel: 'at the bookshop', knowsAboutReport: 'yes' },
        ifSilent: 'If I am silent for a week, ask Maeve. Do not call my brother.',
      },
      urgency: { self: 'immediate_48h', triggers: ['disappeared_72h', 'incommunicado', 'source_at_risk'] },
      status: {
        whereabouts: 'missing',
        lastContact: { value: '2026-02-11' },
        lastSeenPlace: 'Gate 3 of the parliament',
      },
      family: { atRisk: 'yes', note: 'Two children under ten.' },
      help: { wanted: ['confidential_contact_authorities', 'visit_or_mission'], mustNot: 'Do not name the children.' },
      events: [
        {
          from: { value: '2026-01', approx: true },
          ongoing: true,
          text: 'Calls at night from hidden numbers.',
          violations: ['threats_intimidation'],
          perpetratorTypes: ['online_unknown'],
        },
        {
          from: { value: '2026-02-11' },
          to: { value: '2026-02-11' },
          place: 'Gate 3 of the parliament',
          text: 'Four men without uniform took her from her car.',
          violations: ['arbitrary_detention', 'enforced_disappearance'],
          perpetratorTypes: ['intelligence'],
        },
      ],
      mandateLink: {
        types: ['oversight_inquiry', 'speech'],
        text: 'She was to question the minister of the interior.',
      },
      flags: { genderBased: 'unknown', online: 'yes', againstFamily: 'yes' },
      witnessesExist: 'yes',
    },
  ),
  sealed(
    'ar',
    [
      {
        fullName: 'نائبة تجريبية',
        country: 'XB',
        capacityThen: 'suspended',
        mandateEnd: { value: '2026-02-20', asWritten: '٣ رمضان ١٤٤٧' },
        mandateEndReason: 'revoked',
        party: 'حزب المثال',
        affiliationThen: 'opposition',
        gender: 'woman',
      },
    ],
    'رُفعت الحصانة البرلمانية عنها في ٣ دقائق، ثم صدر بحقها منع من السفر. رقم القرار 1234/أ.',
    {
      source: {
        relation: 'legal_representative',
        identityMode: 'named_secretariat_only',
        name: 'محامٍ تجريبي',
        authorityToAct: 'power_of_attorney',
        languages: 'العربية',
      },
      urgency: {
        self: 'weeks',
        triggers: ['hearing_or_vote_soon'],
        event: 'جلسة المحكمة',
        eventDate: { asWritten: '٥ شوال ١٤٤٧' },
      },
      violations: ['immunity', 'freedom_movement'],
      events: [
        {
          from: { asWritten: '٣ رمضان ١٤٤٧' },
          text: 'صوّت المجلس على رفع الحصانة دون مناقشة.',
          place: 'قاعة المجلس',
          violations: ['immunity'],
          perpetratorTypes: ['parliament_leadership'],
        },
        { from: { value: '2026-02', approx: true }, ongoing: true, text: 'منع من السفر.' },
      ],
      proceedings: [
        {
          body: 'محكمة الجنايات',
          caseNo: '٤٥/١٤٤٧',
          chargeOrLaw: 'المادة ٩',
          stage: 'تحقيق',
          nextDate: { asWritten: '٥ شوال ١٤٤٧' },
        },
      ],
      immunity: { status: 'lifted_by_vote', date: { asWritten: '٣ رمضان ١٤٤٧' } },
      consent: { mp: 'mp_agreed', caseUse: 'raise_with_authorities', askFirst: ['before_publication'] },
    },
  ),
  alert('my', {
    mp: { country: 'XC', description: 'စမ်းသပ်အမတ် တစ်ဦး။ အမည်အပြည့်အစုံ မသိပါ။' },
    narrative: 'လွှတ်တော် မခေါ်ယူမီ ညအချိန်တွင် ဖမ်းဆီးခံရသည်။ မည်သည့်နေရာတွင် ရှိသည်ကို မသိရပါ။',
    contact: { channels: [{ channel: 'receipt_only' }] },
    consent: { caseUse: 'committee_only' },
  }),
  sealed('en', wholeChamber, 'Soldiers closed the chamber before its first sitting. All mandates were declared void.', {
    source: {
      relation: 'ngo_international',
      identityMode: 'named',
      name: 'Ada Example',
      organisation: 'Invented Parliaments Watch',
      role: 'head of research',
      howKnown: ['documents', 'media'],
    },
    group: { size: 240, note: 'The other half of the chamber is listed in a second report.' },
    violations: ['mandate_suspension_revocation', 'mandate_obstruction'],
    events: [
      {
        from: { value: '2026-02-01' },
        place: 'The parliament',
        text: 'Soldiers stood at every door. Members who came were sent home or taken away in buses.',
        violations: ['mandate_obstruction', 'arbitrary_detention'],
        perpetratorTypes: ['military'],
      },
      { from: { value: '2026-02-03' }, text: 'A decree declared all mandates void.', perpetratorTypes: ['executive'] },
    ],
    perpetrators: [
      { type: 'military', nameOrUnit: 'Guard of the Capital', involvement: 'carried_out', certainty: 'sure' },
      { type: 'executive', involvement: 'ordered', certainty: 'likely' },
    ],
    immunity: { status: 'ignored' },
    remedies: { taken: ['none'], noneReason: ['not_available', 'too_dangerous'] },
    otherBodies: { told: ['un_special_procedures', 'media'] },
    consent: { mp: 'mp_agreed', caseUse: 'public', sourceName: 'public', partners: ['parliaments', 'un_mechanisms'] },
  }),
  {
    way: 'plain',
    answers: {
      ...base,
      narrative: 'I have no scripts in my browser. My brother, an MP, gets calls at night.',
      events: [{ from: { value: '2026-01-15', approx: true }, ongoing: true, text: 'The first call.' }],
      violations: ['threats_intimidation'],
    },
  },
  sealed(
    'fr',
    [{ fullName: 'Mononyme', country: 'XE', capacityThen: 'former' }],
    'Menaces répétées après un vote sur le budget.',
    {
      source: { relation: 'fellow_mp_other_country', identityMode: 'withheld_for_now' },
      violations: ['threats_intimidation', 'freedom_expression'],
      urgency: { self: 'unsure' },
    },
  ),
  {
    way: 'update',
    language: 'fr',
    narrative: 'La famille a reçu une lettre ce matin. La date du procès serait fixée.',
    files: [
      {
        name: 'lettre.txt',
        type: 'text/plain',
        text: 'Lettre inventée : « Le procès s’ouvrira le 3 mars. »\n',
        said: {
          kind: 'letter_or_threat',
          description: 'La lettre, recopiée mot pour mot.',
          origin: 'from_official',
          authenticity: 'copy',
          use: 'committee',
        },
      },
      {
        name: `../../${hostileText}.jpg`,
        type: 'image/jpeg',
        text: `<script>alert(1)</script>${hostileText}`,
        said: {},
      },
    ],
  },
  sealed(
    'en',
    [
      {
        fullName: '<script>alert(1)</script> \u202egnp.exe',
        country: 'XF',
        capacityThen: 'unknown',
        party: hostileText,
        mandateStart: { asWritten: `the year of \u2066${hostileText}` },
      },
    ],
    `Hostile text, to be shown inert: ${hostileText}`,
    {
      violations: ['not_sure'],
      urgency: { self: 'not_urgent' },
      contact: { channels: [{ channel: 'email', address: hostileText }], publicKey: hostileText },
      detention: { place: hostileText, since: { asWritten: hostileText } },
      events: [{ place: hostileText, text: `  this is    an update, PROVEN\n${hostileText}` }],
      proceedings: [{ body: hostileText, caseNo: '=1+1' }],
    },
  ),
  { way: 'hostile-archive' },
  sealed(
    'es',
    [
      {
        fullName: 'Diputada de Ensayo',
        country: 'XG',
        capacityThen: 'sitting',
        chamber: 'upper',
        gender: 'woman',
        affiliationThen: 'independent',
      },
    ],
    'Juicio sin acceso a su abogada.',
    {
      source: {
        relation: 'legal_representative',
        identityMode: 'named',
        name: 'Abogada de Ensayo',
        authorityToAct: 'written',
        countryNow: 'XG',
      },
      urgency: {
        self: 'days',
        triggers: ['charged_in_detention', 'hearing_or_vote_soon', 'medical_care_denied'],
        event: 'audiencia final',
        eventDate: { value: '2026-12', approx: true },
      },
      status: { whereabouts: 'detained_known', lastContact: { value: '2026-02-02' } },
      detention: {
        place: 'Cárcel Central',
        authority: 'Ministerio del Orden',
        since: { value: '2026-01-20' },
        charge: 'desacato',
        lawyerAccess: 'no',
        familyAccess: 'no',
        doctorAccess: 'unknown',
      },
      health: { condition: 'Diabetes; necesita insulina.', treatmentDenied: 'yes' },
      help: { wanted: ['trial_observation', 'public_statement'] },
      violations: ['unfair_trial', 'no_due_process_investigation', 'excessive_delays'],
      proceedings: [
        {
          body: 'Juzgado Segundo',
          caseNo: '2026-0044',
          chargeOrLaw: 'artículo 12',
          stage: 'juicio oral',
          nextDate: { value: '2026-12', approx: true },
          outcome: 'pendiente',
        },
        { body: 'Tribunal de Apelación', caseNo: '2026-0051', stage: 'rechazado' },
      ],
      remedies: { taken: ['habeas_corpus', 'appeal'], result: 'Ambos rechazados sin audiencia.' },
      authoritiesReply: 'Dicen que la abogada «no figura en el registro».',
      consent: { mp: 'mp_agreed', caseUse: 'public' },
    },
  ),
  sealed(
    'fa',
    [
      {
        fullName: 'Deceased Example',
        nameNative: 'نمونهٔ درگذشته',
        country: 'XH',
        capacityThen: 'sitting',
        mandateEndReason: 'death',
        mandateEnd: { asWritten: '۱۴۰۴/۱۱/۱۵' },
      },
    ],
    'Shot in front of the constituency office. No investigation was opened.',
    {
      narrativeLanguage: 'English',
      violations: ['murder', 'impunity'],
      urgency: { self: 'not_urgent' },
      status: { whereabouts: 'deceased' },
      events: [
        {
          from: { value: '2026-02-04', asWritten: '۱۴۰۴/۱۱/۱۵' },
          place: 'دفتر حوزهٔ انتخابیه',
          text: 'Two men on a motorcycle.',
          violations: ['murder'],
          perpetratorTypes: ['unknown'],
        },
      ],
      remedies: { taken: ['police', 'prosecutor'], result: 'No file was opened.' },
    },
  ),
  // Contradicts itself: the reading room says so.
  sealed(
    'en',
    [{ fullName: 'Objecting Example', country: 'XJ', capacityThen: 'sitting' }],
    'The member asks that nothing be done in public.',
    {
      consent: { mp: 'mp_objects', caseUse: 'public', keepSecret: 'Everything about the member’s health.' },
      help: { wanted: ['record_only', 'public_statement'] },
      violations: ['threats_intimidation'],
    },
  ),
];
