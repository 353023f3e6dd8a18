import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Checked, checkAnswers, type FormId, forms } from '../../report/form.ts';
import { maxMps, maxNameLength, maxNarrativeLength } from '../../report/limits.ts';
import { groupOf, groups } from '../../report/questions.ts';
import { everyMp, everyMpPrefix } from '../../report/read-form.ts';
import { sampleAnswers } from '../crypto/sample.ts';
import { oddTexts } from './any-answers.ts';

/** A full form filled in with what it requires, as a browser sends it. */
const filled = {
  'source.relation': 'family',
  'source.identityMode': 'withheld_for_now',
  'mps.0.fullName': 'Þórdís Ñandú-Čapková',
  'mps.0.country': 'XB',
  'mps.0.capacityThen': 'sitting',
  'urgency.self': 'days',
  narrative: 'ليلى الفارسي رأت كل شيء.',
  violations: ['abduction', 'immunity'],
  'consent.mp': 'family_agreed',
  'consent.caseUse': 'secretariat_only',
  acknowledgement: 'yes',
};
/** The same of an alert. */
const alarmed = {
  narrative: 'They are at the door.',
  'mp.fullName': 'ဒေါ်မေသူ',
  'mp.country': 'unknown',
  'consent.caseUse': 'committee_only',
  acknowledgement: 'yes',
};
/** The same of what somebody adds. */
const added = { narrative: 'He was moved last night.' };
const goodForms: Readonly<Record<FormId, Record<string, unknown>>> = {
  full: filled,
  alert: alarmed,
  update: added,
};

type Change = Readonly<Record<string, unknown>>;
const answersOf = (checked: Checked): Record<string, unknown> => {
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  return checked.filled.answers;
};
const answersWith = (change: Change) => answersOf(checkAnswers('full', { ...filled, ...change }));
const codesIn = (checked: Checked) => (checked.ok ? [] : checked.errors.map(({ field, code }) => `${field} ${code}`));
const codesWith = (change: Change, id: FormId = 'full') => codesIn(checkAnswers(id, { ...goodForms[id], ...change }));

/** So many MPs with names, starting at a number on the page. */
const mpFields = (count: number, start = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`mps.${start + at}.fullName`, `Member ${start + at}`]));

describe('a form filled in well', () => {
  it('gives the answers of a full report', () => {
    const [mp] = sampleAnswers.mps;
    expect(checkAnswers('full', filled)).toEqual({
      ok: true,
      filled: { kind: 'new', answers: { ...sampleAnswers, mps: [mp], narrative: filled.narrative } },
    });
  });

  it('gives the answers of an alert', () => {
    expect(checkAnswers('alert', alarmed)).toEqual({
      ok: true,
      filled: {
        kind: 'urgent_alert',
        answers: {
          narrative: alarmed.narrative,
          mp: { fullName: 'ဒေါ်မေသူ', country: 'unknown' },
          consent: { caseUse: 'committee_only' },
          acknowledgement: true,
        },
      },
    });
  });

  it('may describe in an alert somebody whose name is not known', () => {
    const { 'mp.fullName': _, ...nameless } = alarmed;
    expect(codesIn(checkAnswers('alert', nameless))).toEqual(['mp.fullName required']);
    expect(checkAnswers('alert', { ...nameless, 'mp.description': 'in a red coat' })).toMatchObject({
      ok: true,
      filled: { answers: { mp: { country: 'unknown', description: 'in a red coat' } } },
    });
  });

  it('may have one violation alone, outside a list', () => {
    expect(answersWith({ violations: 'murder' }).violations).toEqual(['murder']);
  });

  it('ignores fields that no question has, also those of the other form', () => {
    const more = { other: 'x', 'mps.0.shoeSize': '44', 'mp.description': 'x', 'mps.*.party': 'x', mps: 'x' };
    expect(answersWith(more)).toEqual(answersWith({}));
  });

  it('leaves out every blank answer', () => {
    const blank = Object.fromEntries(
      forms.full.questions
        .map(({ field }) => field.replace('*', '0'))
        .filter((field) => !Object.hasOwn(filled, field))
        .flatMap((field) => [field, `${field}.year`, `${field}.month`, `${field}.asWritten`])
        .map((field) => [field, ' \t\r\n']),
    );
    expect(Object.keys(blank).length).toBeGreaterThan(200);
    expect(answersWith(blank)).toEqual(answersWith({}));
  });
});

