import type { FormId } from '../../report/form.ts';
import { clearOfBar } from './clear-of-bar.ts';
import type { Evidence, EvidenceScript } from './evidence.ts';
import { isTyped, type Values, valuesOf, wipe } from './fields.ts';
import { type FormView, viewForm } from './form-view.ts';
import { askForPage, putPage, tellLanguage } from './language.ts';
import {
  copyCode,
  hideOutcome,
  type Problem,
  problemOf,
  showProblem,
  showProblemAside,
  showReceipt,
  tellWorking,
} from './outcome.ts';
import { byId, exitEvent, fillSlot } from './page.ts';
import { saveFile } from './save.ts';
import { knowScripts, scriptUrl } from './script-url.ts';
import { loadScript, type Sealed, SealerError } from './sealer.ts';
import { hasArrived, type SendResult } from './send.ts';
import { readSentences } from './sentences.ts';
import { newSession, type Surroundings } from './session.ts';

/** After this time a line is told to be slow. */
const slowMs = 8000;

const session = newSession();
let view: FormView;
/** The form before anything was done to it, for another report. */
let pristine: HTMLFormElement;
/** The section for files before a report had any. */
let pristineEvidence: Node;
/** Whether it starts, seals or sends: a second press does nothing. */
let busy = false;
/** Whether a report is on its way: until then the language may change. */
let sending = false;
let done = false;
/** Whether everything was dropped: what comes back later finds no page. */
let gone = false;
/** Counts changes of language: a page that another one has overtaken is not shown. */
let turn = 0;
/** What another report about another MP begins with. */
let carriedOver: Values = {};
let shown: Problem | null = null;
/** Files that follow the report. */
let evidence: Evidence | null = null;

const page = document.documentElement;

function around(): Surroundings {
  const {
    form: id = 'full',
    sealWorker: worker = '',
    sodium = '',
    light = '',
    files = '',
    formBuild = '',
    language = '',
  } = view.form.dataset;
  return { form: id as FormId, worker, sodium, light, files, formBuild, language };
}

function problem(id: Problem): void {
  shown = id;
  showProblem(id, session.code(), carried() !== null);
}

/** The sealed report, as long as it holds what stands in the form now. */
function carried(): Sealed | null {
  return session.last(around().form, valuesOf(view.form));
}

async function submit(): Promise<void> {
  sending = true;
  view.clearErrors();
  tellWorking(view.sentences, 'report.sealing');
  // The button that was pressed may be far below; what is under way is heard and seen from here on.
  byId('working').focus();
  const fields = valuesOf(view.form);
  // What is typed from here on would not be in what is sent.
  view.form.inert = true;
  const sealed = await session.seal(around(), fields);
  if (sealed.type === 'checked') {
    hideOutcome();
    view.showErrors(sealed.errors, 'move');
    return;
  }
  tellWorking(view.sentences, 'report.sending');
  const slow = setTimeout(() => tellWorking(view.sentences, 'report.stillSending'), slowMs);
  const result = await session.send(sealed);
  clearTimeout(slow);
  finish(result, fields);
}

/** The receipt appears only when the server has the envelope on disk; the form is never emptied before that. */
function finish(result: SendResult, fields: Values): void {
  if (gone) return;
  if (!hasArrived(result)) {
    // An earlier version is there under this code; what was changed since is still in the form, and is heard first.
    if (result === 'mailbox-taken') showReceipt(session);
    problem(result);
    return;
  }
  done = true;
  shown = null;
  carriedOver = Object.fromEntries(Object.entries(fields).filter(([name]) => isCarriedOver(name)));
  showReceipt(session);
  wipe(view.form);
  view.form.remove();
  void offerFiles();
  byId('issued').focus();
  byId('issued').scrollIntoView();
}

