/** First pause before it starts anew; each is twice as long, since a slow line needs more time than a quick one. */
const firstPauseMs = 5_000;
const longestPauseMs = 60_000;

/**
 * Starts something that ends the page, and starts it anew as long as the page is still there: a site may answer with no
 * page, and a person may press the browser's own button to stop.
 * @param later calls back after so many ms, like `setTimeout`.
 */
export function insist(go: () => void, later: (again: () => void, ms: number) => void): void {
  let pauseMs = firstPauseMs;
  function again(): void {
    go();
    later(again, pauseMs);
    pauseMs = Math.min(2 * pauseMs, longestPauseMs);
  }
  again();
}
