import type { EngineScripts } from './engine-scripts.ts';
import { newFileSealing } from './sealing-files.ts';

// Loaded where sealing happens, once somebody adds a file.
(self as unknown as EngineScripts).newFileSealing = newFileSealing;