describe('text', () => {
  it.each(oddTexts)('%j stays as typed', (text) => {
    expect(answersWith({ narrative: text, 'mps.0.party': text })).toMatchObject({
      narrative: text,
      mps: [{ party: text }],
    });
  });

  it('has LF for every line end', () => {
    expect(answersWith({ narrative: '  one\r\ntwo\rthree\n ' }).narrative).toBe('  one\ntwo\nthree\n ');
    expect(codesWith({ narrative: `${'\r\n'.repeat(maxNarrativeLength - 1)}a` })).toEqual([]);
  });

  it('may have 20,000 characters as text areas count them, where an emoji is two', () => {
    const longest = '🕯'.repeat(maxNarrativeLength / 2);
    expect(longest).toHaveLength(20_000);
    expect(answersWith({ narrative: longest }).narrative).toBe(longest);
    expect(codesWith({ narrative: `${longest}a` })).toEqual(['narrative too_long']);
    expect(codesWith({ narrative: `${longest}a` }, 'alert')).toEqual(['narrative too_long']);
  });

  it.each(['Mononyme', 'U', '武', 'ဒေါ်', '-'])('takes %s as the whole name of a person', (fullName) => {
    expect(answersWith({ 'mps.0.fullName': fullName })).toMatchObject({ mps: [{ fullName }] });
  });
});

describe('repeated things', () => {
  it('close their ranks where things between are blank', () => {
    const { mps, events } = answersWith({
      'mps.2.fullName': 'Second',
      'mps.2.country': 'XC',
      'mps.2.capacityThen': 'former',
      'mps.5.party': ' ',
      'events.7.place': 'Gate',
      'events.12.place': 'Bridge',
    }) as { mps: unknown[]; events: unknown[] };
    expect(mps).toMatchObject([{ country: 'XB' }, { fullName: 'Second' }]);
    expect(events).toEqual([{ place: 'Gate' }, { place: 'Bridge' }]);
  });

  it('stand in the order of their numbers, whatever the order of the fields', () => {
    const places = { 'events.10.place': 'c', 'events.9.place': 'b', 'events.1.place': 'a' };
    expect(answersWith(places).events).toEqual([{ place: 'a' }, { place: 'b' }, { place: 'c' }]);
  });

  it('have errors with the number on the page', () => {
    expect(
      codesWith({
        'mps.3.fullName': 'Fourth',
        'mps.3.country': 'XC',
        'mps.3.capacityThen': 'former',
        'mps.3.gender': 'x',
        'mps.7.country': 'XC',
        'mps.7.capacityThen': 'former',
        'events.4.from.year': '12',
        'contact.channels.6.channel': 'pigeon',
        'proceedings.8.nextDate.month': '5',
      }),
    ).toEqual([
      'contact.channels.6.channel not_an_option',
      'mps.3.gender not_an_option',
      'mps.7.fullName required',
      'events.4.from not_a_date',
      'proceedings.8.nextDate not_a_date',
    ]);
  });

  it('ask for the first MP when no MP is there, and for no other', () => {
    const rest = Object.fromEntries(Object.entries(filled).filter(([field]) => !field.startsWith('mps.')));
    expect(codesIn(checkAnswers('full', rest))).toEqual([
      'mps.0.fullName required',
      'mps.0.country required',
      'mps.0.capacityThen required',
    ]);
  });

  it.each(Object.entries(groups))('%s takes its most and refuses one more at the first beyond', (group, { max }) => {
    const question = forms.full.questions.find(
      (each) => groupOf(each) === group && each.control === 'text',
    ) as (typeof forms.full.questions)[number];
    const many = (count: number, start = 0) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [question.field.replace('*', String(start + at)), `no. ${at}`]),
      );
    const shared = { 'everyMp.country': 'XD', 'everyMp.capacityThen': 'sitting' };
    expect(codesWith({ ...shared, ...many(max) })).toEqual([]);
    const first = forms.full.questions.find((each) => groupOf(each) === group)?.field;
    expect(codesWith({ ...shared, ...many(max + 1) })).toEqual([`${first?.replace('*', String(max))} too_many`]);
    // With a gap before, the first beyond has another number.
    const { 'mps.0.fullName': _, ...headless } = filled;
    const gapped = checkAnswers('full', { ...headless, ...shared, ...many(max + 1, 20) });
    expect(codesIn(gapped)).toContain(`${first?.replace('*', String(max + (group === 'mps' ? 19 : 20)))} too_many`);
  });
});

