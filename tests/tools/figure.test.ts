import { expect, it } from 'vitest';
import { figureOf, inRounds, median } from '../../tools/figure.ts';

it('sets the median of the rounds beside that of the ceiling, on the right side of the target', () => {
  const told = { name: 'speed', unit: 'MB/s', target: 0.5 } as const;
  const figure = figureOf({ ...told, targetOf: 'ratio ≥' }, [40, 10, 60], [100, 50, 70]);
  expect(figure).toMatchObject({ value: 40, ceiling: 70, met: true, rounds: 3, spread: 50 });
  expect(figure.ratio).toBeCloseTo(4 / 7);
  expect(figureOf({ ...told, targetOf: 'value ≤' }, [40], [100]).met).toBe(false);
  expect(median([])).toBeNaN();
});

it('begins no round after its time, and one at least', async () => {
  let count = 0;
  const round = async () => {
    count += 1;
    return count;
  };
  expect(await inRounds(3, 60_000, round)).toEqual([1, 2, 3]);
  expect(await inRounds(3, 0, round)).toEqual([4]);
});
