import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { inert } from './inert.ts';
import { RoomError } from './room-error.ts';

/** Reads options and positional arguments strictly. @throws RoomError `usage` for anything it does not know. */
export function readArguments<Options extends ParseArgsOptionsConfig>(argv: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: true });
  } catch (error) {
    // Node's message goes on with advice for programmers.
    throw new RoomError('usage', inert((error as Error).message.split('. ')[0] ?? ''), error);
  }
}

/** The one positional argument of a command. @throws RoomError `usage`. */
export function onlyOne(positionals: readonly string[], what: string): string {
  const [only, ...rest] = positionals;
  if (only === undefined || rest.length > 0) throw new RoomError('usage', `exactly one ${what} is needed`);
  return only;
}

/** An option that must be given. @throws RoomError `usage`. */
export function needed<Value>(value: Value | undefined, option: string): Value {
  if (value === undefined) throw new RoomError('usage', `${option} is missing`);
  return value;
}
