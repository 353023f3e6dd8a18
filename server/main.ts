import { setFlagsFromString } from 'node:v8';
import './runtime.ts';

// What many large bodies leave behind is collected early: V8 would let 100 MiB of it lie first, on a machine that may
// have little. Before anything else, which would let its generations grow.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=25');

const { serve } = await import('./serve.ts');
await serve();
