import { insist } from './insist.ts';
import { exitEvent } from './page.ts';
import { newPresses } from './presses.ts';

/** Where leaving leads if the page has lost its own link. */
const nowhere = 'about:blank';
/** No title at all would show the address in its place. */
const noTitle = '\u00a0';

let isLeaving = false;

/** Takes away all that is shown and typed, before anything is loaded and whatever becomes of that. */
function blank(): void {
  document.documentElement.hidden = true;
  document.title = noTitle;
  document.dispatchEvent(new Event(exitEvent));
  empty();
  // What comes later: the rest of a page that is still arriving, the answer to an earlier question.
  new MutationObserver(empty).observe(document, { childList: true, subtree: true, characterData: true });
}

function empty(): void {
  if (document.title !== noTitle) document.title = noTitle;
  for (const form of document.forms) form.reset();
  if (document.body?.hasChildNodes()) document.body.replaceChildren();
}

/** Blanks the page, then leaves it without a trace in the tab's history or a referrer. */
function leave(): void {
  if (isLeaving) return;
  isLeaving = true;
  // Read at every press: the page may have changed its language, and with it where this leads.
  const url = document.querySelector<HTMLAnchorElement>('a[data-quick-exit]')?.href ?? nowhere;
  blank();
  insist(
    () => location.replace(url),
    (again, ms) => setTimeout(again, ms),
  );
}

/** Makes the ways out of a page work: its links, and Shift or Escape pressed three times. */
export function startQuickExit(): void {
  // The middle button would open another tab and leave this one as it is.
  for (const press of ['click', 'auxclick'])
    document.addEventListener(press, (event) => {
      if ((event as MouseEvent).button === 2 || !(event.target instanceof Element)) return;
      if (!event.target.closest('a[data-quick-exit]')) return;
      event.preventDefault();
      leave();
    });
  const presses = newPresses();
  // A person who moves about, points or composes is not leaving.
  for (const other of ['focusin', 'scroll', 'pointerdown', 'wheel', 'compositionstart', 'compositionend'])
    document.addEventListener(other, presses.interrupt, { capture: true, passive: true });
  addEventListener('blur', presses.turnAway);
  document.addEventListener('visibilitychange', presses.turnAway);
  document.addEventListener('keydown', (event) => {
    // Browsers stop loading at Escape, also what this page is left for.
    if (isLeaving && event.key === 'Escape') event.preventDefault();
    presses.down(event);
  });
  document.addEventListener('keyup', (event) => {
    if (presses.up(event)) leave();
  });
}
