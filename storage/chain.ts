import type Database from 'better-sqlite3';
import type { Attempt } from './attempt.ts';
import { type ChainPoint, genesisHead, type LinkChain, type Store } from './store.ts';

interface Entry {
  position: number;
  sha256: string;
  day: string;
  head: string;
}

export interface Chain extends Pick<Store, 'chainSegment'> {
  /** Adds an entry and gives its position; only inside the caller's transaction. */
  append(sha256: string, day: string, link: LinkChain): number;
}

/** Prepares the hash chain over accepted envelopes; for `sqlite.ts`. */
export function openChain(db: Database.Database, attempt: Attempt): Chain {
  const last = db.prepare<[], Entry>('SELECT * FROM chain ORDER BY position DESC LIMIT 1');
  const at = db.prepare<[number], Entry>('SELECT * FROM chain WHERE position = ?');
  const from = db.prepare<[number], Entry>('SELECT * FROM chain WHERE position >= ? ORDER BY position');
  const insert = db.prepare<[number, string, string, string]>(
    'INSERT INTO chain (position, sha256, day, head) VALUES (?, ?, ?, ?)',
  );

  // One transaction, so that no other process adds an entry between the three reads.
  const segment = db.transaction((fromPosition: number) => {
    const end = pointOf(last.get());
    const start = fromPosition > end.length ? end : pointOf(at.get(fromPosition - 1));
    return { start, entries: from.all(fromPosition).map(({ sha256, day }) => ({ sha256, day })), end };
  });

  return {
    append(sha256, day, link) {
      const { length, head } = pointOf(last.get());
      insert.run(length + 1, sha256, day, link(head, sha256, day));
      return length + 1;
    },

    async chainSegment(fromPosition) {
      if (!Number.isSafeInteger(fromPosition) || fromPosition < 1) throw new RangeError('Chain positions start at 1.');
      return attempt(() => segment(fromPosition));
    },
  };
}

function pointOf(entry: Entry | undefined): ChainPoint {
  return entry ? { length: entry.position, head: entry.head } : { length: 0, head: genesisHead };
}
