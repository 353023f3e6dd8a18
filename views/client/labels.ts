/** What a question or choice says, without its mark and its original: the first text of its label. */
export function labelText(field: Element | null | undefined): string {
  const label = field?.matches('label') ? field : (field?.querySelector('legend') ?? field?.querySelector('label'));
  return label?.firstChild?.textContent?.trim() ?? '';
}
