import pino from 'pino';
import { machineClock } from './clock.ts';

/**
 * What may stand in a log line; nothing else can be written. No report, envelope, code, address, user agent, and no
 * time finer than the hour: a log that knows minutes knows who sent what.
 */
export interface LogFields {
  readonly code?: string;
  readonly status?: number;
  readonly count?: number;
  readonly days?: number;
  readonly serial?: number;
  readonly port?: number;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const allowed = ['code', 'status', 'count', 'days', 'serial', 'port'] as const;

function pick(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(allowed.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
}

/** A log of one JSON line an event, on standard output unless told otherwise. */
export function newLog(destination?: pino.DestinationStream): Log {
  const lines = pino(
    { base: null, timestamp: () => `,"hour":"${machineClock().toISOString().slice(0, 13)}"` },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
  return {
    info: (event, fields = {}) => lines.info(pick(fields), event),
    error: (event, fields = {}) => lines.error(pick(fields), event),
  };
}
