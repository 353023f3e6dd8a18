import './clear-of-bar.ts';
import { exitEvent } from './page.ts';

const presses = 3;
/** Short: screen readers use Shift for commands of their own. */
const withinMs = 1000;
let pressed: number[] = [];

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
document.addEventListener('keyup', (event) => {
  if (event.key !== 'Shift') {
    pressed = [];
    return;
  }
  const now = performance.now();
  pressed = [...pressed, now].filter((at) => now - at < withinMs);
  if (pressed.length >= presses) leaveNow();
});
