import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { commandAttempt } from '../../storage/attempt.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import type { Store } from '../../storage/store.ts';
import { machineClock, utcDay } from '../clock.ts';
import { loadEnvFile } from '../env-file.ts';
import { newestOf, readCommittee, readKeyrings } from '../keyrings.ts';
import { collect } from './collect.ts';
import { collectedLines } from './collected-lines.ts';
import { type CommandName, hintFor, NotClosedError } from './command-hints.ts';
import { importOutgoing } from './import.ts';

const usage = `Usage, on the server machine:
  npm run team -- collect [--from POSITION] [--database FILE] [--committee FILE] OUT.tar
  npm run team -- import [--database FILE] [--committee FILE] [--keyrings DIR] OUTGOING.tar

collect   writes the envelopes not yet collected as a bundle for the reading room, or as several (OUT-2.tar, …)
          where one would be longer than it can read.
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

/** Does it with its one file; gives the exit status. */
type Command = (store: Store, file: string, values: Values) => Promise<number>;

const commands: { readonly [Name in CommandName]: Command } = { collect: collectCommand, import: importCommand };

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

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
    else console.error(`hint: ${hintFor(error, words.find(isCommand) ?? 'collect')}`);
    return 1;
  }
}

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
  if (!isCommand(name) || !file || rest.length > 0) throw new UsageError('no such command');
  if (!values.database || !values.committee)
    throw new UsageError('DATABASE and COMMITTEE are needed, as settings or options');
  if (!existsSync(values.database)) throw new UsageError(`there is no database ${values.database}`);
  const store = openSqliteStore(values.database, commandAttempt);
  let status: number;
  try {
    status = await commands[name](store, file, values);
  } catch (error) {
    // What the command met counts, not what may follow from it.
    await store.close().catch(() => undefined);
    throw error;
  }
  try {
    await store.close();
  } catch (error) {
    throw new NotClosedError(error instanceof Error ? error.message : String(error));
  }
  return status;
}

async function collectCommand(store: Store, file: string, { from, committee }: Values): Promise<number> {
  if (from !== undefined && !/^[1-9]\d{0,9}$/.test(from)) throw new UsageError('--from takes a position from 1');
  const position = from === undefined ? undefined : Number(from);
  const collected = await collect(store, readCommittee(committee).id, file, { from: position });
  const { isLinked, unreadable } = collected;
  for (const line of collectedLines(collected)) console.log(line);
  if (!isLinked)
    console.error(
      'warning: the chain in the database does not lead to its end, and open will say so: somebody changed it',
    );
  for (const position of unreadable)
    console.error(
      `warning: the database does not give envelope ${position} as it was accepted: it is in no bundle and not marked as collected; keep a copy of the database, and collect from a backup with --from ${position}`,
    );
  return unreadable.length === 0 ? 0 : 1;
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
