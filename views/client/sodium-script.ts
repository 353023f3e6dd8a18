import { sodiumEngine } from '../../crypto/sodium-engine.ts';

/** libsodium as a script of its own, so that browsers without WebAssembly need not fetch it. */
(self as unknown as { newSodiumEngine: typeof sodiumEngine }).newSodiumEngine = sodiumEngine;