describe('answers for every MP', () => {
  const shared = {
    'everyMp.country': 'XD',
    'everyMp.capacityThen': 'former',
    'everyMp.chamber': 'single',
    'everyMp.party': 'Dawn',
  };

  it('fill what an MP leaves blank and override nothing', () => {
    const { mps } = answersWith({ ...shared, 'mps.4.fullName': 'Fifth', 'mps.4.party': 'Dusk' });
    expect(mps).toEqual([
      { fullName: filled['mps.0.fullName'], country: 'XB', capacityThen: 'sitting', chamber: 'single', party: 'Dawn' },
      { fullName: 'Fifth', country: 'XD', capacityThen: 'former', chamber: 'single', party: 'Dusk' },
    ]);
  });

  it('make no MP by themselves', () => {
    expect(answersWith(shared).mps).toHaveLength(1);
    const { 'mps.0.fullName': _, 'mps.0.country': __, 'mps.0.capacityThen': ___, ...rest } = filled;
    expect(codesIn(checkAnswers('full', { ...rest, ...shared }))).toEqual(['mps.0.fullName required']);
  });

  it('hold for 120 MPs of a whole chamber', () => {
    const { mps } = answersWith({ ...shared, ...mpFields(120) }) as { mps: Record<string, string>[] };
    expect(mps).toHaveLength(120);
    expect(mps[119]).toMatchObject({ fullName: 'Member 119', country: 'XD', party: 'Dawn' });
    expect(codesWith({ ...shared, ...mpFields(maxMps + 1) })).toEqual(['mps.150.fullName too_many']);
  });

  it('are asked for once, for all MPs who lack them but the first', () => {
    expect(codesWith({ ...mpFields(3, 1), 'mps.2.country': 'XC', 'everyMp.party': 'Dawn' })).toEqual([
      'everyMp.country required',
      'everyMp.capacityThen required',
    ]);
    expect(codesWith({ ...mpFields(1, 1), 'mps.0.country': '', 'everyMp.capacityThen': 'former' })).toEqual([
      'mps.0.country required',
      'everyMp.country required',
    ]);
  });

  it('share no name', () => {
    expect(codesWith({ 'mps.1.country': 'XB', 'mps.1.capacityThen': 'former', 'everyMp.fullName': 'x' })).toEqual([
      'mps.1.fullName required',
    ]);
  });
});

