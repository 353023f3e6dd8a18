import { describe, expect, it } from 'vitest';
import { updateAnswers } from '../../report/answers.ts';
import { contradictionsIn } from '../../report/contradictions.ts';
import { checkAnswers, type Filled } from '../../report/form.ts';
import { seeds } from '../../tools/demo-reports.ts';
import { formFields } from '../../tools/form-fields.ts';

const filled = seeds.flatMap((seed): Filled[] => {
  if (seed.way === 'sealed') return [seed.filled];
  return seed.way === 'plain' ? [{ kind: 'new', answers: seed.answers }] : [];
});

describe('the twelve demonstration reports', () => {
  it('come by every way and in every kind', () => {
    expect(seeds).toHaveLength(12);
    expect(new Set(seeds.map(({ way }) => way))).toEqual(new Set(['sealed', 'plain', 'update', 'hostile-archive']));
    expect(filled.map(({ kind }) => kind).filter((kind) => kind === 'urgent_alert')).toHaveLength(1);
    expect(Math.max(...filled.map((each) => (each.kind === 'new' ? each.answers.mps.length : 0)))).toBe(120);
    for (const seed of seeds)
      if (seed.way === 'update') expect(updateAnswers.safeParse({ narrative: seed.narrative }).success).toBe(true);
  });

  it.each(filled)('are what the form gives, number %#', (each) => {
    expect(checkAnswers(each.kind === 'new' ? 'full' : 'alert', formFields(each.answers))).toEqual({
      ok: true,
      filled: each,
    });
  });

  it('happen in invented countries', () => {
    const named = JSON.stringify(filled).match(/"country(?:Now)?":"[^"]*"/g) ?? [];
    expect(named.length).toBeGreaterThan(120);
    expect(named.filter((each) => !/"X[A-Z]"$/.test(each))).toEqual([]);
  });

  it('contradict themselves only where that is to be seen', () => {
    const ids = filled.map((each) => contradictionsIn(each).map(({ id }) => id));
    expect(ids.at(-1)).toEqual(['record_only_and_more', 'objects_but_wide']);
    expect(ids.slice(0, -1).flat()).toEqual([]);
  });
});
