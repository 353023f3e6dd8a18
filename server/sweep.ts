import { StorageError } from '../storage/storage-error.ts';
import { dropExpiredMailboxes } from './public/mailbox.ts';
import type { PublicServer } from './public/public-server.ts';
import { dropOldUploads } from './public/upload-store.ts';

const hourMs = 60 * 60 * 1000;

type Swept = Pick<PublicServer, 'store' | 'now' | 'log'>;

/**
 * Deletes what was begun and never finished, and mailboxes whose time is over; then what is left of deleted bytes, also
 * of what the team's commands have deleted. Nothing that fails keeps the rest from being done.
 */
export async function sweep(server: Swept, threadDays: number): Promise<void> {
  const failed = (what: string) => (error: unknown) =>
    server.log.error(what, { code: error instanceof StorageError ? error.code : 'server-error' });
  await dropOldUploads(server).catch(failed('uploads not deleted'));
  await dropExpiredMailboxes(server, threadDays).catch(failed('mailboxes not deleted'));
  const cleared = await server.store.clearAway().catch(failed('deleted bytes not cleared'));
  if (cleared === false) server.log.error('deleted bytes not cleared', { code: 'storage-busy' });
}

/** Sweeps now and every hour. @returns what ends it. */
export function startSweeping(server: Swept, threadDays: number): () => void {
  void sweep(server, threadDays);
  const sweeping = setInterval(() => void sweep(server, threadDays), hourMs);
  return () => clearInterval(sweeping);
}
