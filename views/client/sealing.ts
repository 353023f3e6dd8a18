import type { Engine } from '../../crypto/engine.ts';
import { type Keyring, KeyringError, laterDay, readKeyring, requireCurrent } from '../../crypto/keyring.ts';
import { type ReceiptFacts, receiptFacts, sealReport } from '../../crypto/seal-report.ts';
import { schemaVersion } from '../../report/report.ts';
import { buildDay, committee } from './constants.ts';
import type { EngineUrls } from './engine-scripts.ts';
import type { FromSealing, ToSealing } from './seal-messages.ts';

/**
 * Where plaintext ends: starts an engine, believes a keyring, seals answers. The same in a worker and, where none can
 * be had, in the page.
 * @param newEngine makes the engine of this place from the addresses of their scripts.
 */
export function newSealing(newEngine: (urls: EngineUrls) => Promise<Engine>): (ask: ToSealing) => Promise<FromSealing> {
  let receipt: ReceiptFacts | null = null;
  let ready: { readonly engine: Engine; readonly keyring: Keyring } | null = null;

  async function start({
    engines,
    keyring,
    minisig,
    today,
  }: Extract<ToSealing, { type: 'start' }>): Promise<FromSealing> {
    const engine = await newEngine(engines);
    const believed = readKeyring(engine, committee, keyring, minisig);
    // A keyring of another site of the same committee is not for this one.
    if (!believed.origins.includes(location.origin)) return { type: 'failed', code: 'keyring-foreign' };
    requireCurrent(believed, laterDay(today, buildDay));
    ready = { engine, keyring: believed };
    return { type: 'ready', engine: engine.name, serial: believed.serial };
  }

  async function sealAnswers(ask: Extract<ToSealing, { type: 'seal' }>): Promise<FromSealing> {
    if (!ready || !receipt) return { type: 'failed', code: 'engine-failed' };
    const sealed = sealReport(ready.engine, ready.keyring, receipt, {
      schemaVersion,
      kind: 'new',
      sealedBy: 'browser',
      createdDay: laterDay(ask.today, buildDay),
      origin: ask.origin,
      formBuild: ask.formBuild,
      uiLanguage: ask.uiLanguage,
      answers: ask.answers,
    });
    const envelope = await sealed.envelope.slice(0, sealed.envelope.size);
    sealed.wipe();
    return { type: 'sealed', envelope, mailboxId: sealed.mailboxId };
  }

  function prepare(bytes: Uint8Array): FromSealing {
    if (!ready) return { type: 'failed', code: 'engine-failed' };
    receipt = receiptFacts(ready.engine, bytes);
    return { type: 'prepared' };
  }

  return async (ask) => {
    try {
      if (ask.type === 'start') return await start(ask);
      return ask.type === 'prepare' ? prepare(ask.receipt) : await sealAnswers(ask);
    } catch (error) {
      if (error instanceof KeyringError) return { type: 'failed', code: error.code };
      return { type: 'failed', code: ask.type === 'start' ? 'engine-failed' : 'seal-failed' };
    }
  };
}
