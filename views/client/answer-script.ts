import { openAnswer } from '../../crypto/answer.ts';
import type { EngineScripts } from './engine-scripts.ts';

// Loaded where sealing happens, once somebody comes back with a code.
(self as unknown as EngineScripts).openAnswer = openAnswer;