/** Files follow a report; their script comes only now. Without it the report has arrived all the same. */
async function offerFiles(): Promise<void> {
  const { script = '' } = byId('evidence').dataset;
  knowScripts(script);
  const { formBuild, language } = around();
  const { sentences } = view;
  try {
    const scripts = self as EvidenceScript;
    if (!scripts.startEvidence) await loadScript(scriptUrl(script));
    if (gone) return;
    evidence =
      scripts.startEvidence?.({ sentences, formBuild, language, sealer: () => session.start(around()) }) ?? null;
  } catch {
    // The section for files stays hidden.
  }
}

/** About the submitter, and about how far a report may go; nothing about an MP, and nothing that was agreed to. */
const isCarriedOver = (name: string) =>
  /^(source|contact)\./.test(name) || /^consent\.(caseUse|sourceName|askFirst|partners)$/.test(name);

/** Starts engine and keyring; until both have proved ready there is no button that sends. */
async function begin(isPressed: boolean): Promise<void> {
  try {
    const sealer = await session.start(around());
    delete page.dataset.failed;
    page.dataset.engine = sealer.engine;
    page.dataset.place = sealer.place;
    page.dataset.ready = '';
    byId('problem').removeAttribute('role');
    byId('problem').hidden = true;
    shown = null;
    offerToSend(isPressed);
  } catch (error) {
    const id = problemOf(error instanceof SealerError ? error.code : 'engine-failed');
    page.dataset.failed = '';
    if (isPressed) problem(id);
    else {
      shown = id;
      showProblemAside(id);
    }
  }
}

function offerToSend(isPressed: boolean): void {
  // The style sheet hides it too; it may be what did not arrive.
  byId('stalled').hidden = true;
  if (byId('send').childElementCount > 0) return;
  fillSlot('send', 'send-template');
  byId('send-button').addEventListener('click', () => submitTyped(true));
  // The button that tried again is gone with its message.
  if (isPressed) byId('send-button').focus();
  if (!byId('send').closest('[hidden]')) void check();
}

/** Judges what stands under "check your answers". */
async function check(): Promise<void> {
  if (!session.isStarted() || around().form !== 'full') return;
  const hold = await session.start(around());
  const { errors, contradictions } = await hold.check({ form: 'full', fields: valuesOf(view.form) });
  if (view.step() !== 'check' || done) return;
  const isResting = isAtRest();
  view.showContradictions(contradictions);
  if (errors.length > 0) view.showErrors(errors, isResting ? 'move' : 'stay');
  else view.clearErrors();
  // What comes above pushes down the link that somebody has gone to meanwhile.
  if (!isResting) clearOfBar();
}

/** Whether the focus is where "check your answers" has put it, and nobody has begun with anything there. */
function isAtRest(): boolean {
  const focus = document.activeElement;
  return focus === document.body || focus === byId('check') || byId('error-summary-slot').contains(focus);
}

async function beginAndSubmit(isPressed: boolean): Promise<void> {
  // A button that sends is there only if this page could seal once: whoever pressed it means to send.
  const isAsked = byId('send').childElementCount > 0;
  if (!session.isStarted()) await begin(isPressed);
  if (session.isStarted() && isAsked) await submit();
}

/** Sends if this page can seal, else tries once more to make it able to. */
function submitTyped(isPressed: boolean): void {
  if (busy || done) return;
  busy = true;
  void beginAndSubmit(isPressed)
    .catch((error) => {
      if (gone) return;
      // Whatever sealed is not trusted to do it again: the next try starts anew.
      session.restart();
      problem(error instanceof SealerError ? problemOf(error.code) : 'seal-failed');
    })
    .finally(() => {
      view.form.inert = false;
      busy = false;
      sending = false;
    });
}

function warnBeforeLoss(event: BeforeUnloadEvent): void {
  if (done ? !evidence?.isUnsent() : !isTyped(view.form)) return;
  event.preventDefault();
  // Chromium before 119 asks for nothing else.
  event.returnValue = true;
}

/** Drops everything at once, without a question. */
function forget(): void {
  gone = true;
  removeEventListener('beforeunload', warnBeforeLoss);
  evidence?.forget();
  session.forget();
  carriedOver = {};
  wipe(view.form);
  // Names stand in headings, buttons and lists too.
  byId('main').replaceChildren();
}

