import type { FormId } from '../../report/form.ts';
import { clearOfBar } from './clear-of-bar.ts';
import { isAtRest } from './error-summary.ts';
import { forAnother, isTyped, type Values, valuesOf, wipe } from './fields.ts';
import { type FormView, viewForm } from './form-view.ts';
import { guardPage } from './guard-page.ts';
import { type Kept, type KeptCode, startKeepCode } from './keep-code.ts';
import { putPage, tellLanguage } from './other-page.ts';
import {
  hideOutcome,
  type Problem,
  problemOf,
  showProblem,
  showProblemAside,
  showReceipt,
  tellWorking,
} from './outcome.ts';
import { byId, fillSlot } from './page.ts';
import { newSendButton } from './send-button.ts';
import { readSentences } from './sentences.ts';
import { newSession } from './session.ts';
import { showCode } from './show-code.ts';
import type { Course, Delivered, FormFacts, Way } from './way.ts';

/**
 * The course of a form, from its first question to the code, in a page that is served and in one that is carried: it
 * becomes able to seal, checks, seals, and changes its language with everything in place.
 */
export function startCourse(newWay: (course: Course) => Way): void {
  const session = newSession((receipt) => way.startSealer(receipt));
  let view: FormView;
  /** The form before anything was done to it, for another report. */
  let pristine: HTMLFormElement;
  /** Whether a report is on its way: until then the language may change. */
  let isSending = false;
  /** What is sealed may still be held by the page alone. */
  let stage: 'filling' | 'held' | 'left' = 'filling';
  /** Whether everything was dropped: what comes back later finds no page. */
  let isGone = false;
  /** Counts changes of language: a page that another one has overtaken is not shown. */
  let turn = 0;
  /** What another report about another MP begins with. */
  let carriedOver: Values = {};
  /** What was done with the code that is shown, and the place for it before anything was. */
  let keptCode: KeptCode | null = null;
  let pristineCode: Node;
  let shown: Problem | null = null;
  const send = newSendButton({
    session,
    isOpen: () => stage === 'filling',
    submit,
    onOffered: () => void check().catch(() => {}),
    onFailure(code, isAside) {
      if (isGone || way.onFailure?.(code)) return;
      document.documentElement.dataset.failed = '';
      shown = problemOf(code);
      if (isAside) showProblemAside(shown);
      else problem(shown);
    },
    onProblem(id) {
      if (id === null) shown = null;
      else if (!isGone) problem(id);
    },
  });
  const way = newWay({
    session,
    sentences: () => view.sentences,
    facts,
    isGone: () => isGone,
    values: () => valuesOf(view.form),
    showStep: (id) => view.showStep(id),
    begin: () => send.press(false),
    tellCode: () => tellCode(keptCode?.kept() ?? 'here'),
    letGo,
    takeBack,
  });

  function facts(): FormFacts {
    const { form = 'full', formBuild = '', language = '' } = view.form.dataset;
    return { form: form as FormId, formBuild, language };
  }

  function problem(id: Problem): void {
    shown = id;
    way.onProblem(id);
    showProblem(id);
  }

  async function submit(): Promise<void> {
    isSending = true;
    const { form } = view;
    view.clearErrors();
    tellWorking(view.sentences, 'report.sealing');
    // The button that was pressed may be far below; what is under way is heard and seen from here on.
    byId('working').focus();
    const fields = valuesOf(form);
    // What is typed from here on would not be in what is sent.
    form.inert = true;
    try {
      const delivered = await way.deliver(fields);
      form.inert = false;
      if (!isGone) finish(delivered);
    } finally {
      form.inert = false;
      isSending = false;
    }
  }

  /** The receipt appears only when nothing is lost with the form, which is never emptied before that. */
  function finish(delivered: Delivered): void {
    hideOutcome();
    if (delivered === 'left' || delivered === 'held') showIssued(delivered);
    else if ('problem' in delivered) problem(delivered.problem);
    else if ('tell' in delivered) delivered.tell();
    else view.showErrors(delivered.errors, 'move');
  }

  function showIssued(delivered: 'left' | 'held'): void {
    shown = null;
    stage = 'held';
    if (delivered === 'left') letGo();
    else view.form.hidden = true;
    tellCode('here');
    way.follow();
    byId('issued').focus();
    byId('issued').scrollIntoView();
  }

  function tellCode(kept: Kept): void {
    byId('issued-with').replaceWith(pristineCode.cloneNode(true));
    const code = session.code();
    showReceipt(code);
    const onKept = (how: 'kept' | 'dropped') => {
      if (how === 'dropped') session.dropCode();
    };
    keptCode = code === '' ? null : startKeepCode({ sentences: view.sentences, code, kept, onKept });
  }

  function letGo(): void {
    if (stage !== 'held') return;
    stage = 'left';
    carriedOver = forAnother(valuesOf(view.form));
    wipe(view.form);
    view.form.remove();
  }

  function takeBack(): void {
    if (stage !== 'held') return;
    stage = 'filling';
    byId('issued').hidden = true;
    view.form.hidden = false;
    view.showStep('check');
  }

  /** Judges what stands under "check your answers". */
  async function check(): Promise<void> {
    if (!session.isStarted() || facts().form !== 'full') return;
    const hold = await session.start();
    const fields = valuesOf(view.form);
    const { errors, contradictions } = await hold.check({ form: 'full', fields, files: way.fileNumbers() });
    if (isGone || view.step() !== 'check' || stage !== 'filling') return;
    const isResting = isAtRest();
    view.showContradictions(contradictions);
    if (errors.length > 0) view.showErrors(errors, isResting ? 'move' : 'stay');
    else view.clearErrors();
    // What comes above pushes down the link that somebody has gone to meanwhile.
    if (!isResting) clearOfBar();
  }

  /** Drops everything at once, without a question. */
  function forget(): void {
    isGone = true;
    way.forget();
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
    const sentences = readSentences();
    way.mountForm(form, sentences);
    view = viewForm({ form, sentences, values, onCheck: () => void check().catch(() => {}) });
    fillSlot('try-again-slot', 'try-again-template');
    byId('try-again').addEventListener('click', () => send.press(true));
    // Enter in a field: method="dialog" sends nothing. In an alert the person means the button; a long form is sent from
    // where its answers are checked, and nowhere else.
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (form.dataset.form === 'alert' || view.step() === 'check') send.press(true);
    });
    if (session.isStarted()) send.offer(false);
  }

  /** Makes everything around the form alive: after loading and in another language. */
  function mountPage(): void {
    for (const button of document.querySelectorAll('[data-retry]'))
      button.addEventListener('click', () => send.press(true));
    pristineCode = byId('issued-with').cloneNode(true);
    byId('another').addEventListener('click', startAnother);
    way.mountPage();
    if (!document.getElementById('languages-template')) return;
    fillSlot('languages-slot', 'languages-template');
    for (const button of document.querySelectorAll<HTMLElement>('[data-page]'))
      button.addEventListener('click', () => void changeLanguage(button.dataset.page ?? ''));
  }

  async function changeLanguage(name: string): Promise<void> {
    if (isSending || way.isInTheWayOf('language')) return;
    turn += 1;
    const mine = turn;
    const asked = await way.askForPage(name);
    if (isGone || isSending || mine !== turn || way.isInTheWayOf('language')) return;
    if (!asked) {
      byId('language-state').textContent = view.sentences['language.failed'] ?? '';
      return;
    }
    // Read now: typing goes on while a page is on its way.
    const values = stage === 'left' ? carriedOver : valuesOf(view.form, 'all');
    const step = view.step();
    putPage(asked);
    mountPage();
    mountForm(values);
    if (stage === 'filling') {
      view.showStep(step);
      if (shown) problem(shown);
    } else {
      if (stage === 'left') view.form.remove();
      else view.form.hidden = true;
      tellCode(keptCode?.kept() ?? 'kept');
      way.follow();
    }
    tellLanguage(view.sentences);
  }

  /** Another report in the same sitting: a new receipt, and what stays the same filled in. */
  function startAnother(): void {
    if (keptCode?.isInTheWay() || way.isInTheWayOf('another')) return;
    way.renew();
    session.renew();
    stage = 'filling';
    keptCode = null;
    const fresh = pristine.cloneNode(true) as HTMLFormElement;
    byId('issued').hidden = true;
    showCode('issued-code', '');
    byId('error-summary-slot').after(fresh);
    mountForm(carriedOver);
    view.showStep('mps');
    byId('language-state').textContent = view.sentences['another.started'] ?? '';
    byId('language-state').focus();
  }

  // By the button or by the browser's own menu: of a page with a code nothing is printed but the card.
  addEventListener('beforeprint', () => {
    const isCode = stage !== 'filling' && !isGone && session.code() !== '';
    document.body.toggleAttribute('data-print', isCode);
  });
  mountPage();
  mountForm({});
  guardPage({
    wouldLose: () =>
      way.isHolding() || (stage === 'filling' ? isTyped(view.form) : keptCode !== null && !keptCode.isKept()),
    forget,
  });
  send.press(false);
}