describe('dates', () => {
  const eventDate = (pieces: Record<string, string>) =>
    Object.fromEntries(Object.entries(pieces).map(([piece, typed]) => [`urgency.eventDate.${piece}`, typed]));
  const dateWith = (pieces: Record<string, string>) => answersWith(eventDate(pieces)).urgency;

  it('are put together from their pieces, in the digits of any script', () => {
    for (const pieces of [
      { year: '2031', month: '3', day: '04' },
      { year: '٢٠٣١', month: '٣', day: '٤' },
      { year: '۲۰۳۱', month: '۰۳', day: '۰۴' },
      { year: '၂၀၃၁', month: ' ၃ ', day: '၄' },
      { year: '២០៣១', month: '៣', day: '៤' },
      { year: '2０3１', month: '3', day: '𝟒' },
    ])
      expect(dateWith(pieces)).toEqual({ self: 'days', eventDate: { value: '2031-03-04' } });
  });

  it('may be known in part, about, or in words alone', () => {
    expect(dateWith({ year: '2031' })).toMatchObject({ eventDate: { value: '2031' } });
    expect(dateWith({ year: '2031', month: '12', approx: 'yes' })).toMatchObject({
      eventDate: { value: '2031-12', approx: true },
    });
    expect(dateWith({ asWritten: ' ٥ رمضان ١٤٥٢ ' })).toMatchObject({ eventDate: { asWritten: ' ٥ رمضان ١٤٥٢ ' } });
    expect(dateWith({ approx: 'yes' })).toEqual({ self: 'days' });
  });

  it('may all be missing', () => {
    expect(JSON.stringify(answersWith({}))).not.toMatch(/date|value|since|from/i);
  });

  it.each([
    [{ year: '1452', month: '9', day: '5' }],
    [{ year: '۱۴۰۹', month: '۱۲' }],
    [{ year: '2574' }],
    [{ month: '3' }],
    [{ year: '2031', day: '4' }],
    [{ year: '2031', month: '2', day: '29' }],
    [{ year: '2031', month: '13' }],
    [{ year: '2031', month: '00' }],
    [{ year: '31' }],
    [{ year: '-2031' }],
    [{ year: 'last year' }],
  ])('like %j are told as no date', (pieces) => {
    expect(codesWith(eventDate(pieces))).toEqual(['urgency.eventDate not_a_date']);
  });

  it('of another calendar are kept as typed, while their year is refused', () => {
    expect(codesWith(eventDate({ year: '1452', asWritten: '5 Ramadan 1452' }))).toEqual([
      'urgency.eventDate not_a_date',
    ]);
    expect(dateWith({ asWritten: '5 Ramadan 1452' })).toMatchObject({ eventDate: { asWritten: '5 Ramadan 1452' } });
  });
});

describe('numbers', () => {
  it('may be typed in the digits of any script', () => {
    expect(answersWith({ 'group.size': ' ١٢٠ ', 'mps.0.birthYear': '၁၉၇၉' })).toMatchObject({
      group: { size: 120 },
      mps: [{ birthYear: 1979 }],
    });
  });

  it.each(['0', '-5', '1e3', '12.5', '100001', 'many', '9'.repeat(40), '0x10'])('%s is no size of a group', (size) => {
    expect(codesWith({ 'group.size': size })).toEqual(['group.size not_a_number']);
  });
});

describe('a wrong answer', () => {
  it.each([
    ['mps.0.fullName', ' \t ', 'required'],
    ['mps.0.fullName', 'ñ'.repeat(maxNameLength + 1), 'too_long'],
    ['narrative', '\r\n', 'required'],
    ['mps.0.country', 'xb', 'not_an_option'],
    ['mps.0.country', 'unknown', 'not_an_option'],
    ['source.relation', 'neighbour', 'not_an_option'],
    ['source.countryNow', 'Xanadu', 'not_an_option'],
    ['urgency.self', '__proto__', 'not_an_option'],
    ['flags.online', 'true', 'not_an_option'],
    ['violations', ['abduction', 'x'], 'not_an_option'],
    ['violations', ['murder', 'murder'], 'invalid'],
    ['acknowledgement', 'no', 'required'],
    ['acknowledgement', true, 'required'],
  ])('%s = %j is %3$s', (field, value, code) => {
    expect(codesWith({ [field]: value })).toEqual([`${field} ${code}`]);
  });

  it.each([
    ['mp.country', 'Unknown', 'not_an_option'],
    ['mp.country', '', 'required'],
    ['mp.fullName', 'ñ'.repeat(maxNameLength + 1), 'too_long'],
    ['contact.channels.0.channel', 'pigeon', 'not_an_option'],
    ['contact.channels.0.address', 'x'.repeat(501), 'too_long'],
    ['narrative', '', 'required'],
  ])('of an alert, %s = %j is %3$s', (field, value, code) => {
    expect(codesWith({ [field]: value }, 'alert')).toEqual([`${field} ${code}`]);
  });
});

