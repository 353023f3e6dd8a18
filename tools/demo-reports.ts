import type { FullAnswers } from '../report/answers.ts';

type Mp = FullAnswers['mps'][number];

/** How a seeded report reaches the server. */
export type Seed =
  | { readonly way: 'sealed'; readonly language: string; readonly answers: FullAnswers }
  /** Scripts off: posted openly, sealed by the server. */
  | { readonly way: 'plain'; readonly answers: FullAnswers }
  /** Added to the thread of the seed just before it. */
  | { readonly way: 'update'; readonly language: string; readonly narrative: string }
  /** Sealed properly, around an archive that tries to write outside its folder. */
  | { readonly way: 'hostile-archive' };

const base: FullAnswers = {
  source: { relation: 'family', identityMode: 'named_secretariat_only' },
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
  answers: { ...base, mps, narrative, ...more },
});

const wholeChamber: Mp[] = Array.from({ length: 120 }, (_, index) => ({
  fullName: `Member Example ${String(index + 1).padStart(3, '0')}`,
  country: 'XD',
  capacityThen: 'mandate_ended_by_coup_or_dissolution',
}));

/** Twelve invented reports; no person, place or event in them is real. */
export const seeds: readonly Seed[] = [
  sealed('en', base.mps, base.narrative),
  sealed(
    'ar',
    [{ fullName: 'نائبة تجريبية', country: 'XB', capacityThen: 'suspended' }],
    'رُفعت الحصانة البرلمانية عنها في ٣ دقائق، ثم صدر بحقها منع من السفر. رقم القرار 1234/أ.',
    { urgency: { self: 'weeks' }, violations: ['immunity', 'freedom_movement'] },
  ),
  sealed(
    'my',
    [{ fullName: 'စမ်းသပ်အမတ်', country: 'XC', capacityThen: 'elect_not_seated' }],
    'လွှတ်တော် မခေါ်ယူမီ ညအချိန်တွင် ဖမ်းဆီးခံရသည်။ မည်သည့်နေရာတွင် ရှိသည်ကို မသိရပါ။',
    { urgency: { self: 'immediate_48h' }, consent: { mp: 'mp_unreachable', caseUse: 'committee_only' } },
  ),
  sealed('en', wholeChamber, 'Soldiers closed the chamber before its first sitting. All mandates were declared void.', {
    source: { relation: 'ngo_international', identityMode: 'named' },
    violations: ['mandate_suspension_revocation', 'mandate_obstruction'],
  }),
  {
    way: 'plain',
    answers: { ...base, narrative: 'I have no scripts in my browser. My brother, an MP, gets calls at night.' },
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
  },
  sealed(
    'en',
    [{ fullName: '<script>alert(1)</script> \u202egnp.exe', country: 'XF', capacityThen: 'unknown' }],
    'Hostile text, to be shown inert: \u001b[2J \u202eright to left\u202c <img src=x onerror=alert(1)> =HYPERLINK("http://x")',
    { violations: ['not_sure'], urgency: { self: 'not_urgent' } },
  ),
  { way: 'hostile-archive' },
  sealed(
    'es',
    [{ fullName: 'Diputada de Ensayo', country: 'XG', capacityThen: 'sitting' }],
    'Juicio sin acceso a su abogada.',
    {
      source: { relation: 'legal_representative', identityMode: 'named' },
      violations: ['unfair_trial', 'no_due_process_investigation', 'excessive_delays'],
      consent: { mp: 'mp_agreed', caseUse: 'public' },
    },
  ),
  sealed(
    'en',
    [{ fullName: 'Deceased Example', country: 'XH', capacityThen: 'sitting' }],
    'Shot in front of the constituency office. No investigation was opened.',
    {
      violations: ['murder', 'impunity'],
      urgency: { self: 'not_urgent' },
    },
  ),
  sealed(
    'en',
    [{ fullName: 'Objecting Example', country: 'XJ', capacityThen: 'sitting' }],
    'The member asks that nothing be done in public.',
    {
      consent: { mp: 'mp_objects', caseUse: 'secretariat_only' },
      violations: ['threats_intimidation'],
    },
  ),
];
