import type { FieldError } from '../../report/field-errors.ts';
import { hasText } from '../../report/unseen-marks.ts';
import { listAnswers } from './check-list.ts';
import { followConditions } from './conditions.ts';
import { countLeft } from './count-left.ts';
import { clearErrors, showErrors } from './error-summary.ts';
import { fillIn, type Values } from './fields.ts';
import { startKeepCopy } from './keep-copy.ts';
import { type MpTable, startMpTable } from './mp-table.ts';
import { byId } from './page.ts';
import { startPaste } from './paste.ts';
import type { CheckedForm } from './sealer.ts';
import { type Sentences, say } from './sentences.ts';
import { type Steps, startSteps } from './steps.ts';
import { startThings } from './things.ts';

/** The form on the page, made alive: part by part, groups that grow, a table of MPs, answers to check. */
export interface FormView {
  readonly form: HTMLFormElement;
  readonly sentences: Sentences;
  /** @param focus where it goes: to the summary, or nowhere while somebody types. */
  showErrors(errors: readonly FieldError[], focus: 'move' | 'stay'): void;
  clearErrors(): void;
  showContradictions(ids: CheckedForm['contradictions']): void;
  /** The part that is shown, `check` or a section; empty where all stand together. */
  step(): string;
  showStep(id: string): void;
}

interface Options {
  readonly form: HTMLFormElement;
  readonly sentences: Sentences;
  readonly values: Values;
  /** Called when the submitter wants to check the answers. */
  readonly onCheck: () => void;
}

export function viewForm({ form, sentences, values, onCheck }: Options): FormView {
  let steps: Steps | null = null;
  let table: MpTable | null = null;
  const onChange = () => {
    follow();
    steps?.update();
  };
  let follow = () => {};
  // The style sheet takes away the words that say when a question is meant: the page now does what they say.
  document.documentElement.dataset.live = '';
  for (const each of form.querySelectorAll('noscript')) each.remove();
  for (const place of form.querySelectorAll<HTMLElement>('[data-group]')) {
    if (place.dataset.group === 'mps') table = startMpTable(place, sentences, values, onChange);
    else startThings(place, sentences, values, onChange);
  }
  fillIn(form, values);
  follow = followConditions(form);
  countLeft(form, sentences);
  if (table) startPaste(sentences, table);
  const list = () => {
    listAnswers(form, byId('check-list'), sentences, reveal);
    // Only what was looked at and added is sent.
    byId('paste-waiting').hidden = !hasText(byId<HTMLTextAreaElement>('paste-text').value);
    onCheck();
  };
  if (form.querySelector('[data-section]')) {
    steps = startSteps(form, sentences, list);
    startKeepCopy(sentences);
    byId('paste-back').addEventListener('click', () => reveal('paste-text'));
    byId('check-back').addEventListener('click', () => steps?.show(firstSection()));
  }

  function firstSection(): string {
    return form.querySelector<HTMLElement>('[data-section]')?.dataset.section ?? '';
  }

  /** Brings a control into view, wherever it is folded away, and gives it the focus. */
  function reveal(id: string): void {
    table?.reveal(id);
    const control = document.getElementById(id);
    if (!control) return;
    steps?.reveal(control);
    for (let fold = control.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
      fold.open = true;
    control.focus();
  }

  return {
    form,
    sentences,
    showErrors(errors, focus) {
      for (const { field } of errors) table?.reveal(field.replaceAll('.', '-'));
      showErrors({ form, errors, sentences, reveal, focus });
      steps?.update();
    },
    clearErrors() {
      clearErrors(form, sentences);
      steps?.update();
    },
    showContradictions(ids) {
      const place = byId('contradictions');
      const count = new Set(ids).size;
      place.hidden = count === 0;
      for (const line of place.querySelectorAll<HTMLElement>('[data-contradiction]'))
        line.hidden = !ids.some((id) => id === line.dataset.contradiction);
      // What comes into view is not spoken by itself.
      byId('contradictions-state').replaceChildren(count > 0 ? say(sentences, 'check.odd', { count }) : '');
    },
    step: () =>
      [...form.querySelectorAll<HTMLElement>('[data-section], #check')].find(({ hidden }) => !hidden)?.dataset
        .section ?? 'check',
    showStep: (id) => steps?.show(id),
  };
}
