import type { lightEngine } from '../../crypto/light-engine.ts';
import type { sodiumEngine } from '../../crypto/sodium-engine.ts';

/** What the two engine scripts leave behind where they were loaded. */
export interface EngineScripts {
  newSodiumEngine?: typeof sodiumEngine;
  newLightEngine?: typeof lightEngine;
}

/** Addresses of the engine scripts; only one of them is fetched. */
export interface EngineUrls {
  readonly sodium: string;
  readonly light: string;
}
