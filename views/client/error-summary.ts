import type { FieldError } from '../../report/field-errors.ts';
import { positionIn } from '../../report/position.ts';
import { labelText } from './labels.ts';
import { byId } from './page.ts';
import { type Sentences, say } from './sentences.ts';

/** Takes away what an earlier check has marked. */
export function clearErrors(form: HTMLFormElement, sentences: Sentences): void {
  byId('error-summary-slot').replaceChildren();
  document.title = sentences['title.report'] ?? '';
  clearMarks(form);
}

export function clearMarks(form: HTMLFormElement): void {
  for (const mark of form.querySelectorAll('.error-message')) mark.remove();
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  for (const control of form.querySelectorAll('[aria-describedby]')) {
    const rest = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => !id.endsWith('-error'));
    if (rest.join('')) control.setAttribute('aria-describedby', rest.join(' '));
    else control.removeAttribute('aria-describedby');
  }
}

interface Shown {
  readonly form: HTMLFormElement;
  readonly errors: readonly FieldError[];
  readonly sentences: Sentences;
  /** Brings a control into view, wherever it is folded away. */
  readonly reveal: (id: string) => void;
  /** Whoever is typing keeps the focus, and is told aloud. */
  readonly focus: 'move' | 'stay';
}

/** Shows what is to be mended, in the summary and beside each question, as the server's own summary does. */
export function showErrors({ form, errors, sentences, reveal, focus }: Shown): void {
  clearErrors(form, sentences);
  document.title = say(sentences, 'title.error', { title: sentences['title.report'] ?? '' });
  const summary = document.createElement('div');
  summary.className = 'error-summary';
  summary.id = 'error-summary';
  summary.tabIndex = -1;
  // An alert that takes the focus would be read twice.
  summary.setAttribute('role', focus === 'move' ? 'group' : 'alert');
  summary.setAttribute('aria-labelledby', 'error-summary-title');
  const title = document.createElement('h2');
  title.id = 'error-summary-title';
  title.textContent = sentences['error.summary.title'] ?? '';
  const list = document.createElement('ul');
  summary.append(title, list);
  for (const error of errors) {
    const id = error.field.replaceAll('.', '-');
    const sentence = sentenceOf(error, id, sentences);
    const link = document.createElement('a');
    link.href = `#${id}`;
    link.textContent = sentence;
    link.addEventListener('click', (event) => {
      // Following the link would put the field's name into the address and the history.
      event.preventDefault();
      reveal(id);
      document.getElementById(id)?.focus();
    });
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
    markField(id, sentence);
  }
  byId('error-summary-slot').append(summary);
  if (focus === 'move') summary.focus();
}

/** A sentence of the question's own, else one made of its label. */
function sentenceOf({ field: name, message, code }: FieldError, id: string, sentences: Sentences): string {
  const control = document.getElementById(id);
  const thing = thingOf(name, control);
  const own = sentences[message];
  // Several MPs may lack the same; the first one is often the only one.
  if (own) return (positionIn('mps', name)?.number ?? 0) > 0 ? say(sentences, 'error.at', { thing, label: own }) : own;
  // The first MP's block knows what a question is called, and how much room it has.
  const twin = document.getElementById(id.replace(/^mps-\d+-/, 'mps-0-'));
  const field = twin?.closest<HTMLElement>('.field');
  const label = labelText(field) || id;
  const limit = Number(
    code === 'too_many'
      ? control?.closest<HTMLElement>('[data-max]')?.dataset.max
      : field?.querySelector<HTMLElement>('[data-limit]')?.dataset.limit,
  );
  return say(sentences, `error.any.${code}`, {
    label: thing ? say(sentences, 'error.at', { thing, label }) : label,
    limit,
  });
}

/** What an answer is about, where there are several such things. */
function thingOf(name: string, control: HTMLElement | null): string {
  const number = positionIn('mps', name)?.number;
  if (number !== undefined) {
    // Rows are counted anew when one goes. The first MP is no row.
    const row = [...document.querySelectorAll<HTMLElement>('[data-row]')].findIndex(
      ({ dataset }) => dataset.row === String(number),
    );
    return say({ name: byId('things-mps').dataset.name ?? '' }, 'name', { number: row + 2 });
  }
  const shared = control?.closest('[data-every-mp]');
  return shared
    ? labelText(shared)
    : (control?.closest('.thing')?.querySelector(':scope > summary')?.textContent ?? '');
}

/** Says at a control what to mend there. */
export function markField(id: string, sentence: string): void {
  const control = document.getElementById(id);
  if (!control) return;
  const owner = document.getElementById(`${id}-group`) ?? control;
  const mark = document.createElement('p');
  mark.className = 'error-message';
  mark.id = `${id}-error`;
  mark.textContent = sentence;
  const first = owner === control ? control : owner.querySelector('.options');
  first?.before(mark);
  // As the server marks it: radio buttons as a group, everything else at the control.
  (control.matches('[type=radio]') ? owner : control).setAttribute('aria-invalid', 'true');
  // A group says it once; whoever follows a link comes to its first control.
  for (const each of new Set([owner, control]))
    each.setAttribute('aria-describedby', [each.getAttribute('aria-describedby'), mark.id].filter(Boolean).join(' '));
}

/** Says what is wrong at a field and goes there; where the focus is there already, nothing else would tell. */
export function complainAt(id: string, sentence: string): void {
  markField(id, sentence);
  const control = document.getElementById(id);
  if (document.activeElement === control) document.getElementById(`${id}-error`)?.setAttribute('role', 'alert');
  control?.focus();
}

/** Whether the focus is where "check your answers" has put it, and nobody has begun with anything there. */
export function isAtRest(): boolean {
  const focus = document.activeElement;
  return focus === document.body || focus === byId('check') || byId('error-summary-slot').contains(focus);
}
