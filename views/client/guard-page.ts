import { exitEvent } from './page.ts';

/** What is to be done when somebody leaves a page. */
interface Guard {
  /** Whether what would be lost is worth a question. */
  readonly wouldLose: () => boolean;
  /** Drops everything at once. */
  readonly forget: () => void;
}

/** Asks before something is lost; on the way out, by whatever way, nothing stays and nothing is asked any more. */
export function guardPage({ wouldLose, forget }: Guard): void {
  function warn(event: BeforeUnloadEvent): void {
    if (!wouldLose()) return;
    event.preventDefault();
    // Chromium before 119 asks for nothing else.
    event.returnValue = true;
  }
  /** Whether one way of leaving has begun: it ends by another, since leaving at once loads another page. */
  let isLeft = false;
  function leave(): void {
    if (isLeft) return;
    isLeft = true;
    removeEventListener('beforeunload', warn);
    forget();
  }
  addEventListener('beforeunload', warn);
  document.addEventListener(exitEvent, leave);
  addEventListener('pagehide', leave);
  // Chromium keeps pages for its Back button although they say "no-store".
  addEventListener('pageshow', (event) => {
    if ((event as PageTransitionEvent).persisted) location.reload();
  });
}
