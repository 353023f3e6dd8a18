/** Values by the name of the control, as a form would send them. */
export type Values = Readonly<Record<string, readonly string[]>>;

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Everything that is answered on the page; what a condition has taken away, or is no answer, is left out. */
export function valuesOf(form: HTMLFormElement, which: 'sent' | 'all' = 'sent'): Values {
  const values: Record<string, string[]> = {};
  for (const control of controlsOf(form)) {
    const isChoice = control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type);
    if (control.value === '' || (isChoice && !control.checked)) continue;
    if (which === 'sent' && (control.closest('[data-off]') || isHelper(control.name))) continue;
    values[control.name] = [...(values[control.name] ?? []), control.value];
  }
  return values;
}

/** Controls that serve the page alone. */
const isHelper = (name: string) => /^(paste|copy|blocks)\./.test(name);

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>('input[name], textarea[name], select[name]')];
}

/** Fills the controls that are there; gives the names that found none. */
export function fillIn(form: HTMLElement, values: Values): string[] {
  const left = new Set(Object.keys(values));
  for (const control of form.querySelectorAll<Control>('input[name], textarea[name], select[name]')) {
    const given = values[control.name];
    if (!given) continue;
    left.delete(control.name);
    if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type))
      control.checked = given.includes(control.value);
    else control.value = given[0] ?? '';
  }
  return [...left];
}

/** Whether somebody wants no code: then it is never shown. */
export const wantsNoCode = (values: Values): boolean => values['receipt.none']?.[0] === 'yes';

/** Whether anything would be lost. */
export function isTyped(form: HTMLFormElement): boolean {
  return Object.keys(valuesOf(form, 'all')).some((name) => !name.startsWith('blocks.'));
}

/** Empties every control but those to keep, so that nothing typed stays in the page. */
export function wipe(form: HTMLFormElement, isKept: (name: string) => boolean = () => false): void {
  for (const control of controlsOf(form)) {
    if (isKept(control.name)) continue;
    if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type)) control.checked = false;
    else control.value = '';
  }
}

/**
 * What another report about another MP begins with: answers about the submitter, and about how far a report may go;
 * nothing about an MP, and nothing that was agreed to.
 */
export function forAnother(values: Values): Values {
  const isKept = (name: string) =>
    /^(source|contact)\./.test(name) || /^consent\.(caseUse|sourceName|askFirst|partners)$/.test(name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => isKept(name)));
}
