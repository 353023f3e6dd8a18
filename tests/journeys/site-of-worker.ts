import { inject } from 'vitest';
import type { SiteFacts } from './start-site.ts';

/** The site of the worker that runs this file; what its tests send, no other test finds. */
export function siteOfWorker(): SiteFacts {
  const site = inject('sites')[Number(process.env.VITEST_POOL_ID ?? 1) - 1];
  if (!site) throw new Error(`no site for worker ${process.env.VITEST_POOL_ID}`);
  return site;
}
