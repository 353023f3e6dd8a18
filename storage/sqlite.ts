import { openChain } from './chain.ts';
import { openDatabase } from './database.ts';
import { openEnvelopes } from './envelopes.ts';
import { openOutbox } from './outbox.ts';
import type { Store } from './store.ts';

/**
 * Opens the store in one SQLite file, making it where missing; two processes may hold the same file open.
 * @throws StorageError `storage-newer` when a later version wrote the file; `storage-full`; `storage-broken`.
 */
export function openSqliteStore(file: string): Store {
  const db = openDatabase(file);
  const chain = openChain(db);
  const outbox = openOutbox(db);
  const envelopes = openEnvelopes(db, chain, outbox);
  return {
    ...envelopes,
    chainSegment: chain.chainSegment,
    openBatch: outbox.openBatch,
    closeBatch: outbox.closeBatch,
    async close() {
      db.close();
    },
  };
}
