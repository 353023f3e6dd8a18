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

const link = document.getElementById('quick-exit');
if (link instanceof HTMLAnchorElement) {
  const url = link.href;
  for (const each of document.querySelectorAll<HTMLAnchorElement>('a[data-quick-exit], #quick-exit'))
    each.addEventListener('click', (event) => {
      event.preventDefault();
      leave(url);
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
    if (pressed.length >= presses) leave(url);
  });
}
