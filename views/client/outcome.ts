import type { SealerFailure } from './hold.ts';
import { byId, showPiece } from './page.ts';
import type { SendResult } from './send.ts';
import type { Sentences } from './sentences.ts';
import { showCode } from './show-code.ts';

/** What stopped a report; each has three sentences in the page. */
export type Problem = SendResult | SealerFailure | 'keyring-bad';

/** Several reasons, one sentence: what a person can do is the same. */
export function problemOf(code: SealerFailure): Problem {
  const hasItsOwn = ['keyring-missing', 'keyring-expired', 'keyring-not-yet'].includes(code);
  return !code.startsWith('keyring-') || hasItsOwn ? code : 'keyring-bad';
}

/** Says what is under way. */
export function tellWorking(sentences: Sentences, key: string): void {
  byId('problem').hidden = true;
  // Before it is shown and gets the focus: it is the name of what is under way.
  byId('working-text').textContent = sentences[key] ?? '';
  byId('working').hidden = false;
}

export function hideOutcome(): void {
  for (const id of ['problem', 'working']) byId(id).hidden = true;
  // What could have been carried has arrived, or is another thing by now.
  if (document.getElementById('carry-code')) showCode('carry-code', '');
}

export function showProblem(problem: Problem): void {
  byId('working').hidden = true;
  byId('problem').removeAttribute('role');
  showPiece(byId('problem'), 'data-problem', problem);
}

/** For a problem that nobody's press has met: told aloud and shown, but the focus stays with whoever is typing. */
export function showProblemAside(problem: Problem): void {
  byId('problem').setAttribute('role', 'alert');
  showPiece(byId('problem'), 'data-problem', problem, 'stay');
}

/** The receipt, from the page's own memory; an empty code says that it was sent without one. */
export function showReceipt(code: string): void {
  byId('working').hidden = true;
  showCode('issued-code', code);
  byId('issued-with').hidden = code === '';
  byId('issued-without').hidden = code !== '';
  byId('issued').hidden = false;
}
