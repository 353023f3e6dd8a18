import { markField } from './error-summary.ts';
import type { FileFault } from './seal-messages.ts';

/** The sentence for what is wrong with a file. */
export const faultKeys: Readonly<Record<FileFault, string>> = {
  changed: 'evidence.changed',
  'not-cleaned': 'evidence.notCleaned',
  broken: 'evidence.broken',
};

/**
 * Says at the file what is wrong with it. The focus goes to where it can be removed: keeping hidden data must
 * never be the nearest choice.
 */
export function focusFault(number: number, fault: FileFault, sentence: string, section: HTMLElement): void {
  const control = document.getElementById(`files-${number}-hiddenData`);
  if (fault === 'changed' || !control) section.focus();
  else {
    markField(control.id, sentence);
    document.querySelector<HTMLElement>(`#files-${number} [data-buttons] button:last-child`)?.focus();
  }
}
