import type { openAnswer } from '../../crypto/answer.ts';
import type { lightEngine } from '../../crypto/light-engine.ts';
import type { sodiumEngine } from '../../crypto/sodium-engine.ts';
import type { newFileSealing } from './sealing-files.ts';

/** What the scripts leave behind that are loaded where sealing happens. */
export interface EngineScripts {
  newSodiumEngine?: typeof sodiumEngine;
  newLightEngine?: typeof lightEngine;
  newFileSealing?: typeof newFileSealing;
  openAnswer?: typeof openAnswer;
}
