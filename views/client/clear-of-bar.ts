/** Brings what has the focus clear of the bar to leave. */
export function clearOfBar(): void {
  document.activeElement?.scrollIntoView({ block: 'nearest' });
}

/**
 * Firefox 153 is content when a control that Tab has reached begins above the bar. Only after a key, since a page that
 * moves while a pointer is down makes its click miss.
 */
export function keepClearOfBar(): void {
  document.addEventListener('keyup', ({ key }) => {
    if (key === 'Tab') clearOfBar();
  });
}
