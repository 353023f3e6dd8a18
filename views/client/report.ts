import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import { checkAnswers, type FormFields } from '../../report/form.ts';
import { clearErrors, readSentences, showErrors } from './error-summary.ts';
import { byId, exitEvent, fillSlot, showPiece, today } from './page.ts';
import { saveFile } from './save.ts';
import { type Sealed, type Sealer, SealerError, type SealerFailure, startSealer } from './sealer.ts';
import { type SendResult, sendEnvelope } from './send.ts';

const form = byId<HTMLFormElement>('report');
const sentences = readSentences();
const abort = new AbortController();
/** After this time a line is told to be slow. */
const slowMs = 8000;
let sealer: Sealer | null = null;
/** Made before anything is sent, and the same however often this page seals. */
const receipt = newReceipt();
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

const codeText = () => formatReceipt(receipt).join(' ');

function tell(key: string): void {
  byId('problem').hidden = true;
  byId('working').hidden = false;
  byId('working-text').textContent = sentences[key] ?? '';
}

function showProblem(id: string): void {
  byId('working').hidden = true;
  // What is sealed can travel without this page; the code will work once it has arrived.
  byId('carry').hidden = last === null || id === 'mailbox-taken';
  byId('carry-code').textContent = codeText();
  showPiece(byId('problem'), 'data-problem', id);
}

async function submit(hold: Sealer): Promise<void> {
  const checked = checkAnswers(fieldsOf());
  if (!checked.ok) {
    byId('problem').hidden = true;
    showErrors(form, checked.errors, sentences);
    return;
  }
  clearErrors(form);
  tell('report.sealing');
  // The button that was pressed may be far below; what is under way is heard and seen from here on.
  byId('working').focus();
  const answers = JSON.stringify(checked.answers);
  if (last?.answers !== answers) {
    last = null;
    const { formBuild = '', language = '' } = form.dataset;
    const request = { origin: location.origin, formBuild, uiLanguage: language, today: today() };
    last = { answers, sealed: await hold.seal({ ...request, answers: checked.answers }) };
  }
  tell('report.sending');
  const slow = setTimeout(() => tell('report.stillSending'), slowMs);
  const result = await sendEnvelope(last.sealed.envelope, last.sealed.mailboxId, abort.signal);
  clearTimeout(slow);
  finish(result);
}

/** The receipt appears only when the server has the envelope on disk; the form is never cleared before that. */
function finish(result: SendResult): void {
  if (result !== 'arrived' && result !== 'mailbox-taken') {
    showProblem(result);
    return;
  }
  byId('working').hidden = true;
  byId('issued-code').textContent = codeText();
  const issued = byId('issued');
  issued.hidden = false;
  if (result === 'mailbox-taken') {
    // An earlier version is there under this code; what was changed since is still in the form, and must be heard first.
    showProblem(result);
    return;
  }
  done = true;
  form.reset();
  form.hidden = true;
  last = null;
  issued.focus();
  issued.scrollIntoView();
}

/** Starts engine and keyring; until both have proved ready there is no button that sends. */
async function begin(isPressed: boolean): Promise<void> {
  const { sealWorker: worker = '', sodium = '', light = '' } = form.dataset;
  const { documentElement: page } = document;
  try {
    sealer = await startSealer({ worker, engines: { sodium, light } }, receipt, today());
  } catch (error) {
    const id = problemOf(error instanceof SealerError ? error.code : 'engine-failed');
    const problem = byId('problem');
    page.dataset.failed = '';
    if (isPressed) {
      problem.removeAttribute('role');
      showProblem(id);
    } else {
      // Somebody may be typing: told aloud and shown, but the focus stays where it is.
      problem.setAttribute('role', 'alert');
      showPiece(problem, 'data-problem', id, 'stay');
    }
    return;
  }
  delete page.dataset.failed;
  page.dataset.engine = sealer.engine;
  page.dataset.place = sealer.place;
  page.dataset.ready = '';
  byId('problem').removeAttribute('role');
  byId('problem').hidden = true;
  // The style sheet hides it too; it may be what did not arrive.
  byId('stalled').hidden = true;
  if (byId('send').childElementCount === 0) {
    fillSlot('send', 'send-template');
    byId('send-button').addEventListener('click', onPress);
    // The button that tried again is gone with its message.
    if (isPressed) byId('send-button').focus();
  }
}

async function beginAndSubmit(isPressed: boolean): Promise<void> {
  // A button that sends is there only if this page could seal once: whoever pressed it means to send.
  const isAsked = byId('send').childElementCount > 0;
  if (!sealer) await begin(isPressed);
  if (sealer && isAsked) await submit(sealer);
}

/** Sends if this page can seal, else tries once more to make it able to. */
function submitTyped(isPressed: boolean): void {
  if (busy || done) return;
  busy = true;
  void beginAndSubmit(isPressed)
    .catch((error) => {
      // Whatever sealed is not trusted to do it again: the next try starts anew.
      sealer?.end();
      sealer = null;
      showProblem(error instanceof SealerError ? problemOf(error.code) : 'seal-failed');
    })
    .finally(() => {
      busy = false;
    });
}

const onPress = () => submitTyped(true);

async function copyCode(): Promise<void> {
  try {
    await navigator.clipboard.writeText(codeText());
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
  receipt.fill(0);
  last = null;
}

/** Several reasons, one sentence: what a person can do is the same. */
function problemOf(code: SealerFailure): string {
  const hasItsOwn = ['keyring-missing', 'keyring-expired', 'keyring-not-yet'].includes(code);
  return !code.startsWith('keyring-') || hasItsOwn ? code : 'keyring-bad';
}

fillSlot('try-again-slot', 'try-again-template');
byId('try-again').addEventListener('click', onPress);
for (const button of document.querySelectorAll('[data-retry]')) button.addEventListener('click', onPress);
byId('copy-code').addEventListener('click', () => void copyCode());
byId('save-sealed').addEventListener('click', () => {
  if (last) saveFile(last.sealed.envelope);
});
// Enter in a field: method="dialog" sends nothing; what the person means is the button.
form.addEventListener('submit', (event) => {
  event.preventDefault();
  onPress();
});
addEventListener('beforeunload', warnBeforeLoss);
document.addEventListener(exitEvent, forget);
// What was sealed before an edit must not be saved as if it held the edit.
form.addEventListener('input', () => {
  byId('carry').hidden = true;
});
submitTyped(false);
