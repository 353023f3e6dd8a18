import { randomBytes } from '../../crypto/random.ts';
import { asciiDigits } from '../../report/digits.ts';
import { byId } from './page.ts';
import { printPage, saveText } from './save.ts';
import { type Sentences, say } from './sentences.ts';
import { showCode } from './show-code.ts';

/** Whether the code stands on this page alone, was given to a browser or a printer, or is kept, or let go knowingly. */
export type Kept = 'here' | 'given' | 'kept';

/** What was done with the code of this report. */
export interface KeptCode {
  /** Whether something is still to be done with it; then it says so, and takes the focus there. */
  isInTheWay(): boolean;
  isKept(): boolean;
  kept(): Kept;
}

interface Host {
  readonly sentences: Sentences;
  /** Nine groups with spaces between them. */
  readonly code: string;
  /** What was done with it before, in another language of the page. */
  readonly kept: Kept;
  /** Hears that it is kept, or let go: then nobody can come back, and it is to be forgotten. */
  readonly onKept: (how: 'kept' | 'dropped') => void;
}

/** Makes the ways to keep the code alive, once there is one on the page. */
export function startKeepCode({ sentences, code, kept: before, onKept }: Host): KeptCode {
  const groups = code.split(' ');
  let kept = before;
  byId('keep-there').hidden = kept !== 'given';

  const tell = (key: string, values: Readonly<Record<string, string | number>> = {}) => {
    byId('copied').textContent = say(sentences, key, values);
  };

  /** Only a person knows whether it is there. */
  function keep(key: string): void {
    kept = 'kept';
    byId('keep-there').hidden = true;
    onKept('kept');
    tell(key);
  }

  /** Asks the person to look whether it is where the browser was to put it. */
  function give(key: string): void {
    tell(key);
    if (kept === 'kept') return;
    kept = 'given';
    byId('keep-there').hidden = false;
  }

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(code);
      give('issued.copied');
    } catch {
      tell('issued.notCopied');
    }
  }

  /** Two groups that somebody is asked for; others each time. */
  let asked: readonly [number, number] = [0, 1];

  function askBack(): void {
    asked = twoOf(groups.length);
    for (const [at, which] of ['first', 'second'].entries()) {
      byId<HTMLInputElement>(`read-back-${which}`).value = '';
      markFit(which, true);
      const label = document.querySelector(`label[for="read-back-${which}"]`);
      if (label) label.textContent = say(sentences, 'keep.group', { number: (asked[at] ?? 0) + 1 });
    }
    byId('read-back-said').textContent = '';
    byId('read-back').hidden = false;
    byId('read-back').focus();
  }

  /** Ties what is said of a slip to its field. */
  function markFit(which: string, fits: boolean): void {
    const field = byId(`read-back-${which}`);
    for (const name of ['aria-invalid', 'aria-describedby']) field.removeAttribute(name);
    if (fits) return;
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', 'read-back-said');
  }

  function compare(): void {
    const wrong = ['first', 'second'].flatMap((which, at) => {
      const typed = asciiDigits(byId<HTMLInputElement>(`read-back-${which}`).value).replace(/\D/g, '');
      const number = asked[at] ?? 0;
      // The whole code may have been pasted.
      const fits = typed === groups[number] || typed === groups.join('');
      markFit(which, fits);
      return fits ? [] : [number + 1];
    });
    byId('read-back-said').textContent =
      wrong.length === 0
        ? say(sentences, 'keep.fits')
        : wrong.map((number) => say(sentences, 'keep.slip', { number })).join(' ');
  }

  function drop(): void {
    kept = 'kept';
    onKept('dropped');
    showCode('issued-code', '');
    for (const which of ['first', 'second']) byId<HTMLInputElement>(`read-back-${which}`).value = '';
    byId('issued-with').hidden = true;
    byId('issued-without').hidden = false;
    byId('issued-without').focus();
  }

  byId('copy-code').addEventListener('click', () => void copy());
  byId('keep-print').addEventListener('click', () => {
    if (printPage()) give('copy.printed');
    else tell('copy.notPrinted');
  });
  byId('keep-save').addEventListener('click', () => {
    saveText(`${code}\n\n№ \n`);
    give('keep.saved');
  });
  byId('keep-there').addEventListener('click', () => {
    keep('keep.kept');
    // The button that was pressed is gone.
    byId('keep').focus();
  });
  byId('keep-written').addEventListener('click', () => {
    keep('keep.noted');
    askBack();
  });
  byId('read-back-compare').addEventListener('click', compare);
  byId('keep-drop').addEventListener('click', () => {
    byId('drop').hidden = false;
    byId('drop').focus();
  });
  byId('drop-yes').addEventListener('click', drop);
  byId('drop-no').addEventListener('click', () => {
    byId('drop').hidden = true;
    byId('keep-drop').focus();
  });

  return {
    isKept: () => kept === 'kept',
    kept: () => kept,
    isInTheWay() {
      if (kept === 'kept') return false;
      tell('keep.first');
      byId('keep').focus();
      return true;
    },
  };
}

/** Two different numbers below another. */
function twoOf(count: number): readonly [number, number] {
  const [first = 0, second = 0] = randomBytes(2);
  const one = first % count;
  return [one, (one + 1 + (second % (count - 1))) % count];
}
