import { toHex } from '../../crypto/hex.ts';
import { formatReceipt } from '../../crypto/receipt-code.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import { countLeft } from './count-left.ts';
import { clearErrors, showErrors } from './error-summary.ts';
import type { Evidence } from './evidence.ts';
import { fillIn, isTyped, type Values, valuesOf, wipe } from './fields.ts';
import { SealerError } from './hold.ts';
import { offerFiles } from './offer-files.ts';
import { hideOutcome, type Problem, problemOf, showProblem, tellWorking } from './outcome.ts';
import { byId, today } from './page.ts';
import { saveFile } from './save.ts';
import type { CheckedForm, Sealed } from './sealer.ts';
import { hasArrived, sendEnvelope } from './send.ts';
import type { Sentences } from './sentences.ts';
import type { Session } from './session.ts';
import { showCode } from './show-code.ts';

/** What somebody adds who has come back. */
export interface GoingOn {
  /** Shows it, once the mailbox is known. */
  show(): void;
  /** What is typed, to be filled in again in another language. */
  values(): Values;
  /** Whether files are chosen or on their way: then the page must stay as it is. It says so itself. */
  isInTheWay(): boolean;
  /** Says that what is typed is to be sent or deleted first. */
  askToFinish(): void;
  isUnsent(): boolean;
  /** Gives way to the same in another language of the page. */
  retire(): Kept | null;
  forget(): void;
}

interface Host {
  readonly sentences: Sentences;
  /** Under the receipt that was typed. */
  readonly session: Session;
  readonly receipt: Uint8Array;
  readonly values: Values;
  /** What was sealed before, in another language of the page. */
  readonly before?: Kept | null;
}

/** Words that may be on the server already: sealed anew they would arrive twice. */
export interface Kept {
  readonly said: string;
  readonly sealed: Sealed;
}

/** Makes the part of the page alive in which somebody goes on with a report: words, then files. */
export function startGoingOn({ sentences, session, receipt, values, before = null }: Host): GoingOn {
  const form = byId<HTMLFormElement>('update');
  const section = byId('more');
  const abort = new AbortController();
  let evidence: Evidence | null = null;
  let isBusy = false;
  let isGone = false;
  /** What was sealed last: the same words travel as the same envelope. */
  let kept: Kept | null = before;

  const facts = () => {
    const { formBuild = '', language = '' } = form.dataset;
    return { formBuild, uiLanguage: language, origin: location.origin, today: today() };
  };
  const saidNow = () => JSON.stringify(Object.entries(valuesOf(form)).sort());

  async function seal(): Promise<Sealed | CheckedForm> {
    const said = saidNow();
    if (kept?.said === said) return kept.sealed;
    kept = null;
    const sealer = await session.start();
    const sealed = await sealer.seal({ form: 'update', fields: valuesOf(form), ...facts() });
    if (sealed.type === 'sealed') kept = { said, sealed };
    return sealed;
  }

  async function send(): Promise<void> {
    if (isBusy || isGone) return;
    isBusy = true;
    clearErrors(form, sentences);
    byId('update-arrived').textContent = '';
    tellWorking(sentences, 'report.sending');
    byId('working').focus();
    form.inert = true;
    try {
      const sealed = await seal();
      if (isGone) return;
      if (sealed.type === 'checked') {
        form.inert = false;
        hideOutcome();
        return showErrors({ form, errors: sealed.errors, sentences, reveal, focus: 'move' });
      }
      const result = await sendEnvelope(
        sealed.envelope,
        { 'Mailbox-Token': toHex(mailboxToken(receipt)) },
        abort.signal,
      );
      if (isGone) return;
      if (hasArrived(result)) arrived();
      else problem(result);
    } catch (error) {
      // Whatever sealed is not trusted to do it again.
      session.restart();
      if (!isGone) problem(problemOf(error instanceof SealerError ? error.code : 'seal-failed'));
    } finally {
      form.inert = false;
      isBusy = false;
    }
  }

  function arrived(): void {
    kept = null;
    wipe(form);
    hideOutcome();
    byId('update-arrived').textContent = sentences['update.arrived'] ?? '';
    byId('update-arrived').focus();
  }

  function problem(id: Problem): void {
    byId('update-arrived').textContent = '';
    byId('carry').hidden = kept?.said !== saidNow();
    byId('saved').textContent = '';
    showCode('carry-code', formatReceipt(receipt).join(' '));
    showProblem(id);
  }

  function reveal(id: string): void {
    for (
      let fold = document.getElementById(id)?.closest('details');
      fold;
      fold = fold.parentElement?.closest('details')
    )
      fold.open = true;
  }

  fillIn(form, values);
  countLeft(form, sentences);
  form.addEventListener('submit', (event) => event.preventDefault());
  byId('update-send').addEventListener('click', () => void send());
  for (const retry of document.querySelectorAll('[data-retry]')) retry.addEventListener('click', () => void send());
  byId('save-sealed').addEventListener('click', () => {
    if (kept?.said !== saidNow()) return;
    saveFile(kept.sealed.envelope);
    byId('saved').textContent = sentences['carry.saved'] ?? '';
  });
  // What was sealed is no longer what stands here.
  form.addEventListener('input', () => {
    byId('carry').hidden = true;
  });

  return {
    show() {
      if (!section.hidden) return;
      section.hidden = false;
      const { formBuild, uiLanguage: language } = facts();
      const host = { sentences, formBuild, language, caseUse: '', sealer: session.start, restart: session.restart };
      void offerFiles(host, () => isGone).then((started) => {
        evidence = started;
      });
    },
    values: () => valuesOf(form, 'all'),
    isInTheWay() {
      if (!evidence?.isUnsent() && !isBusy) return false;
      if (isBusy) {
        byId('update-arrived').textContent = sentences['report.sending'] ?? '';
        byId('update-arrived').focus();
      }
      if (evidence?.isUnsent()) {
        byId('evidence-said').textContent = sentences['evidence.first'] ?? '';
        byId('evidence').focus();
      }
      return true;
    },
    askToFinish() {
      byId('update-arrived').textContent = sentences['update.first'] ?? '';
      byId('update-arrived').focus();
    },
    isUnsent: () => isTyped(form) || (evidence?.isUnsent() ?? false),
    retire() {
      isGone = true;
      return kept;
    },
    forget() {
      isGone = true;
      abort.abort();
      evidence?.forget();
      kept = null;
      wipe(form);
    },
  };
}
