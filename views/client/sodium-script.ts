import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import type { EngineScripts } from './engine-scripts.ts';

/** libsodium as a script of its own, so that browsers without WebAssembly need not fetch it. */
(self as unknown as EngineScripts).newSodiumEngine = sodiumEngine;
