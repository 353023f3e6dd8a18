import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readCatalogues } from '../server/catalogues.ts';
import { readSettings } from '../server/settings.ts';
import { buildAll } from './build.ts';
import { locales } from './build-inputs.ts';
import { demoSettings } from './demo-settings.ts';
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts';
import { makeThrowAwayCommittee } from './throw-away-committee.ts';

export interface SiteOptions {
  /** Where keys, keyring and database lie; made if missing, kept if there. */
  readonly data: string;
  /** Folder of the committee's keys, made if missing: that of another site whose keyring names this address too. */
  readonly keys?: string;
  /** Addresses besides this one that a new keyring names. */
  readonly otherOrigins?: readonly string[];
  readonly port: number;
  readonly teamPort: number;
  /** Folder under `dist/` for this build. */
  readonly name: string;
  readonly mailWindowSeconds?: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** Path of a module that the server's process loads before its own. */
  readonly preload?: string;
  /** Hears what is being done. */
  readonly tell?: (text: string) => void;
}

/** A whole site on the loopback interface: throw-away committee, build, both listeners, mail catcher. */
export interface Site {
  readonly public: string;
  readonly team: string;
  readonly mail: MailCatcher;
  readonly committee: string;
  readonly identity: string;
  readonly passphraseFile: string;
  readonly keyring: string;
  readonly db: string;
  /** Folder of the build; sites of one name and committee share it. */
  readonly dist: string;
  /** Whether the database was made by this start. */
  readonly isNew: boolean;
  /** Number of the server's process now. */
  pid(): number;
  /** Status of a server that ended by itself. */
  readonly ended: Promise<number | null>;
  /** Ends the server as a cut of power would, and starts it again over the same files. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a site for the demo or for journeys. @throws Error with what the server said if it does not start. */
export async function startSite(options: SiteOptions): Promise<Site> {
  const { data, port, teamPort, tell = () => {} } = options;
  const origin = `http://localhost:${port}`;
  const keys = options.keys ?? join(data, 'keys');
  const keyrings = join(data, 'keyrings');
  const db = join(data, 'reports.sqlite');
  const isNew = !existsSync(db);
  for (const each of [port, teamPort]) await requireFree(each);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (!existsSync(join(keys, 'committee.json'))) {
    tell('Making a throw-away committee …');
    await makeThrowAwayCommittee(keys, [origin, `http://127.0.0.1:${port}`, ...(options.otherOrigins ?? [])]);
  }
  mkdirSync(keyrings, { recursive: true, mode: 0o700 });
  for (const name of ['keyring-0001.json', 'keyring-0001.json.minisig'])
    copyFileSync(join(keys, name), join(keyrings, name));
  requireServed(join(keys, 'keyring-0001.json'), origin);
  const mail = await startMailCatcher();
  const catalogues = readCatalogues(locales);
  const environment = {
    COMMITTEE: join(keys, 'committee.json'),
    KEYRINGS: keyrings,
    DATABASE: db,
    PORT: String(port),
    TEAM_PORT: String(teamPort),
    SMTP_URL: mail.smtp,
    MAIL_FROM: 'form@report.example',
    MAIL_TO: 'team@committee.example',
    MAIL_WINDOW_SECONDS: String(options.mailWindowSeconds ?? 5),
    ...demoSettings([...catalogues.keys()]),
    ...options.settings,
  };
  tell('Building …');
  const dist = join(import.meta.dirname, '../dist', options.name);
  await buildAll(readSettings(environment, catalogues), dist, locales, 'quickest');
  const ended = Promise.withResolvers<number | null>();
  let isEnding = false;
  const launch = async () => {
    const before = options.preload === undefined ? [] : ['--import', options.preload];
    const launched = spawn(process.execPath, [...before, join(dist, 'server/main.js')], {
      env: { PATH: process.env.PATH ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await started(launched);
    launched.once('exit', (code) => {
      if (!isEnding) ended.resolve(code);
    });
    return launched;
  };
  let server = await launch();
  const endBy = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    isEnding = true;
    server.kill(signal);
    await once(server, 'exit');
  };
  return {
    public: `${origin}/en/`,
    team: `http://localhost:${teamPort}/`,
    mail,
    committee: environment.COMMITTEE,
    identity: join(keys, 'identity.key.age'),
    passphraseFile: join(keys, 'identity.passphrase'),
    keyring: join(keys, 'keyring-0001.json'),
    db,
    dist,
    isNew,
    pid: () => server.pid ?? 0,
    ended: ended.promise,
    async crash() {
      await endBy('SIGKILL');
      isEnding = false;
      server = await launch();
    },
    async stop() {
      await endBy('SIGTERM');
      await mail.close();
    },
  };
}

/** @throws Error if somebody listens there already; asked first, so that nothing is made for a port that is not to be had. */
async function requireFree(port: number): Promise<void> {
  const probe = createServer();
  probe.listen(port, '127.0.0.1');
  await once(probe, 'listening').catch(() => {
    throw new Error(`port ${port} is taken`);
  });
  probe.close();
  await once(probe, 'close');
}

/** @throws Error if keys that are there already were made for another address: the form would answer 421. */
function requireServed(keyring: string, origin: string): void {
  const { origins } = JSON.parse(readFileSync(keyring, 'utf8')) as { origins: string[] };
  if (!origins.includes(origin)) throw new Error(`the keys there are for ${origins.join(' and ')}, not for ${origin}`);
}

/** Resolves once the server has said that it started. */
async function started(server: ChildProcess): Promise<void> {
  const errors: string[] = [];
  server.stderr?.on('data', (bytes: Buffer) => errors.push(bytes.toString()));
  if (!server.stdout) throw new Error('no output');
  const lines = createInterface({ input: server.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.includes('"msg":"started"')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}\n${errors.join('')}`)));
  });
}
