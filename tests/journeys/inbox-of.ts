import Database from 'better-sqlite3';
import { openEnvelope } from '../../crypto/open.ts';
import { type UnpackedFile, unpackPayload } from '../../crypto/unpack.ts';
import { type Report, reportSchema } from '../../report/report.ts';
import type { SiteFacts } from './start-site.ts';

/** What lies on the server, opened in this process: other journeys go through the commands, which take seconds. */
export interface Inbox {
  /** Forgets what is there. */
  drain(): void;
  /** Every report since, oldest first. */
  reports(): Promise<Report[]>;
  /** The same with the files that came with each. */
  opened(): Promise<Opened[]>;
}

export interface Opened {
  readonly report: Report;
  readonly files: readonly UnpackedFile[];
  /** Of its envelope, bytes. */
  readonly sealedBytes: number;
}

/** @param key the committee's, `AGE-SECRET-KEY-PQ-1…`. */
export function inboxOf({ db: file, key }: Pick<SiteFacts, 'db' | 'key'>): Inbox {
  const db = new Database(file, { readonly: true });
  const last = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM chain').pluck();
  const since = db
    .prepare<[number], number>('SELECT body_id FROM envelopes WHERE position > ? ORDER BY position')
    .pluck();
  const rows = db.prepare<[number], Buffer>('SELECT bytes FROM body_rows WHERE body_id = ? ORDER BY position').pluck();
  let seen = last.get() ?? 0;
  async function opened(): Promise<Opened[]> {
    const all: Opened[] = [];
    for (const id of since.all(seen)) all.push(await openBytes(Buffer.concat(rows.all(id)), key));
    return all;
  }
  return {
    drain() {
      seen = last.get() ?? 0;
    },
    reports: async () => (await opened()).map(({ report }) => report),
    opened,
  };
}

/** One envelope, opened in this process. */
export async function openBytes(envelope: Uint8Array, key: string): Promise<Opened> {
  const { report, files } = unpackPayload(await openEnvelope(envelope, [key]));
  return {
    report: reportSchema.parse(JSON.parse(Buffer.from(report.bytes).toString())),
    files,
    sealedBytes: envelope.length,
  };
}
