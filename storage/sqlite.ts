import { openAnswers } from './answers.ts';
import { openBodies } from './bodies.ts';
import { openChain } from './chain.ts';
import { openDatabase } from './database.ts';
import { openEnvelopes } from './envelopes.ts';
import { openOutbox } from './outbox.ts';
import type { Store } from './store.ts';
import { openUploads } from './uploads.ts';

/**
 * Opens the store in one SQLite file, making it where missing; two processes may hold the same file open.
 * @throws StorageError `storage-newer` when a later version wrote the file; `storage-full`; `storage-broken`.
 */
export function openSqliteStore(file: string): Store {
  const db = openDatabase(file);
  const chain = openChain(db);
  const outbox = openOutbox(db);
  const bodies = openBodies(db);
  const { accept, ...envelopes } = openEnvelopes(db, chain, outbox, bodies);
  const uploads = openUploads(db, bodies, accept);
  return {
    ...envelopes,
    ...uploads,
    ...openAnswers(db),
    chainSegment: chain.chainSegment,
    openBatch: outbox.openBatch,
    closeBatch: outbox.closeBatch,
    async close() {
      db.close();
    },
  };
}
