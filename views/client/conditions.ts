/**
 * Shows questions that make sense only after another answer, and takes them away again. What was typed there stays,
 * in case the answer changes back, but is not sent.
 */
export function followConditions(form: HTMLFormElement): () => void {
  const update = () => {
    for (const place of form.querySelectorAll<HTMLElement>('[data-when]')) {
      const wanted = (place.dataset.is ?? '').split(' ');
      const isOn = [...form.querySelectorAll<HTMLInputElement>(`[name="${place.dataset.when}"]`)].some(
        (control) => (control.type === 'select-one' || control.checked) && wanted.includes(control.value),
      );
      place.hidden = !isOn;
      place.toggleAttribute('data-off', !isOn);
    }
    for (const part of form.querySelectorAll<HTMLElement>('details.part')) {
      const questions = [...part.children].filter((child) => child.matches('.field, [data-when]'));
      if (questions.length > 0) part.hidden = questions.every((question) => question.matches('[data-off]'));
    }
  };
  form.addEventListener('change', update);
  update();
  return update;
}
