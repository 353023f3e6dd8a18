import { describe, expect, it } from 'vitest';
import { alertQuestions, fullQuestions } from '../../report/questions.ts';
import { groupsOf, partsOf, sectionsOf } from '../../views/form-layout.ts';

it('gives the sections of a form in the order of its questions, each once', () => {
  expect(sectionsOf(fullQuestions)).toEqual(['source', 'contact', 'mps', 'situation', 'facts', 'law', 'consent']);
  expect(sectionsOf(alertQuestions)).toEqual(['alert']);
  expect(sectionsOf([])).toEqual([]);
});

describe.each([
  ['groups', groupsOf],
  ['parts', partsOf],
] as const)('%s', (_name, divide) => {
  it.each([
    ['full', fullQuestions],
    ['alert', alertQuestions],
  ])('hold every question of the form %s once, in its order', (_form, questions) => {
    expect(divide(questions).flatMap((run) => run.questions)).toEqual(questions);
  });
});

it('keeps each group of a section together', () => {
  for (const section of sectionsOf(fullQuestions)) {
    const found = groupsOf(fullQuestions.filter((question) => question.section === section)).map(({ group }) => group);
    const named = found.filter((group) => group !== null);
    expect(named).toEqual([...new Set(named)]);
  }
  const facts = fullQuestions.filter(({ section }) => section === 'facts');
  expect(groupsOf(facts).map(({ group }) => group)).toEqual([null, 'events', 'perpetrators', null]);
});

it('keeps each folded part together, also inside a group', () => {
  const mps = groupsOf(fullQuestions).find(({ group }) => group === 'mps')?.questions ?? [];
  expect(partsOf(mps).map(({ part }) => part)).toEqual([undefined, 'mpMore', 'mpMandate']);
  const parts = partsOf(fullQuestions).flatMap(({ part }) => part ?? []);
  expect(parts.length).toBeGreaterThan(10);
  expect(parts).toEqual([...new Set(parts)]);
});
