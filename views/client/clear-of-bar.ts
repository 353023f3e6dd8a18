/**
 * Brings what Tab has reached clear of the bar to leave: Firefox 153 is content when a control begins above it. Only
 * after a key, since a page that moves while a pointer is down makes its click miss.
 */
export function keepClearOfBar(): void {
  document.addEventListener('keyup', ({ key }) => {
    if (key === 'Tab') document.activeElement?.scrollIntoView({ block: 'nearest' });
  });
}
