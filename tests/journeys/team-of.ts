import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unlockSigningKey } from '../../crypto/key-file.ts';
import { readKeyring } from '../../crypto/keyring.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { run as room } from '../../reading-room/run.ts';
import { readCommittee } from '../../server/keyrings.ts';
import { collect } from '../../server/team/collect.ts';
import { importOutgoing } from '../../server/team/import.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import type { SiteFacts } from './start-site.ts';

const today = () => new Date().toISOString().slice(0, 10);

/** What `open --json` tells of one report. */
interface Told {
  readonly report: { readonly reportId: string; readonly kind: string; readonly mailboxId: string };
  readonly thread: string;
  readonly files: readonly { readonly packed: { readonly sha256: string; readonly intact: boolean } }[];
  readonly notices: readonly { readonly code: string }[];
}

/** The human rights team: collects, reads, answers and publishes, by what the commands are made of. */
export function teamOf(site: Pick<SiteFacts, 'keys' | 'identity' | 'passphraseFile' | 'db' | 'committee'>) {
  const folder = mkdtempSync(join(tmpdir(), 'team-'));
  const reports = join(folder, 'reports');
  const keyring = join(site.keys, 'keyring-0001.json');
  let count = 0;

  /** @throws Error with what the command said, if it fails. */
  async function run(...words: string[]): Promise<string> {
    let out = '';
    let err = '';
    const status = await room(words, {
      out: async (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      isTerminal: false,
      askSecret: async () => null,
      today,
    });
    if (status !== 0) throw new Error(`${words[0]}: ${err}${out}`);
    return out;
  }

  const signing = [
    ...['--reports', reports, '--committee', site.committee, '--keyring', keyring],
    ...['--reply-key', join(site.keys, 'reply.key.age'), '--passphrase-file', join(site.keys, 'reply.passphrase')],
  ];

  return {
    folder,
    reports,
    run,
    /** Collects what is new on the server, opens it and keeps it. */
    async read(): Promise<readonly Told[]> {
      count += 1;
      const bundle = join(folder, `bundle-${count}.tar`);
      const store = openSqliteStore(site.db);
      await collect(store, readCommittee(site.committee).id, bundle);
      await store.close();
      const words = ['--identity', site.identity, '--passphrase-file', site.passphraseFile, '--json', '--out', reports];
      return (JSON.parse(await run('open', ...words, bundle)) as { results: Told[] }).results;
    },
    /** Writes the next answer of a thread. */
    async answer(thread: string, status: string, text?: string, language = 'en'): Promise<void> {
      const message = join(folder, 'message.txt');
      if (text !== undefined) writeFileSync(message, text);
      const words = text === undefined ? [] : ['--message-file', message, '--language', language];
      await run('reply', '--thread', thread, '--status', status, ...words, ...signing);
    },
    /** Bundles what was answered, and publishes it on the server. */
    async publish(): Promise<string> {
      count += 1;
      const bundle = join(folder, `outgoing-${count}.tar`);
      await run('outgoing', ...signing, bundle);
      const engine = await sodiumEngine();
      const committee = readCommittee(site.committee);
      const bytes = new Uint8Array(readFileSync(keyring));
      const trust = {
        engine,
        committee,
        keyring: readKeyring(engine, committee, bytes, readFileSync(`${keyring}.minisig`, 'utf8')),
      };
      const store = openSqliteStore(site.db);
      await importOutgoing(store, trust, bundle, today());
      await store.close();
      return bundle;
    },
    /** The key that signs answers. */
    replyKey() {
      const read = (name: string) => readFileSync(join(site.keys, name));
      return unlockSigningKey(new Uint8Array(read('reply.key.age')), read('reply.passphrase').toString().trim());
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type Team = ReturnType<typeof teamOf>;