/** Makes the form in the document alive: after loading, in another language, for another report. */
function mountForm(values: Values): void {
  const form = byId<HTMLFormElement>('report');
  pristine = form.cloneNode(true) as HTMLFormElement;
  view = viewForm({
    form,
    sentences: readSentences(),
    values,
    onCheck: () => void check().catch(() => {}),
  });
  fillSlot('try-again-slot', 'try-again-template');
  byId('try-again').addEventListener('click', () => submitTyped(true));
  // Enter in a field: method="dialog" sends nothing. In an alert the person means the button; a long form is sent from
  // where its answers are checked, and nowhere else.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (form.dataset.form === 'alert' || view.step() === 'check') submitTyped(true);
  });
  // What was sealed before an edit must not be saved as if it held the edit.
  form.addEventListener('input', () => {
    byId('carry').hidden = true;
  });
  if (session.isStarted()) offerToSend(false);
}

/** Makes everything around the form alive: after loading and in another language. */
function mountPage(): void {
  pristineEvidence = byId('evidence').cloneNode(true);
  for (const button of document.querySelectorAll('[data-retry]'))
    button.addEventListener('click', () => submitTyped(true));
  byId('copy-code').addEventListener('click', () => void copyCode(session, view.sentences));
  byId('save-sealed').addEventListener('click', () => {
    const sealed = carried();
    if (sealed) saveFile(sealed.envelope);
    else byId('carry').hidden = true;
  });
  byId('another').addEventListener('click', startAnother);
  if (!document.getElementById('languages-template')) return;
  fillSlot('languages-slot', 'languages-template');
  for (const button of document.querySelectorAll<HTMLElement>('[data-page]'))
    button.addEventListener('click', () => void changeLanguage(button.dataset.page ?? ''));
}

async function changeLanguage(path: string): Promise<void> {
  if (sending || hasFilesFirst()) return;
  turn += 1;
  const mine = turn;
  const asked = await askForPage(path);
  if (gone || sending || evidence?.isUnsent() || mine !== turn) return;
  if (!asked) {
    byId('language-state').textContent = view.sentences['language.failed'] ?? '';
    return;
  }
  // Read now: typing goes on while a page is on its way.
  const values = done ? carriedOver : valuesOf(view.form, 'all');
  const step = view.step();
  putPage(asked, path);
  mountPage();
  mountForm(values);
  if (done) {
    view.form.remove();
    showReceipt(session);
    void offerFiles();
  } else {
    view.showStep(step);
    if (shown) problem(shown);
  }
  tellLanguage(view.sentences);
}

/** Whether there are files to be sent or removed first, which it says. */
function hasFilesFirst(): boolean {
  if (!evidence?.isUnsent()) return false;
  byId('evidence-said').textContent = view.sentences['evidence.first'] ?? '';
  byId('evidence').focus();
  return true;
}

/** Another report in the same sitting: a new receipt, and what stays the same filled in. */
function startAnother(): void {
  if (hasFilesFirst()) return;
  evidence = null;
  byId('evidence').replaceWith(pristineEvidence.cloneNode(true));
  session.renew();
  done = false;
  byId('copied').textContent = '';
  const fresh = pristine.cloneNode(true) as HTMLFormElement;
  byId('issued').hidden = true;
  byId('issued-code').textContent = '';
  byId('error-summary-slot').after(fresh);
  mountForm(carriedOver);
  view.showStep('mps');
  byId('language-state').textContent = view.sentences['another.started'] ?? '';
  byId('language-state').focus();
}

mountPage();
mountForm({});
addEventListener('beforeunload', warnBeforeLoss);
document.addEventListener(exitEvent, forget);
addEventListener('pagehide', forget);
// Chromium keeps pages for its Back button although they say "no-store".
addEventListener('pageshow', (event) => {
  if ((event as PageTransitionEvent).persisted) location.reload();
});
submitTyped(false);
