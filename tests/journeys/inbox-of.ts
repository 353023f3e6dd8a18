import { readFileSync } from 'node:fs';
import { Decrypter } from 'age-encryption';
import Database from 'better-sqlite3';
import { openEnvelope } from '../../crypto/open.ts';
import { unpackPayload } from '../../crypto/unpack.ts';
import { type Report, reportSchema } from '../../report/report.ts';
import type { SiteFacts } from './start-site.ts';

/** What lies on the server, opened in this process: other journeys go through the commands, which take seconds. */
export interface Inbox {
  /** Forgets what is there. */
  drain(): void;
  /** Every report since, oldest first. */
  reports(): Promise<Report[]>;
}

export function inboxOf({ db: file, identity, passphraseFile }: SiteFacts): Inbox {
  const db = new Database(file, { readonly: true });
  const last = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM chain').pluck();
  const since = db
    .prepare<[number], number>('SELECT body_id FROM envelopes WHERE position > ? ORDER BY position')
    .pluck();
  const rows = db.prepare<[number], Buffer>('SELECT bytes FROM body_rows WHERE body_id = ? ORDER BY position').pluck();
  const key = unlock(identity, passphraseFile);
  let seen = last.get() ?? 0;
  return {
    drain() {
      seen = last.get() ?? 0;
    },
    async reports() {
      const reports: Report[] = [];
      for (const id of since.all(seen)) {
        const { report } = unpackPayload(await openEnvelope(Buffer.concat(rows.all(id)), [await key]));
        reports.push(reportSchema.parse(JSON.parse(Buffer.from(report.bytes).toString())));
      }
      return reports;
    },
  };
}

async function unlock(identity: string, passphraseFile: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(readFileSync(passphraseFile, 'utf8').trim());
  const text = await decrypter.decrypt(new Uint8Array(readFileSync(identity)), 'text');
  return /^AGE-SECRET-KEY-PQ-1.+$/m.exec(text)?.[0] ?? '';
}
