import { erase } from './erase.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';
import { keygen } from './keygen.ts';
import { keyringSign } from './keyring-sign.ts';
import { keyringVerify } from './keyring-verify.ts';
import { open } from './open.ts';
import { outgoing } from './outgoing.ts';
import { reply } from './reply.ts';
import { failureOf, RoomError } from './room-error.ts';
import { sentences } from './sentences.ts';
import { usage } from './usage.ts';

type Command = (argv: readonly string[], io: Io) => Promise<number>;

const commands = new Map<string, Command>([
  ['keygen', keygen],
  ['keyring', keyring],
  ['open', open],
  ['reply', reply],
  ['outgoing', outgoing],
  ['erase', erase],
]);
const keyringCommands = new Map<string, Command>([
  ['sign', keyringSign],
  ['verify', keyringVerify],
]);

/**
 * Runs one command of the reading room; gives its exit status and never throws.
 * Whatever goes wrong is an `error:` line with its code, and a `hint:` line, on standard error.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    const [name, ...rest] = argv;
    if (name === undefined || name === 'help' || argv.includes('--help') || argv.includes('-h')) {
      await io.out(usage);
      return name === undefined ? 1 : 0;
    }
    return await commandOf(commands, name)(rest, io);
  } catch (error) {
    const { code, detail } = failureOf(error);
    const { sentence, hint } = sentences[code];
    io.err(`error: ${code}: ${sentence}${detail ? ` (${inert(detail)})` : ''}\nhint: ${hint}\n`);
    if (process.env.DEBUG && error instanceof Error) io.err(`${error.stack}\n`);
    return 1;
  }
}

async function keyring([name, ...rest]: readonly string[], io: Io): Promise<number> {
  return commandOf(keyringCommands, name ?? '')(rest, io);
}

function commandOf(table: ReadonlyMap<string, Command>, name: string): Command {
  const command = table.get(name);
  if (!command) throw new RoomError('usage', `there is no command ${name}; known: ${[...table.keys()].join(', ')}`);
  return command;
}
