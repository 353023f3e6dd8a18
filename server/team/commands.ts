import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { OutgoingError } from '../../crypto/outgoing.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { commandAttempt } from '../../storage/attempt.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import { StorageError } from '../../storage/storage-error.ts';
import type { Store } from '../../storage/store.ts';
import { machineClock, utcDay } from '../clock.ts';
import { loadEnvFile } from '../env-file.ts';
import { newestOf, readCommittee, readKeyrings } from '../keyrings.ts';
import { collect } from './collect.ts';
import { importOutgoing } from './import.ts';

const usage = `Usage, on the server machine:
  npm run team -- collect [--from POSITION] [--database FILE] [--committee FILE] OUT.tar
  npm run team -- import [--database FILE] [--committee FILE] [--keyrings DIR] OUTGOING.tar

collect   writes the envelopes not yet collected as a bundle for the reading room.
          --from 12 writes everything from the 12th envelope on again, for a bundle that was lost.
import    verifies a bundle of answers from the reading room, then publishes them.
          Database, committee and keyrings come from the settings (environment or .env) unless named.`;

class UsageError extends Error {}

/** Asked for once settings are read. */
const optionsNow = () =>
  ({
    from: { type: 'string' },
    database: { type: 'string', default: process.env.DATABASE ?? '' },
    committee: { type: 'string', default: process.env.COMMITTEE ?? '' },
    keyrings: { type: 'string', default: process.env.KEYRINGS ?? '' },
    help: { type: 'boolean', default: false },
  }) as const;

interface Values {
  readonly from?: string;
  readonly database: string;
  readonly committee: string;
  readonly keyrings: string;
}

interface Command {
  /** Does it with its one file; gives the exit status. */
  readonly run: (store: Store, file: string, values: Values) => Promise<number>;
  /** What to do where it fails for a reason that has no hint of its own. */
  readonly hint: string;
}

const commands: ReadonlyMap<string, Command> = new Map([
  ['collect', { run: collectCommand, hint: 'nothing was marked as collected; run the command again' }],
  ['import', { run: importCommand, hint: 'what was published stays published; run the command again' }],
]);

/** Runs one command of the team on the server machine; gives the exit status. */
export async function team(words: readonly string[]): Promise<number> {
  try {
    const problems = loadEnvFile();
    if (problems.length > 0) throw new Error(problems.join('; '));
    return await run([...words]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`error: ${message}`);
    if (error instanceof UsageError) console.error(usage);
    else console.error(`hint: ${hintFor(error, words[0])}`);
    return 1;
  }
}

function hintFor(error: unknown, name = ''): string {
  if (error instanceof OutgoingError) return `nothing was published; ${outgoingHints[error.code]}`;
  const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  if (isThere) return 'nothing was written or marked; choose another name';
  if (error instanceof StorageError && error.code === 'storage-busy')
    return 'end whatever else writes in the database, then run the command again';
  return commands.get(name)?.hint ?? 'run the command again';
}

const outgoingHints: { readonly [Code in OutgoingError['code']]: string } = {
  'outgoing-malformed':
    'it is no bundle of answers, or not all of it: have it made again (outgoing --all), and carry that',
  'outgoing-foreign': 'it is of another committee',
  'outgoing-unsigned': 'its signature does not fit: somebody may have changed it',
  'outgoing-key-unknown': 'no keyring here lists the key that signed it: put the newest keyring into KEYRINGS',
  'outgoing-key-revoked':
    'the key that signed it was revoked: have the answers written again with another one, then outgoing',
  'outgoing-key-outside-window': 'the key that signed it did not count on that day',
};

async function run(words: string[]): Promise<number> {
  const options = optionsNow();
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unknown option');
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [name = '', file, ...rest] = positionals;
  const command = commands.get(name);
  if (!command || !file || rest.length > 0) throw new UsageError('no such command');
  if (!values.database || !values.committee)
    throw new UsageError('DATABASE and COMMITTEE are needed, as settings or options');
  if (!existsSync(values.database)) throw new UsageError(`there is no database ${values.database}`);
  const store = openSqliteStore(values.database, commandAttempt);
  try {
    return await command.run(store, file, values);
  } finally {
    await store.close();
  }
}

async function collectCommand(store: Store, file: string, { from, committee }: Values): Promise<number> {
  if (from !== undefined && !/^[1-9]\d{0,9}$/.test(from)) throw new UsageError('--from takes a position from 1');
  const position = from === undefined ? undefined : Number(from);
  const { envelopes, chainLength } = await collect(store, readCommittee(committee).id, file, position);
  console.log(`${envelopes} envelopes in ${file}; the chain has ${chainLength} entries`);
  return 0;
}

async function importCommand(store: Store, file: string, { from, committee, keyrings }: Values): Promise<number> {
  if (from !== undefined) throw new UsageError('--from belongs to collect');
  if (!keyrings) throw new UsageError('KEYRINGS is needed, as setting or option');
  const engine = await sodiumEngine();
  const believed = readCommittee(committee);
  const { keyring } = newestOf(readKeyrings(engine, believed, keyrings));
  const trust = { engine, committee: believed, keyring };
  const imported = await importOutgoing(store, trust, file, utcDay(machineClock()));
  const { published, alreadyHere, erased, refused, isCleared } = imported;
  console.log(`${published} answers published, ${alreadyHere} were here already, ${erased} mailboxes erased`);
  for (const { mailboxId, why } of refused) console.error(`refused: ${mailboxId}: ${refusals[why]}`);
  if (!isCleared) console.error(notCleared);
  return refused.length === 0 ? 0 : 1;
}

const notCleared =
  'notice: another program reads the database, so what was erased can still be found in its -wal file; end that program: the server clears the file within the hour';

const refusals = {
  older: 'older: a later answer is here',
  'number-taken': 'number-taken: another answer of the same number is here',
  ending: 'ending: its mailbox is to be erased once what waits in it is collected',
  'not-collected': 'not-collected: an envelope waits in it; collect and read it before it is erased',
} as const;
