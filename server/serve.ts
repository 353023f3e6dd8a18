import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { daysBetween } from '../crypto/keyring.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { diskSpace } from '../storage/disk.ts';
import { openSqliteStore } from '../storage/sqlite.ts';
import { newMessages } from '../views/messages.ts';
import type { BuildRecord, SiteLanguage } from './build-record.ts';
import { type Catalogues, englishOf, messagesOf, readCatalogues } from './catalogues.ts';
import { machineClock, utcDay } from './clock.ts';
import { loadEnvFile } from './env-file.ts';
import { keyringNotice } from './keyring-notice.ts';
import { keyringOn, readCommittee, readKeyrings } from './keyrings.ts';
import { type Log, newLog } from './log.ts';
import { composeMail, createTransport } from './mail.ts';
import { memoryFacts, memoryOnDisk } from './memory-on-disk.ts';
import { startNotifier } from './notify.ts';
import { publicApp } from './public/app.tsx';
import { readSettings, type Settings, SettingsError } from './settings.ts';
import { startSweeping } from './sweep.ts';
import { teamApp } from './team/app.tsx';

/** A slow line needs long for a megabyte; a whole request may take this time. */
const requestTimeoutMs = 20 * 60_000;

/** A line on which nothing moves for so long is given up, whichever way it should. */
const idleTimeoutMs = 60_000;

/** Starts both listeners and the notifier, with settings from the environment and `.env`. Ends the process if it can't. */
export async function serve(): Promise<void> {
  const log = newLog();
  try {
    const problems = loadEnvFile();
    const catalogues = readCatalogues(join(import.meta.dirname, '../locales'));
    await start(readSettings(process.env, catalogues, problems), catalogues, log);
  } catch (error) {
    const problems =
      error instanceof SettingsError ? error.problems : [String(error instanceof Error ? error.message : error)];
    for (const problem of problems) console.error(`error: ${problem}`);
    if (error instanceof SettingsError)
      console.error('hint: settings come from the environment or from .env; .env.example explains each');
    else console.error('hint: docs/OPERATIONS.md says what belongs where');
    process.exit(1);
  }
}

async function start(settings: Settings, catalogues: Catalogues, log: Log): Promise<void> {
  const build = readBuild(settings);
  const engine = await sodiumEngine();
  const keyrings = readKeyrings(engine, readCommittee(settings.COMMITTEE), settings.KEYRINGS);
  const store = openSqliteStore(settings.DATABASE);
  const shared = { build, keyrings, store, log, now: machineClock };
  const folder = dirname(settings.DATABASE);
  const pages = publicApp({
    ...shared,
    engine,
    messages: messagesOf(catalogues, build.languages),
    staticFolder: join(import.meta.dirname, '../public'),
    diskSpace: () => diskSpace(folder),
    maxFileBytes: settings.MAX_FILE_MIB * 1024 * 1024,
    ...(settings.DISK_RESERVE === undefined ? {} : { diskReserveBytes: settings.DISK_RESERVE }),
  });
  const listeners = await Promise.all([
    listen(pages, settings.HOST, settings.PORT),
    listen(teamApp(shared, settings.TEAM_ORIGIN), settings.TEAM_HOST, settings.TEAM_PORT),
  ]);
  const english = englishOf(catalogues);
  const teamMessages = newMessages(catalogues.get(settings.mailLanguage) ?? english, english);
  const stopSweeping = startSweeping(shared, settings.THREAD_DAYS);
  const transport = createTransport(settings.SMTP_URL);
  const notifier = startNotifier({
    store,
    windowMs: settings.MAIL_WINDOW_SECONDS * 1000,
    compose: (batch, date) => {
      const notice = keyringNotice(keyringOn(keyrings, utcDay(date)).keyring, utcDay(date), teamMessages);
      const addresses = { from: settings.MAIL_FROM, to: settings.MAIL_TO };
      return composeMail({ batch, date, ...addresses, messages: teamMessages, keyringNotice: notice });
    },
    send: (mail) => transport.sendMail(mail),
    onError: (code) => log.error('mail not sent', { code }),
  });
  // A keyring that has expired stops nobody from reading the pages, which say so; the team must hear of it.
  const today = utcDay(machineClock());
  const { keyring } = keyringOn(keyrings, today);
  const notice = keyringNotice(keyring, today, teamMessages);
  for (const each of [...(notice ? [notice] : []), ...memoryOnDisk(memoryFacts())]) console.error(`notice: ${each}`);
  log.info('started', { port: settings.PORT, serial: keyring.serial, days: daysBetween(today, keyring.expires) });
  const stop = async () => {
    stopSweeping();
    await notifier.stop();
    await Promise.all(listeners.map(endListener));
    transport.close();
    await store.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

/** Requests under way may end; after this time they are cut. */
const farewellMs = 10_000;

async function endListener(listener: Awaited<ReturnType<typeof listen>>): Promise<void> {
  const ended = new Promise<void>((resolve) => listener.close(() => resolve()));
  if ('closeIdleConnections' in listener) listener.closeIdleConnections();
  const cut = setTimeout(() => 'closeAllConnections' in listener && listener.closeAllConnections(), farewellMs);
  await ended;
  clearTimeout(cut);
}

/** The build that lies beside this file. @throws Error if its committee or languages are not those of the settings. */
function readBuild(settings: Settings): BuildRecord {
  const build = JSON.parse(readFileSync(join(import.meta.dirname, '../build.json'), 'utf8')) as BuildRecord;
  const sha256 = createHash('sha256').update(readFileSync(settings.COMMITTEE)).digest('hex');
  if (build.committeeSha256 !== sha256)
    throw new Error('the build was made for another committee.json: run "npm run build" again');
  const spoken = (languages: readonly SiteLanguage[]) => languages.map(({ code }) => code).join(',');
  if (spoken(build.languages) !== spoken(settings.languages))
    throw new Error(`the build speaks ${spoken(build.languages)}, not LANGUAGES: run "npm run build" again`);
  return build;
}

async function listen(app: Hono, hostname: string, port: number) {
  const listener = createAdaptorServer({ fetch: app.fetch, serverOptions: { requestTimeout: requestTimeoutMs } });
  // An answer that nobody takes is not held for ever.
  listener.setTimeout(idleTimeoutMs);
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, hostname, resolve);
  });
  return listener as typeof listener & { address(): AddressInfo };
}
