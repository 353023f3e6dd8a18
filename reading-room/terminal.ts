import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Io } from './io.ts';
import { RoomError } from './room-error.ts';

/** The real terminal. Only `main.ts` makes one. */
export function terminalIo(): Io {
  // A reader that closes early (`| head`) is no error of ours.
  process.stdout.on('error', () => process.exit(1));
  return {
    out: (text) => new Promise((resolve) => void process.stdout.write(text, () => resolve())),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stdout.isTTY === true,
    askSecret,
    today: () => new Date().toISOString().slice(0, 10),
  };
}

/** Asks on standard error, since standard output may be JSON. */
function askSecret(question: string): Promise<string | null> {
  if (process.stdin.isTTY !== true) return Promise.resolve(null);
  process.stderr.write(question);
  // Readline echoes to its output; one that swallows everything shows nothing, not even the length.
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silence, terminal: true, historySize: 0 });
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.once('SIGINT', () => {
      reject(new RoomError('interrupted'));
      lines.close();
    });
    lines.once('close', () => {
      process.stderr.write('\n');
      resolve(null);
    });
  });
}
