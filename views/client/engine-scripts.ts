import type { lightEngine } from '../../crypto/light-engine.ts';
import type { sodiumEngine } from '../../crypto/sodium-engine.ts';
import type { newFileSealing } from './sealing-files.ts';

/** What the scripts leave behind that are loaded where sealing happens. */
export interface EngineScripts {
  newSodiumEngine?: typeof sodiumEngine;
  newLightEngine?: typeof lightEngine;
  newFileSealing?: typeof newFileSealing;
}

/** Addresses of these scripts: of the two engines one is fetched, and the other for files only. */
export interface EngineUrls {
  readonly sodium: string;
  readonly light: string;
  readonly files: string;
}
