import { describe } from 'vitest';
import { noCanaryLeaves } from './no-canary-leaves.ts';

// A file of its own, so that another browser's can run beside it.
describe('in firefox', () => noCanaryLeaves('firefox'));
