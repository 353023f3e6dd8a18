import './runtime.ts';

const { serve } = await import('./serve.ts');
await serve();
