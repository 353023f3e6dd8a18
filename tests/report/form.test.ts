import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullAnswers, maxNameLength, maxNarrativeLength } from '../../report/answers.ts';
import { answersFrom, checkAnswers, type FieldError, plainForm } from '../../report/form.ts';
import { questions } from '../../report/questions.ts';
import { sampleAnswers } from '../crypto/sample.ts';

/** A form filled in well, as a browser sends it. */
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
type Field = keyof typeof filled;

const errorsOf = (fields: Record<string, unknown>): readonly FieldError[] => {
  const checked = checkAnswers(fields);
  return checked.ok ? [] : checked.errors;
};
const codesOf = (change: Record<string, unknown>) =>
  errorsOf({ ...filled, ...change }).map(({ field, code }) => `${field} ${code}`);

describe('a form filled in well', () => {
  it('gives the answers', () => {
    const [mp] = sampleAnswers.mps;
    expect(checkAnswers(filled)).toEqual({
      ok: true,
      answers: { ...sampleAnswers, mps: [mp], narrative: 'ليلى الفارسي رأت كل شيء.' },
    });
  });

  it('may have one violation alone, outside a list', () => {
    const checked = checkAnswers({ ...filled, violations: 'murder' });
    expect(checked.ok && checked.answers.violations).toEqual(['murder']);
  });

  it('keeps the text as typed, with LF for every line end', () => {
    const checked = checkAnswers({ ...filled, narrative: '  one\r\ntwo\rthree\n ' });
    expect(checked.ok && checked.answers.narrative).toBe('  one\ntwo\nthree\n ');
  });

  it('ignores fields that no question has', () => {
    expect(checkAnswers({ ...filled, other: 'x', 'mps.1.fullName': 'x', __proto__: { narrative: 'x' } }).ok).toBe(true);
  });

  it('is judged the same by plainForm', () => {
    expect(plainForm.safeParse(filled)).toMatchObject({ success: true, data: fullAnswers.parse(answersFrom(filled)) });
    expect(plainForm.safeParse({}).success).toBe(false);
  });
});

it.each(Object.keys(filled) as Field[])('says that %s is required, and nothing more, when it is left out', (field) => {
  const { [field]: _, ...rest } = filled;
  for (const fields of [rest, { ...rest, [field]: '' }, { ...rest, [field]: [] }])
    expect(errorsOf(fields)).toEqual([
      { field, code: 'required', message: `error.${field.replace('.0.', '.')}.required` },
    ]);
});

it('asks for everything of an empty form, in the order of the page', () => {
  expect(errorsOf({}).map(({ field }) => field)).toEqual(questions.map(({ field }) => field));
  expect(errorsOf({}).every(({ code }) => code === 'required')).toBe(true);
});

describe('a wrong answer', () => {
  it.each([
    ['mps.0.fullName', ' \t ', 'required'],
    ['mps.0.fullName', 'ñ'.repeat(maxNameLength + 1), 'too_long'],
    ['narrative', 'a'.repeat(maxNarrativeLength + 1), 'too_long'],
    ['narrative', '\r\n', 'required'],
    ['mps.0.country', 'xb', 'not_an_option'],
    ['mps.0.country', 'XBB', 'not_an_option'],
    ['source.relation', 'neighbour', 'not_an_option'],
    ['urgency.self', '__proto__', 'not_an_option'],
    ['violations', ['abduction', 'x'], 'not_an_option'],
    ['violations', ['murder', 'murder'], 'invalid'],
    ['acknowledgement', 'no', 'required'],
    ['acknowledgement', 'true', 'required'],
  ])('%s = %j is %3$s', (field, value, code) => {
    expect(codesOf({ [field]: value })).toEqual([`${field} ${code}`]);
  });

  it('counts a line end as one character, as a text area does', () => {
    expect(codesOf({ narrative: `${'\r\n'.repeat(maxNarrativeLength - 1)}a` })).toEqual([]);
  });
});

describe('any fields at all', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('yes', 'family', 'murder', 'XB', '__proto__', ''),
    fc.array(fc.string()),
    fc.anything(),
  );
  const key = fc.oneof(
    fc.constantFrom(...Object.keys(filled), 'mps', 'mps.0', 'source', '__proto__', 'constructor'),
    fc.string(),
  );
  const fields = fc.dictionary(key, value);

  it('never make it throw, and a refusal always names a field', () => {
    fc.assert(
      fc.property(fields, fc.boolean(), (fields, over) => {
        const all = over ? { ...filled, ...fields } : fields;
        answersFrom(all);
        const checked = checkAnswers(all);
        if (checked.ok) expect(fullAnswers.parse(checked.answers)).toEqual(checked.answers);
        else expect(checked.errors.length).toBeGreaterThan(0);
        expect(plainForm.safeParse(all).success).toBe(checked.ok);
      }),
      { numRuns: 300 },
    );
  });

  it('leave the prototype of objects alone', () => {
    checkAnswers(JSON.parse('{"__proto__":"x","constructor.prototype.x":"y","mps.0.fullName":"z"}'));
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
