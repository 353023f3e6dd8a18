import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openSqliteStore } from '../../storage/sqlite.ts';
import { readCommittee } from '../keyrings.ts';
import { collect } from './collect.ts';

const usage = `Usage, on the server machine:
  npm run team -- collect [--from POSITION] [--database FILE] [--committee FILE] OUT.tar

collect   writes the envelopes not yet collected as a bundle for the reading room.
          --from 12 writes everything from the 12th envelope on again, for a bundle that was lost.
          Database and committee come from the settings (environment or .env) unless named.`;

class UsageError extends Error {}

/** Runs one command of the team on the server machine; gives the exit status. */
export async function team(words: readonly string[]): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    await run([...words]);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    console.error(`error: ${message}`);
    if (error instanceof UsageError) console.error(usage);
    else if (isThere) console.error('hint: nothing was written or marked; choose another name');
    else console.error('hint: nothing was marked as collected; run the command again');
    return 1;
  }
}

async function run(words: string[]): Promise<void> {
  const options = {
    from: { type: 'string' },
    database: { type: 'string', default: process.env.DATABASE ?? '' },
    committee: { type: 'string', default: process.env.COMMITTEE ?? '' },
    help: { type: 'boolean', default: false },
  } as const;
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unknown option');
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(usage);
    return;
  }
  const [command, file, ...rest] = positionals;
  if (command !== 'collect' || !file || rest.length > 0) throw new UsageError('no such command');
  if (values.from !== undefined && !/^[1-9]\d{0,9}$/.test(values.from))
    throw new UsageError('--from takes a position from 1');
  if (!values.database || !values.committee)
    throw new UsageError('DATABASE and COMMITTEE are needed, as settings or options');
  if (!existsSync(values.database)) throw new UsageError(`there is no database ${values.database}`);
  const store = openSqliteStore(values.database);
  try {
    const from = values.from === undefined ? undefined : Number(values.from);
    const { envelopes, chainLength } = await collect(store, readCommittee(values.committee).id, file, from);
    console.log(`${envelopes} envelopes in ${file}; the chain has ${chainLength} entries`);
  } finally {
    await store.close();
  }
}
