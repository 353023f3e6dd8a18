import { exitEvent } from './page.ts';

const presses = 3;
/** Short: screen readers use Shift for commands of their own. */
const withinMs = 1000;
/** Whoever holds Shift for a command, whose letter a screen reader keeps from the page, holds it longer. */
const longestPressMs = 250;

/** Blanks the page first, then leaves it without a trace in the tab's history or a referrer. */
function leave(url: string): void {
  document.documentElement.hidden = true;
  document.title = '\u00a0';
  document.dispatchEvent(new Event(exitEvent));
  for (const form of document.forms) form.reset();
  document.body.replaceChildren();
  location.replace(url);
}

/** Asked at every press: the page may have changed its language, and with it where this leads. */
function exitUrl(): string | null {
  const link = document.getElementById('quick-exit');
  return link instanceof HTMLAnchorElement ? link.href : null;
}

function leaveNow(): void {
  const url = exitUrl();
  if (url) leave(url);
}

/** Makes the ways out of a page work: its links, and Shift pressed three times. */
export function startQuickExit(): void {
  let downAt = Number.NEGATIVE_INFINITY;
  let pressed: number[] = [];
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('a[data-quick-exit]')) return;
    event.preventDefault();
    leaveNow();
  });
  // Whoever moves about is not leaving.
  for (const moving of ['focusin', 'scroll'])
    document.addEventListener(
      moving,
      () => {
        pressed = [];
      },
      true,
    );
  document.addEventListener('keydown', ({ key, repeat }) => {
    if (key === 'Shift' && !repeat) downAt = performance.now();
  });
  document.addEventListener('keyup', ({ key }) => {
    const now = performance.now();
    if (key !== 'Shift' || now - downAt > longestPressMs) {
      pressed = [];
      return;
    }
    pressed = [...pressed, now].filter((at) => now - at < withinMs);
    if (pressed.length >= presses) leaveNow();
  });
}
