import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tests/slowest-first.ts';

export default defineConfig({
  test: {
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{crypto,report,storage,server,views,reading-room,tools}/**/*.test.{ts,tsx}'],
          // Only against hanging: a busy machine is no fault of a test.
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxWorkers: 3,
          // Files share what they import, which saves a quarter of the time. So none may replace a module, or leave a spy.
          isolate: false,
        },
      },
      {
        // The house itself: import rules, bundles, built pages.
        test: {
          name: 'house',
          include: ['tests/house/**/*.test.ts'],
          globalSetup: ['tests/house/built-site.ts'],
          // As many as above, so that they run together.
          maxWorkers: 3,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        // Real browsers, each worker against a whole site of its own.
        test: {
          name: 'journeys',
          include: ['tests/{journeys,canary}/**/*.test.ts'],
          globalSetup: ['tests/journeys/start-site.ts'],
          // On two cores: one of three mostly waits. start-site.ts starts as many sites.
          maxWorkers: 3,
          // A worker keeps its browsers from file to file, see kept-browser.ts.
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
