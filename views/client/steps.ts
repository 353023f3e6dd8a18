import { hasText } from '../../report/unseen-marks.ts';
import { byId } from './page.ts';
import { type Sentences, say } from './sentences.ts';

export interface Steps {
  /** Shows one part, or `check`, and moves the focus there. */
  show(id: string): void;
  /** Shows the part in which an element lies, with everything folded around it open. */
  reveal(element: Element): void;
  /** Says anew how far each part is. */
  update(): void;
}

/** Shows the form part by part: any order, progress, nothing sent on the way. */
export function startSteps(form: HTMLFormElement, sentences: Sentences, onCheck: () => void): Steps {
  const sections = [...form.querySelectorAll<HTMLElement>('[data-section]')];
  const links = [...form.querySelectorAll<HTMLAnchorElement>('[data-step]')];
  const check = byId('check');
  const template = byId<HTMLTemplateElement>('step-template');
  const titleOf = (section: HTMLElement | undefined) => section?.querySelector('h2')?.textContent ?? '';

  function show(id: string, focus: 'move' | 'stay' = 'move'): void {
    for (const section of sections) section.hidden = section.dataset.section !== id;
    check.hidden = id !== 'check';
    for (const link of links) {
      if (link.dataset.step === id) link.setAttribute('aria-current', 'step');
      else link.removeAttribute('aria-current');
    }
    update();
    if (id === 'check') onCheck();
    const shown = id === 'check' ? check : sections.find(({ dataset }) => dataset.section === id);
    if (focus === 'move') {
      shown?.focus({ preventScroll: true });
      shown?.scrollIntoView();
    }
  }

  function update(): void {
    let needed = 0;
    let given = 0;
    for (const [at, section] of sections.entries()) {
      const fields = [...section.querySelectorAll<HTMLElement>('[data-needed]')].filter(
        (field) => !field.closest('[data-off], tr'),
      );
      const done = fields.filter((field) => isAnswered(field) || isGivenForAll(form, field)).length;
      needed += fields.length;
      given += done;
      const state = section.querySelector('[aria-invalid]')
        ? 'wrong'
        : fields.length > 0 && done === fields.length
          ? 'done'
          : isAnswered(section)
            ? 'begun'
            : fields.length === 0
              ? 'optional'
              : 'empty';
      const place = links[at]?.parentElement?.querySelector('[data-state]');
      if (place) place.textContent = `(${sentences[`steps.state.${state}`] ?? ''})`;
    }
    byId('progress').textContent = say(sentences, 'steps.progress', { done: given, all: needed });
  }

  for (const [at, section] of sections.entries()) {
    section.append(template.content.cloneNode(true));
    const go = (way: string) => section.querySelector<HTMLButtonElement>(`[data-go=${way}]`);
    const [back, next, toCheck] = [go('back'), go('next'), go('check')];
    lead(back, sections[at - 1], 'steps.back');
    lead(next, sections[at + 1], 'steps.next');
    toCheck?.classList.toggle('quiet', at < sections.length - 1);
    toCheck?.addEventListener('click', () => show('check'));
  }

  function lead(button: HTMLButtonElement | null, to: HTMLElement | undefined, key: string): void {
    if (!button) return;
    button.hidden = to === undefined;
    button.textContent = say(sentences, key, { title: titleOf(to) });
    button.addEventListener('click', () => show(to?.dataset.section ?? ''));
  }

  for (const link of links)
    link.addEventListener('click', (event) => {
      // Following the link would put the part into the address and the history.
      event.preventDefault();
      show(link.dataset.step ?? '');
    });
  form.addEventListener('input', update);
  form.addEventListener('change', update);
  // Whoever has begun to type stays where they are.
  const begun = sections.find((section) => section.contains(document.activeElement)) ?? sections[0];
  show(begun?.dataset.section ?? '', 'stay');
  return {
    show,
    reveal(element) {
      const section = element.closest<HTMLElement>('[data-section]');
      if (section?.hidden) show(section.dataset.section ?? '');
      for (let fold = element.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
        fold.open = true;
    },
    update,
  };
}

/** Whether a question about the first MP is answered for all of them at once. */
function isGivenForAll(form: HTMLFormElement, field: HTMLElement): boolean {
  const key = /^mps\.0\.(\w+)$/.exec(field.querySelector<HTMLInputElement>('[name]')?.name ?? '')?.[1];
  const shared = form.querySelector<HTMLSelectElement>(`[name="everyMp.${key}"]`);
  return Boolean(shared?.value) && !shared?.closest('[data-off]');
}

function isAnswered(place: HTMLElement): boolean {
  return [...place.querySelectorAll<HTMLInputElement>('input[name], select[name], textarea[name]')].some((control) =>
    /^(checkbox|radio)$/.test(control.type) ? control.checked : control.type !== 'hidden' && hasText(control.value),
  );
}
