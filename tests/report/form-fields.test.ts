import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkAnswers } from '../../report/form.ts';
import { formFields } from '../../tools/form-fields.ts';
import { anyAlertAnswers, anyFullAnswers } from './any-answers.ts';
import { wholeAnswers } from './whole-answers.ts';

it('names every control with what stands in it', () => {
  const fields = formFields(wholeAnswers);
  expect(fields).toMatchObject({
    'source.relation': ['self'],
    'mps.1.fullName': ['Mononyme'],
    'mps.0.birthYear': ['1979'],
    'events.0.from.year': ['2031'],
    'events.0.from.month': ['02'],
    'events.0.from.approx': ['yes'],
    'events.1.from.asWritten': ['٥ رمضان ١٤٥٢'],
    violations: ['arbitrary_detention', 'immunity'],
    acknowledgement: ['yes'],
  });
  expect(Object.keys(fields)).not.toContain('events.0.from.day');
});

it('gives a form that says the same as the answers, of either form', () => {
  expect(checkAnswers('full', formFields(wholeAnswers))).toEqual({
    ok: true,
    filled: { kind: 'new', answers: wholeAnswers },
  });
  fc.assert(
    fc.property(anyFullAnswers, (answers) => {
      expect(checkAnswers('full', formFields(answers))).toEqual({ ok: true, filled: { kind: 'new', answers } });
    }),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(anyAlertAnswers, (answers) => {
      expect(checkAnswers('alert', formFields(answers))).toEqual({
        ok: true,
        filled: { kind: 'urgent_alert', answers },
      });
    }),
    { numRuns: 300 },
  );
});
