import type { FieldError } from '../../report/field-errors.ts';
import { labelText } from './labels.ts';
import { byId } from './page.ts';
import { type Sentences, say } from './sentences.ts';

/** Takes away what an earlier check has marked. */
export function clearErrors(form: HTMLFormElement): void {
  byId('error-summary-slot').replaceChildren();
  for (const mark of form.querySelectorAll('.error-message')) mark.remove();
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  for (const control of form.querySelectorAll('[aria-describedby]')) {
    const rest = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => !id.endsWith('-error'));
    if (rest.join('')) control.setAttribute('aria-describedby', rest.join(' '));
    else control.removeAttribute('aria-describedby');
  }
}

/**
 * Shows what is to be mended, in the summary and beside each question, and moves the focus to the summary.
 * The same markup as the server's own summary makes.
 * @param reveal brings a control into view, wherever it is folded away.
 */
export function showErrors(
  form: HTMLFormElement,
  errors: readonly FieldError[],
  sentences: Sentences,
  reveal: (id: string) => void,
): void {
  clearErrors(form);
  const summary = document.createElement('div');
  summary.className = 'error-summary';
  summary.id = 'error-summary';
  summary.tabIndex = -1;
  summary.setAttribute('role', 'alert');
  const title = document.createElement('h2');
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
  summary.focus();
}

/** A sentence of the question's own, else one made of its label. */
function sentenceOf({ message, code }: FieldError, id: string, sentences: Sentences): string {
  if (sentences[message]) return sentences[message];
  const control = document.getElementById(id);
  const field = control?.closest<HTMLElement>('.field');
  const label = labelText(field) || id;
  const thing = control?.closest('.thing')?.querySelector('summary')?.textContent;
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

function markField(id: string, sentence: string): void {
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
  owner.setAttribute('aria-describedby', [owner.getAttribute('aria-describedby'), mark.id].filter(Boolean).join(' '));
}
