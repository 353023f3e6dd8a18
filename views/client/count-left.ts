import { type Sentences, say } from './sentences.ts';

/** Says how many characters are left once a long text comes near its limit; nothing is ever cut. */
export function countLeft(form: HTMLFormElement, sentences: Sentences): void {
  form.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement) || !target.dataset.limit) return;
    const left = Number(target.dataset.limit) - target.value.length;
    const isNear = left < Number(target.dataset.limit) / 10;
    let line = target.nextElementSibling;
    if (!line?.matches('.count')) {
      if (!isNear) return;
      line = document.createElement('p');
      line.className = 'count hint';
      line.setAttribute('role', 'status');
      target.after(line);
    }
    line.textContent = isNear ? say(sentences, left < 0 ? 'count.over' : 'count.left', { count: Math.abs(left) }) : '';
  });
}
