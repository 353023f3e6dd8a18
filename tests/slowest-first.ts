import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest, about longest first: begun last, each would keep one worker busy while the others have nothing to
 * do.
 */
const slowest = [
  'house/server-load',
  'views/markup',
  'reading-room/keygen',
  'views/report-page',
  'journeys/accessibility',
  'journeys/evidence.',
  'canary/chromium',
  'journeys/traces',
  'journeys/broken',
  'journeys/report.',
  'journeys/receipt.',
  'journeys/evidence-large',
  'journeys/take-away',
  'journeys/keyboard',
  'journeys/groups',
  'journeys/exit',
  'canary/firefox',
  'canary/hardened-firefox',
  'journeys/languages',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = slowest.findIndex((name) => moduleId.includes(`/tests/${name}`));
  return found < 0 ? slowest.length : found;
};

/** Files of tests in the order in which they are over soonest, on a machine that has never run them too. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}
