import { lightEngine } from '../../crypto/light-engine.ts';
import type { EngineScripts } from './engine-scripts.ts';

/** The light engine as a script of its own: fetched where WebAssembly does not start, or libsodium did not come. */
(self as unknown as EngineScripts).newLightEngine = lightEngine;
