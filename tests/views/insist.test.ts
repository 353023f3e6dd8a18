import { expect, it } from 'vitest';
import { insist } from '../../views/client/insist.ts';

it('starts at once, and anew after pauses that grow up to a minute', () => {
  let starts = 0;
  const pauses: number[] = [];
  let next = () => {};
  insist(
    () => {
      starts += 1;
    },
    (again, ms) => {
      pauses.push(ms);
      next = again;
    },
  );
  expect(starts).toBe(1);
  for (let time = 0; time < 5; time += 1) next();
  expect(starts).toBe(6);
  expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
});
