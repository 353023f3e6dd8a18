import { describe, expect, it } from 'vitest';
import { alertQuestions, fullQuestions, type GroupId, groups } from '../../report/questions.ts';
import { type FormFields, fieldAt, readForm } from '../../report/read-form.ts';

const read = (fields: FormFields) => readForm(fullQuestions, fields);
const numbersOf = (fields: FormFields, group: GroupId) => read(fields).numbers.get(group);

describe('readForm', () => {
  it('reads an empty form as one MP of whom nothing is known', () => {
    expect(read({}).answers).toEqual({ mps: [{}] });
    expect(readForm(alertQuestions, {})).toEqual({ answers: {}, numbers: new Map(), shared: new Set() });
  });

  it('judges nothing: what is wrong stays visible', () => {
    expect(
      read({
        'source.relation': 'neighbour',
        'mps.0.birthYear': 'about 1980',
        violations: ['x', 'x'],
        'status.lastContact.year': 'spring',
        'status.lastContact.day': '3',
        'detention.since.month': '5',
      }).answers,
    ).toEqual({
      source: { relation: 'neighbour' },
      mps: [{ birthYear: 'about 1980' }],
      violations: ['x', 'x'],
      status: { lastContact: { value: expect.stringContaining('spring') } },
      detention: { since: { value: '-05' } },
    });
  });

  it('reads only the questions of its form', () => {
    expect(readForm(alertQuestions, { narrative: 'x', violations: 'murder', 'mps.0.fullName': 'x' }).answers).toEqual({
      narrative: 'x',
    });
    expect(read({ 'mp.fullName': 'x', 'everyMp.narrative': 'x' }).answers).toEqual({ mps: [{}] });
  });

  it('reads one value where one is asked, and strings alone', () => {
    expect(read({ narrative: ['', ' ', 'first', 'second'] }).answers).toMatchObject({ narrative: 'first' });
    for (const narrative of [1, true, null, undefined, { narrative: 'x' }, [['x']], [], new Date(0)])
      expect(read({ narrative }).answers).not.toHaveProperty('narrative');
  });

  it.each(['\u200b', '\u2060 ', '\u200e\u200f', '\u3164', '\ufe0f', '\u00ad'])(
    'takes %j, which nobody sees, for blank',
    (nothing) => {
      expect(read({ narrative: nothing }).answers).not.toHaveProperty('narrative');
      expect(read({ narrative: `${nothing}\u{1f54a}` }).answers).toMatchObject({ narrative: `${nothing}\u{1f54a}` });
    },
  );

  describe.each([
    '\u200e',
    '\u200f',
    '\u061c',
    '\u202b',
    '\u202c',
    '\u2066',
    '\u2069',
    '\u200b',
    '\u2060',
    '\ufeff',
    '\u00ad',
  ])('with %j in what was pasted', (mark) => {
    const around = (value: string) => `${mark}${value[0]}${mark}${value.slice(1)}${mark} `;

    it.each(['1965', '١٩٦٥', '۱۹۶۵', '१९६५', '১৯৬৫', '၁၉၆၅', '១៩៦៥', '１９６５', '๑๙๖๕'])(
      'takes the number %s',
      (year) => {
        expect(read({ 'mps.0.birthYear': around(year), 'group.size': around(year) }).answers).toMatchObject({
          mps: [{ birthYear: 1965 }],
          group: { size: 1965 },
        });
      },
    );

    it('takes dates, choices, boxes and what is said for every MP', () => {
      expect(
        read({
          'urgency.eventDate.year': around('٢٠٣١'),
          'urgency.eventDate.month': around('3'),
          'urgency.eventDate.day': around('۰۴'),
          'urgency.eventDate.approx': around('yes'),
          'urgency.self': around('today'),
          violations: [around('torture'), around('murder')],
          acknowledgement: around('yes'),
          'everyMp.country': around('XA'),
        }).answers,
      ).toMatchObject({
        urgency: { self: 'today', eventDate: { value: '2031-03-04', approx: true } },
        violations: ['torture', 'murder'],
        acknowledgement: true,
        mps: [{ country: 'XA' }],
      });
    });

    it('takes ways to be reached, a telephone number in ASCII digits', () => {
      expect(
        read({
          'contact.channels.0.address': around('+999 (1) 23-45'),
          'contact.channels.1.address': around('٠٠٩٩٩ ١٢٣'),
          'contact.channels.2.address': around('ana@example.org'),
          'contact.trustedPerson.channel': around('https://example.org/a'),
          'contact.publicKey': `${mark}-----BEGIN\n${mark}x${mark}`,
        }).answers,
      ).toMatchObject({
        contact: {
          channels: [{ address: '+999 (1) 23-45' }, { address: '00999 123' }, { address: 'ana@example.org' }],
          trustedPerson: { channel: 'https://example.org/a' },
          publicKey: '-----BEGIN\nx',
        },
      });
    });

    it('keeps what is written for people as it was written', () => {
      const text = `${mark}نام‌ها${mark} 1965`;
      expect(read({ narrative: text, 'source.name': text, 'help.mustNot': text }).answers).toMatchObject({
        narrative: text,
        source: { name: text },
        help: { mustNot: text },
      });
    });
  });

  it('leaves a number that is longer than any as it was typed', () => {
    expect(read({ 'mps.0.birthYear': '١٩٧٩' }).answers).toMatchObject({ mps: [{ birthYear: 1979 }] });
    const long = '٩'.repeat(100_000);
    expect(read({ 'mps.0.birthYear': long }).answers).toMatchObject({ mps: [{ birthYear: long }] });
  });

  it('takes a box for ticked only if it says yes', () => {
    expect(read({ 'consent.sensitiveData': 'yes', acknowledgement: ['yes'] }).answers).toMatchObject({
      consent: { sensitiveData: true },
      acknowledgement: true,
    });
    for (const value of ['no', 'on', 'true', 'YES', true])
      expect(read({ acknowledgement: value }).answers).not.toHaveProperty('acknowledgement');
  });

  it('gives each repeated thing the number that it has on the page', () => {
    const fields = { 'mps.3.fullName': 'x', 'mps.10.fullName': 'y', 'mps.5.fullName': ' ', 'mps.6.shoeSize': '4' };
    expect(numbersOf(fields, 'mps')).toEqual([3, 10]);
    expect(numbersOf({ 'mps.3.fullName': ' ' }, 'mps')).toEqual([0]);
    expect(numbersOf(fields, 'events')).toEqual([]);
    expect(numbersOf({ 'contact.channels.2.address': 'x' }, 'contact.channels')).toEqual([2]);
    expect(numbersOf({ 'events.4.from.approx': 'yes', 'events.5.from.year': '2031' }, 'events')).toEqual([5]);
    expect(numbersOf({ 'events.2.ongoing': 'yes', 'events.3.ongoing': 'no' }, 'events')).toEqual([2]);
  });

  it('sees numbers far beyond the most of a group, so that too many can be told', () => {
    expect(numbersOf({ 'mps.999.fullName': 'x', 'mps.1000.fullName': 'x' }, 'mps')).toEqual([999]);
  });

  it('asks a form of a hundred thousand things for no more fields than one of a thousand', () => {
    /** How often a form of so many things is listed, and a field of it asked for. */
    const askedOf = (things: number) => {
      const asked = { lists: 0, fields: 0 };
      const form = new Proxy(
        Object.fromEntries(Array.from({ length: things }, (_, at) => [`events.${at}.place`, 'x'])),
        {
          ownKeys(fields) {
            asked.lists += 1;
            return Reflect.ownKeys(fields);
          },
          getOwnPropertyDescriptor(fields, name) {
            // `Object.keys` asks for each as well, once a list.
            asked.fields += 1;
            return Reflect.getOwnPropertyDescriptor(fields, name);
          },
        },
      );
      expect(numbersOf(form, 'events')).toHaveLength(groups.events.max + 1);
      return { lists: asked.lists, fields: asked.fields - asked.lists * things };
    };
    const few = askedOf(1000);
    expect(few.fields).toBeGreaterThan(1000);
    expect(askedOf(100_000)).toEqual(few);
    expect(few.lists).toBeLessThanOrEqual(10);
  });

  it('reads what is said for every MP once, however many there are', () => {
    let count = 0;
    const fields = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`mps.${at}.fullName`, 'x']));
    Object.defineProperty(fields, 'everyMp.party', {
      enumerable: true,
      get: () => {
        count += 1;
        return 'Green';
      },
    });
    expect(read(fields).answers).toMatchObject({ mps: Array.from({ length: 150 }, () => ({ party: 'Green' })) });
    expect(count).toBe(1);
  });

  it('makes no plain object richer than it was', () => {
    const { answers } = read(JSON.parse('{"__proto__":"x","mps.__proto__.x":"y","mps.0.__proto__":"z"}'));
    expect(answers).toEqual({ mps: [{}] });
    expect(Object.getPrototypeOf(answers)).toBe(Object.prototype);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

it('puts the number of a thing into the field of its question', () => {
  expect(fieldAt({ field: 'contact.channels.*.address' }, 7)).toBe('contact.channels.7.address');
  expect(fieldAt({ field: 'narrative' }, 7)).toBe('narrative');
});
