import type { Engine } from '../../crypto/engine.ts';
import { type Keyring, KeyringError, laterDay, readKeyring, requireCurrent } from '../../crypto/keyring.ts';
import { sealReport } from '../../crypto/seal-report.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { schemaVersion } from '../../report/report.ts';
import { buildDay, committee } from './constants.ts';
import type { FromWorker, ToWorker, WorkerFailure } from './seal-messages.ts';

interface Ready {
  readonly engine: Engine;
  readonly keyring: Keyring;
}

let ready: Ready | null = null;

const say = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });
const fail = (code: WorkerFailure) => say({ type: 'failed', code });

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  void (data.type === 'start' ? start(data) : sealAnswers(data));
});

/** Starts the engine and believes a keyring, or says why not. */
async function start({ keyring, minisig, today }: Extract<ToWorker, { type: 'start' }>): Promise<void> {
  let engine: Engine;
  try {
    engine = await sodiumEngine();
  } catch {
    fail('engine-failed');
    return;
  }
  try {
    const believed = readKeyring(engine, committee, keyring, minisig);
    requireCurrent(believed, laterDay(today, buildDay));
    ready = { engine, keyring: believed };
    say({ type: 'ready', engine: engine.name, serial: believed.serial });
  } catch (error) {
    fail(error instanceof KeyringError ? error.code : 'engine-failed');
  }
}

async function sealAnswers({ receipt, today, answers, ...facts }: Extract<ToWorker, { type: 'seal' }>): Promise<void> {
  try {
    if (!ready) throw new Error('not started');
    const sealed = sealReport(ready.engine, ready.keyring, receipt, {
      schemaVersion,
      kind: 'new',
      sealedBy: 'browser',
      createdDay: laterDay(today, buildDay),
      origin: facts.origin,
      formBuild: facts.formBuild,
      uiLanguage: facts.uiLanguage,
      answers,
    });
    const envelope = await sealed.envelope.slice(0, sealed.envelope.size);
    sealed.wipe();
    say({ type: 'sealed', envelope, mailboxId: sealed.mailboxId }, [envelope.buffer as ArrayBuffer]);
  } catch {
    fail('seal-failed');
  }
}
