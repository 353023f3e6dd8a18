import type { FileFault } from './seal-messages.ts';

/** The sentence for what is wrong with a file. */
export const faultKeys: Readonly<Record<FileFault, string>> = {
  changed: 'evidence.changed',
  'not-cleaned': 'evidence.notCleaned',
  broken: 'evidence.broken',
};

/** Puts the focus where something can be done about it. */
export function focusFault(number: number, fault: FileFault, section: HTMLElement): void {
  const control = document.getElementById(`files-${number}-hiddenData`);
  if (fault === 'changed' || !control) section.focus();
  else control.focus();
}
