import type { Io } from '../../reading-room/io.ts';
import { run } from '../../reading-room/run.ts';

/** What a command left behind. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

interface Person {
  readonly isTerminal?: boolean;
  /** What is typed when a secret is asked for, in order; then nobody answers. */
  readonly types?: readonly string[];
  readonly today?: string;
}

/** Runs a command in this process, as a person (or nobody) at a terminal would. */
export async function ran(argv: readonly string[], person: Person = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const answers = [...(person.types ?? [])];
  const io: Io = {
    async out(text) {
      out += text;
    },
    err(text) {
      err += text;
    },
    isTerminal: person.isTerminal ?? false,
    async askSecret(question) {
      err += `${question}\n`;
      return answers.shift() ?? null;
    },
    today: () => person.today ?? '2031-03-01',
  };
  const status = await run(argv, io);
  return { status, out, err };
}

/** The code of the one error that a command printed, having checked the shape of what it printed. */
export function errorCode({ status, err }: Ran): string | undefined {
  const lines = /^error: ([a-z-]+): .+\nhint: .+\n$/m.exec(err);
  return status === 1 && !/^ {4}at /m.test(err) ? lines?.[1] : undefined;
}
