import type { AnswerErrorCode, openAnswer } from '../../crypto/answer.ts';
import { utf8 } from '../../crypto/bytes.ts';
import type { Engine } from '../../crypto/engine.ts';
import { type Keyring, KeyringError, laterDay, readKeyring, requireCurrent } from '../../crypto/keyring.ts';
import { formatReceipt } from '../../crypto/receipt-code.ts';
import { type ReceiptFacts, receiptFacts, sealReport } from '../../crypto/seal-report.ts';
import { contradictionsIn } from '../../report/contradictions.ts';
import { fileUsesIn } from '../../report/file-use.ts';
import { checkAnswers, type FormId } from '../../report/form.ts';
import { maxAnswersBytes } from '../../report/limits.ts';
import type { FormFields } from '../../report/read-form.ts';
import { buildDay, committee } from './constants.ts';
import type { EngineUrls, FromSealing, ToSealing } from './seal-messages.ts';
import { browserFacts } from './sealing-facts.ts';
import type { FileSealing } from './sealing-files.ts';

type Ask<Type extends ToSealing['type']> = Extract<ToSealing, { type: Type }>;

/** What differs between the places where sealing happens. */
interface Place {
  /** Makes the engine of this place from the addresses of their scripts. */
  newEngine(urls: EngineUrls): Promise<Engine>;
  /** Brings what seals files, which few need. */
  loadFiles(urls: EngineUrls): FileSealing;
  /** Brings what opens answers, which whoever comes back needs. */
  loadAnswers(urls: EngineUrls): typeof openAnswer;
  /** Whether it is part of a file that somebody carries: it belongs to no site, and may outlive its keyring. */
  readonly isCarried?: boolean;
}

interface Started {
  readonly engine: Engine;
  readonly keyring: Keyring;
  readonly isExpired: boolean;
  readonly urls: EngineUrls;
}

/**
 * Where plaintext ends: judges answers, starts an engine, believes a keyring, seals. The same in a worker and, where
 * none can be had, in the page.
 */
export function newSealing({
  newEngine,
  loadFiles,
  loadAnswers,
  isCarried = false,
}: Place): (ask: ToSealing) => Promise<FromSealing> {
  let receipt: ReceiptFacts | null = null;
  let files: FileSealing | null = null;
  let ready: Started | null = null;

  async function start({ engines, keyring, minisig, mayBeExpired, today }: Ask<'start'>): Promise<FromSealing> {
    const engine = await newEngine(engines);
    const believed = readKeyring(engine, committee, keyring, minisig);
    // A keyring of another site of the same committee is not for this one.
    if (!isCarried && !believed.origins.includes(location.origin)) return { type: 'failed', code: 'keyring-foreign' };
    const now = laterDay(today, buildDay);
    const isExpired = now > believed.expires;
    if (!(isExpired && isCarried && mayBeExpired)) requireCurrent(believed, now);
    ready = { engine, keyring: believed, isExpired, urls: engines };
    return { type: 'ready', engine: engine.name, serial: believed.serial };
  }

  function fileSealing({ urls }: Started): FileSealing {
    files ??= loadFiles(urls);
    return files;
  }

  /** What a form says, and what is to be mended in it and in what it says of files. */
  function judge(form: FormId, fields: FormFields, numbers: readonly number[]) {
    const checked = checkAnswers(form, fields);
    const ofFiles = numbers.length > 0 && ready ? fileSealing(ready).errorsIn(numbers, fields) : [];
    const errors = [...(checked.ok ? [] : checked.errors), ...ofFiles];
    return { errors, filled: checked.ok && errors.length === 0 ? checked.filled : null };
  }

  function check({ form, fields, files: numbers }: Ask<'check'>): FromSealing {
    const { errors, filled } = judge(form, fields, numbers);
    return {
      type: 'checked',
      errors,
      contradictions: filled ? contradictionsIn(filled, fileUsesIn(numbers, fields)).map(({ id }) => id) : [],
    };
  }

  function prepare(bytes: Uint8Array): FromSealing {
    if (!ready) return { type: 'failed', code: 'engine-failed' };
    receipt = receiptFacts(ready.engine, bytes);
    return { type: 'prepared', code: formatReceipt(bytes).join(' ') };
  }

  async function open({ receipt, sealed }: Ask<'open-answer'>): Promise<FromSealing> {
    if (!ready) return { type: 'failed', code: 'engine-failed' };
    const { engine, keyring, urls } = ready;
    const openIt = loadAnswers(urls);
    try {
      return { type: 'answer', answer: await openIt(engine, committee, keyring, receipt, sealed) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (typeof code !== 'string' || !code.startsWith('answer-')) throw error;
      return { type: 'bad-answer', code: code as AnswerErrorCode };
    }
  }

  /** Whether the keyring has expired since it was believed: a page may stay open for days. */
  const isOutdated = ({ keyring, isExpired }: Started, today: string) =>
    !isExpired && laterDay(today, buildDay) > keyring.expires;

  async function sealAnswers(ask: Ask<'seal'>): Promise<FromSealing> {
    if (!ready || !receipt) return { type: 'failed', code: 'engine-failed' };
    if (isOutdated(ready, ask.today)) return { type: 'failed', code: 'keyring-expired' };
    const { errors, filled } = judge(ask.form, ask.fields, []);
    if (!filled) return { type: 'checked', errors, contradictions: [] };
    if (isTooLong(filled.answers)) return { type: 'failed', code: 'too-large' };
    const { engine, keyring, isExpired } = ready;
    const sealed = sealReport(engine, keyring, receipt, { ...browserFacts(ask, isExpired), ...filled });
    const envelope = await sealed.envelope.slice(0, sealed.envelope.size);
    sealed.wipe();
    return { type: 'sealed', envelope, mailboxId: sealed.mailboxId };
  }

  async function sealFiles(ask: Ask<'seal-files'> | Ask<'seal-whole'>): Promise<FromSealing> {
    if (!ready || !receipt) return { type: 'failed', code: 'engine-failed' };
    if (isOutdated(ready, ask.today)) return { type: 'failed', code: 'keyring-expired' };
    const sealing = fileSealing(ready);
    if (ask.type === 'seal-files') return sealing.seal(ask, { ...ready, receipt });
    const numbers = ask.files.map(({ number }) => number);
    const { errors, filled } = judge(ask.form, ask.fields, numbers);
    if (!filled) return { type: 'checked', errors, contradictions: [] };
    if (isTooLong(filled.answers)) return { type: 'failed', code: 'too-large' };
    return sealing.seal(ask, { ...ready, receipt }, filled);
  }

  return async (ask) => {
    try {
      switch (ask.type) {
        case 'start':
          return await start(ask);
        case 'prepare':
          return prepare(ask.receipt);
        case 'open-answer':
          return await open(ask);
        case 'check':
          return check(ask);
        case 'seal':
          return await sealAnswers(ask);
        case 'seal-files':
        case 'seal-whole':
          return await sealFiles(ask);
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

/** Whether answers and everything around them would be more than one request takes. */
const isTooLong = (answers: unknown): boolean => utf8(JSON.stringify(answers)).length > maxAnswersBytes;
