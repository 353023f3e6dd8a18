import { openAnswers } from './answers.ts';
import { type Attempt, serverAttempt } from './attempt.ts';
import { openBodies } from './bodies.ts';
import { openChain } from './chain.ts';
import { openClearing } from './clearing.ts';
import { openDatabase } from './database.ts';
import { openEnvelopes } from './envelopes.ts';
import { openOutbox } from './outbox.ts';
import type { Store } from './store.ts';
import { openUploads } from './uploads.ts';

/**
 * Opens the store in one SQLite file, making it where missing; two processes may hold the same file open.
 * @param attempt how long it waits for a lock of another program; by default as long as a server may.
 * @throws StorageError `storage-newer` when a later version wrote the file; `storage-busy`; `storage-full`;
 * `storage-broken`.
 */
export function openSqliteStore(file: string, attempt: Attempt = serverAttempt): Store {
  const db = openDatabase(file);
  const chain = openChain(db, attempt);
  const clearing = openClearing(db, attempt);
  const outbox = openOutbox(db, attempt, clearing);
  const bodies = openBodies(db, attempt);
  const { accept, isOpen, ...envelopes } = openEnvelopes(db, attempt, chain, outbox, bodies);
  const uploads = openUploads(db, attempt, clearing, bodies, { accept, isOpen });
  return {
    ...envelopes,
    ...uploads,
    ...openAnswers(db, attempt, clearing),
    chainSegment: chain.chainSegment,
    openBatch: outbox.openBatch,
    closeBatch: outbox.closeBatch,
    clearAway: clearing.clearAway,
    async close() {
      await clearing.stop();
      db.close();
    },
  };
}
