import { utf8 } from '../../crypto/bytes.ts';
import type { Engine } from '../../crypto/engine.ts';
import { type Keyring, KeyringError, laterDay, readKeyring, requireCurrent } from '../../crypto/keyring.ts';
import { formatReceipt } from '../../crypto/receipt-code.ts';
import { type ReceiptFacts, receiptFacts, sealReport } from '../../crypto/seal-report.ts';
import { contradictionsIn } from '../../report/contradictions.ts';
import { checkAnswers } from '../../report/form.ts';
import { maxAnswersBytes } from '../../report/limits.ts';
import { buildDay, committee } from './constants.ts';
import type { EngineUrls, FromSealing, ToSealing } from './seal-messages.ts';
import { browserFacts } from './sealing-facts.ts';
import type { FileSealing } from './sealing-files.ts';

type Ask<Type extends ToSealing['type']> = Extract<ToSealing, { type: Type }>;

/**
 * Where plaintext ends: judges answers, starts an engine, believes a keyring, seals. The same in a worker and, where
 * none can be had, in the page.
 * @param newEngine makes the engine of this place from the addresses of their scripts.
 * @param loadFiles brings what seals files, which few need.
 */
export function newSealing(
  newEngine: (urls: EngineUrls) => Promise<Engine>,
  loadFiles: (urls: EngineUrls) => FileSealing,
): (ask: ToSealing) => Promise<FromSealing> {
  let receipt: ReceiptFacts | null = null;
  let files: FileSealing | null = null;
  let ready: { readonly engine: Engine; readonly keyring: Keyring; readonly urls: EngineUrls } | null = null;

  async function start({ engines, keyring, minisig, today }: Ask<'start'>): Promise<FromSealing> {
    const engine = await newEngine(engines);
    const believed = readKeyring(engine, committee, keyring, minisig);
    // A keyring of another site of the same committee is not for this one.
    if (!believed.origins.includes(location.origin)) return { type: 'failed', code: 'keyring-foreign' };
    requireCurrent(believed, laterDay(today, buildDay));
    ready = { engine, keyring: believed, urls: engines };
    return { type: 'ready', engine: engine.name, serial: believed.serial };
  }

  function prepare(bytes: Uint8Array): FromSealing {
    if (!ready) return { type: 'failed', code: 'engine-failed' };
    receipt = receiptFacts(ready.engine, bytes);
    return { type: 'prepared', code: formatReceipt(bytes).join(' ') };
  }

  async function sealAnswers(ask: Ask<'seal'>): Promise<FromSealing> {
    if (!ready || !receipt) return { type: 'failed', code: 'engine-failed' };
    const checked = checkAnswers(ask.form, ask.fields);
    if (!checked.ok) return { type: 'checked', errors: checked.errors, contradictions: [] };
    if (utf8(JSON.stringify(checked.filled.answers)).length > maxAnswersBytes)
      return { type: 'failed', code: 'too-large' };
    const sealed = sealReport(ready.engine, ready.keyring, receipt, {
      ...browserFacts(ask),
      ...checked.filled,
    });
    const envelope = await sealed.envelope.slice(0, sealed.envelope.size);
    sealed.wipe();
    return { type: 'sealed', envelope, mailboxId: sealed.mailboxId };
  }

  return async (ask) => {
    try {
      switch (ask.type) {
        case 'start':
          return await start(ask);
        case 'prepare':
          return prepare(ask.receipt);
        case 'check':
          return check(ask);
        case 'seal':
          return await sealAnswers(ask);
        case 'seal-files':
          if (!ready || !receipt) return { type: 'failed', code: 'engine-failed' };
          files ??= loadFiles(ready.urls);
          return await files.seal(ask, { ...ready, receipt });
        case 'slice':
          return files ? await files.slice(ask) : { type: 'failed', code: 'seal-failed' };
        case 'drop':
          return files?.drop(ask) ?? { type: 'dropped' };
      }
    } catch (error) {
      if (error instanceof KeyringError) return { type: 'failed', code: error.code };
      return { type: 'failed', code: ask.type === 'start' ? 'engine-failed' : 'seal-failed' };
    }
  };
}

function check({ form, fields }: Ask<'check'>): FromSealing {
  const checked = checkAnswers(form, fields);
  return checked.ok
    ? { type: 'checked', errors: [], contradictions: contradictionsIn(checked.filled).map(({ id }) => id) }
    : { type: 'checked', errors: checked.errors, contradictions: [] };
}
