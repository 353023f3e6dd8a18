import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { fakedClock, otherDays } from '../../tools/faked-clock.ts';
import { faketime, findProgram } from '../../tools/programs.ts';

const startsOn = (day: string) => otherDays(new Date(`${day}T12:00:00Z`)).map(({ start }) => start);

describe('otherDays', () => {
  it('begins two seconds before a leap day, a year and a day far ahead are over', () => {
    expect(startsOn('2026-11-30')).toEqual(['2028-02-29 23:59:58', '2026-12-31 23:59:58', '2028-01-04 23:59:58']);
  });

  it('finds the next leap day from either side of one, and over a year that has none', () => {
    expect(startsOn('2028-02-28')[0]).toBe('2028-02-29 23:59:58');
    expect(startsOn('2028-02-29')[0]).toBe('2032-02-29 23:59:58');
    expect(startsOn('2096-03-01')[0]).toBe('2104-02-29 23:59:58');
  });
});

describe.skipIf(findProgram(faketime.name) === null)('fakedClock', () => {
  it('moves the clock of a process, which crosses midnight there, and no time by which programs wait', () => {
    const script = `console.log(new Date().toISOString().slice(0, 10));
      while (new Date().getUTCDate() !== 1) {}
      console.log(new Date().toISOString().slice(0, 10));
      console.log(process.hrtime.bigint().toString());`;
    const env = { PATH: process.env.PATH, ...fakedClock('2028-02-29 23:59:59') };
    const before = process.hrtime.bigint();
    const [first, last, monotonic] = execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' }).split(
      '\n',
    );
    expect([first, last]).toEqual(['2028-02-29', '2028-03-01']);
    // One clock for all processes of a machine.
    const after = process.hrtime.bigint();
    expect(BigInt(monotonic ?? 0) > before && BigInt(monotonic ?? 0) < after).toBe(true);
  });
});
