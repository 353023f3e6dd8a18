import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import { checkAnswers, type FormFields } from '../../report/form.ts';
import { clearErrors, readSentences, showErrors } from './error-summary.ts';
import { byId, exitEvent, fillSlot, showPiece, today } from './page.ts';
import { type Sealed, type Sealer, SealerError, startSealer } from './sealer.ts';
import { type SendResult, sendEnvelope } from './send.ts';

const form = byId<HTMLFormElement>('report');
const sentences = readSentences();
const abort = new AbortController();
let sealer: Sealer | null = null;
/** Made before anything is sent, and the same however often this page seals. */
let receipt: Uint8Array | null = null;
/** What was sealed last, and from which answers: the same answers travel as the same envelope. */
let last: { readonly answers: string; readonly sealed: Sealed } | null = null;
let busy = false;
let done = false;

/** Everything typed, as the form would send it. */
function fieldsOf(): FormFields {
  const fields: Record<string, string[]> = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') fields[name] = [...(fields[name] ?? []), value];
  return fields;
}

function tell(text: string): void {
  byId('problem').hidden = true;
  byId('working').hidden = false;
  byId('working-text').textContent = text;
}

function showProblem(id: string): void {
  byId('working').hidden = true;
  showPiece(byId('problem'), 'data-problem', id);
}

async function submit(sealer: Sealer): Promise<void> {
  if (busy || done) return;
  const checked = checkAnswers(fieldsOf());
  if (!checked.ok) {
    showErrors(form, checked.errors, sentences);
    return;
  }
  clearErrors(form);
  busy = true;
  try {
    tell(sentences['report.sealing'] ?? '');
    receipt ??= newReceipt();
    const answers = JSON.stringify(checked.answers);
    if (last?.answers !== answers) {
      const { formBuild = '', language = '' } = form.dataset;
      const request = { origin: location.origin, formBuild, uiLanguage: language, today: today() };
      last = { answers, sealed: await sealer.seal({ ...request, receipt, answers: checked.answers }) };
    }
    tell(sentences['report.sending'] ?? '');
    finish(await sendEnvelope(last.sealed.envelope, last.sealed.mailboxId, abort.signal));
  } catch (error) {
    showProblem(error instanceof SealerError ? error.code : 'seal-failed');
  } finally {
    busy = false;
  }
}

/** The receipt appears only when the server has the envelope on disk; the form is never cleared before that. */
function finish(result: SendResult): void {
  if (result !== 'arrived' && result !== 'mailbox-taken') {
    showProblem(result);
    return;
  }
  byId('working').hidden = true;
  if (receipt) byId('issued-code').textContent = formatReceipt(receipt).join(' ');
  if (result === 'mailbox-taken') {
    // An earlier version is there under this code; what was changed since is still in the form.
    showProblem(result);
  } else {
    done = true;
    form.reset();
    form.hidden = true;
    last = null;
  }
  const issued = byId('issued');
  issued.hidden = false;
  issued.focus();
  window.scrollTo(0, 0);
}

/** Starts engine and keyring; until both have proved ready there is no button that sends. */
async function begin(): Promise<void> {
  try {
    sealer = await startSealer(form.dataset.sealWorker ?? '', today());
  } catch (error) {
    showProblem(error instanceof SealerError ? problemOf(error.code) : 'engine-failed');
    return;
  }
  byId('problem').hidden = true;
  document.documentElement.dataset.engine = sealer.engine;
  document.documentElement.dataset.ready = '';
  fillSlot('send', 'send-template');
  byId('send-button').addEventListener('click', submitTyped);
}

/** Sends if this page can seal, else tries once more to make it able to. */
const submitTyped = () => void (sealer ? submit(sealer) : begin());

async function copyCode(): Promise<void> {
  try {
    await navigator.clipboard.writeText(byId('issued-code').textContent ?? '');
    byId('copied').textContent = sentences['issued.copied'] ?? '';
  } catch {
    byId('copied').textContent = sentences['issued.notCopied'] ?? '';
  }
}

function warnBeforeLoss(event: BeforeUnloadEvent): void {
  const isTyped = Object.values(fieldsOf())
    .flat()
    .some((value) => value !== '');
  if (!done && isTyped) event.preventDefault();
}

/** Drops everything at once, without a question. */
function forget(): void {
  removeEventListener('beforeunload', warnBeforeLoss);
  abort.abort();
  sealer?.end();
  receipt?.fill(0);
  last = null;
}

/** Several reasons, one sentence: what a person can do is the same. */
function problemOf(code: SealerError['code']): string {
  if (!code.startsWith('keyring-') || code === 'keyring-missing' || code === 'keyring-expired') return code;
  return 'keyring-bad';
}

fillSlot('try-again-slot', 'try-again-template');
byId('try-again').addEventListener('click', submitTyped);
for (const button of document.querySelectorAll('[data-retry]')) button.addEventListener('click', submitTyped);
byId('copy-code').addEventListener('click', () => void copyCode());
// Enter in a field: method="dialog" sends nothing; what the person means is the button.
form.addEventListener('submit', (event) => {
  event.preventDefault();
  submitTyped();
});
addEventListener('beforeunload', warnBeforeLoss);
document.addEventListener(exitEvent, forget);
void begin();
