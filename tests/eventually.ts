import { vi } from 'vitest';

/** How long a test waits for what must come, in milliseconds: only against hanging, a busy machine is no fault. */
export const patienceMs = 120_000;

/** Asks again and again until a check holds. @throws what the check threw last. */
export const eventually = <Result>(check: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(check, { timeout: patienceMs, interval: 50 });
