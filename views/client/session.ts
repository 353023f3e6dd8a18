import { newReceipt } from '../../crypto/receipt-code.ts';
import type { FormId } from '../../report/form.ts';
import type { Values } from './fields.ts';
import { today } from './page.ts';
import { type CheckedForm, type Sealed, type Sealer, startSealer } from './sealer.ts';
import { hasArrived, type SendResult, sendEnvelope } from './send.ts';

/** Where the page finds what seals, and what a report says of the page. */
export interface Surroundings {
  readonly form: FormId;
  readonly worker: string;
  readonly sodium: string;
  readonly light: string;
  readonly files: string;
  readonly formBuild: string;
  readonly language: string;
}

/** One report under way: its receipt, what seals it, and what was sealed last. Holds no part of the page. */
export interface Session {
  /** What seals, started once. @throws SealerError. */
  start(around: Surroundings): Promise<Sealer>;
  isStarted(): boolean;
  /** Lets go of what seals: the next try starts anew. */
  restart(): void;
  /** Seals answers, or gives what is to be mended; the same answers travel as the same envelope. */
  seal(around: Surroundings, fields: Values): Promise<Sealed | CheckedForm>;
  send(sealed: Sealed): Promise<SendResult>;
  /** These answers as they were sealed last, to be carried by hand; `null` for others, and once they have arrived. */
  last(form: FormId, fields: Values): Sealed | null;
  /** The receipt code in nine groups; empty until something was sealed. */
  code(): string;
  /** Another report, under another receipt. */
  renew(): void;
  /** Drops everything at once. */
  forget(): void;
}

/** Equal for equal answers: their order in the page may change, as in another language. */
const sameAnswers = (form: FormId, fields: Values): string => JSON.stringify([form, Object.entries(fields).sort()]);

export function newSession(): Session {
  // Made before anything is sent, and the same however often this report is sealed.
  let receipt = newReceipt();
  let code = '';
  let sealer: Sealer | null = null;
  let starting: Promise<Sealer> | null = null;
  let kept: { readonly answers: string; readonly sealed: Sealed } | null = null;
  const abort = new AbortController();

  async function start({ worker, sodium, light, files }: Surroundings): Promise<Sealer> {
    starting ??= startSealer({ worker, engines: { sodium, light, files } }, receipt, today());
    try {
      sealer = await starting;
      return sealer;
    } catch (error) {
      starting = null;
      throw error;
    }
  }

  function restart(): void {
    sealer?.end();
    sealer = null;
    starting = null;
  }

  return {
    start,
    isStarted: () => sealer !== null,
    restart,
    async seal(around, fields) {
      const answers = sameAnswers(around.form, fields);
      if (kept?.answers === answers) return kept.sealed;
      kept = null;
      const { form, formBuild, language } = around;
      const hold = await start(around);
      const sealed = await hold.seal({
        form,
        fields,
        formBuild,
        uiLanguage: language,
        origin: location.origin,
        today: today(),
      });
      if (sealed.type === 'sealed') {
        code = await hold.code();
        kept = { answers, sealed };
      }
      return sealed;
    },
    async send(sealed) {
      const result = await sendEnvelope(sealed.envelope, { 'Mailbox-Id': sealed.mailboxId }, abort.signal);
      if (hasArrived(result)) kept = null;
      return result;
    },
    last: (form, fields) => (kept?.answers === sameAnswers(form, fields) ? kept.sealed : null),
    code: () => code,
    renew() {
      receipt.fill(0);
      receipt = newReceipt();
      code = '';
      kept = null;
      sealer?.renew(receipt);
    },
    forget() {
      abort.abort();
      restart();
      receipt.fill(0);
      code = '';
      kept = null;
    },
  };
}