describe('hostile field names', () => {
  it.each([
    'mps.99999.fullName',
    'mps.1000.fullName',
    'mps.-1.fullName',
    'mps.1e1.fullName',
    'mps.٣.fullName',
    'mps.__proto__.fullName',
    'mps.0.__proto__',
    'mps.0.fullName.constructor',
    'mps.007.fullName',
    '__proto__',
    'constructor.prototype.polluted',
    'source.__proto__.polluted',
    'contact.channels.__proto__.polluted',
  ])('%s is not looked at', (name) => {
    const fields = Object.defineProperty({ ...filled }, name, { value: 'polluted', enumerable: true });
    expect(Object.keys(fields)).toContain(name);
    expect(answersOf(checkAnswers('full', fields))).toEqual(answersWith({}));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('inherited from a prototype are not looked at', () => {
    const fields = Object.assign(Object.create({ narrative: 'inherited' }), { ...filled, narrative: '' });
    expect(codesIn(checkAnswers('full', fields))).toEqual(['narrative required']);
    const { narrative: _, ...rest } = filled;
    expect(codesIn(checkAnswers('full', Object.assign(Object.create({ narrative: 'inherited' }), rest)))).toEqual([
      'narrative required',
    ]);
  });
});

describe('any fields at all', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('yes', 'family', 'murder', 'XB', '__proto__', '', ...oddTexts),
    fc.array(fc.string()),
    fc.anything(),
  );
  const number = fc.oneof(fc.nat(5), fc.nat(2000));
  const known = (id: FormId) =>
    fc
      .tuple(
        fc.constantFrom(...forms[id].questions.map(({ field }) => field), 'everyMp.country', 'everyMp.party'),
        number,
        fc.constantFrom('', '', '.year', '.month', '.day', '.approx', '.asWritten', '.constructor'),
      )
      .map(([field, at, piece]) => field.replace('*', String(at)) + piece);
  const odd = fc.oneof(fc.constantFrom('mps', 'mps.0', 'source', '__proto__', 'constructor', 'toString'), fc.string());

  it.each(['full', 'alert', 'update'] as const)(
    'throw nothing in the %s form, and a refusal names its fields',
    (id) => {
      const shared = id === 'full' ? everyMp.map((key) => everyMpPrefix + key) : [];
      const patterns = new Set([...forms[id].questions.map(({ field }) => field), ...shared]);
      const fields = fc.dictionary(fc.oneof({ weight: 3, arbitrary: known(id) }, odd), value);
      let refused = 0;
      fc.assert(
        fc.property(fields, fc.boolean(), (some, over) => {
          const checked = checkAnswers(id, over ? { ...goodForms[id], ...some } : some);
          if (checked.ok) return void forms[id].schema.parse(checked.filled.answers);
          refused += 1;
          expect(checked.errors.length).toBeGreaterThan(0);
          for (const { field, message, code } of checked.errors) {
            const pattern = patterns.has(field) ? field : field.replace(/\.\d{1,3}\./, '.*.');
            expect(patterns).toContain(pattern);
            expect(message.endsWith(`.${code}`)).toBe(true);
          }
          expect(new Set(checked.errors.map(({ field }) => field)).size).toBe(checked.errors.length);
        }),
        { numRuns: 400 },
      );
      expect(refused).toBeGreaterThan(50);
      expect(({} as Record<string, unknown>).year).toBeUndefined();
    },
  );
});
