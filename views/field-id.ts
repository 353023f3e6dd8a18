/** Id of the control of a field; the first one where a question has several. `mps.0.country` gives `mps-0-country`. */
export function fieldId(field: string): string {
  return field.replaceAll('.', '-');
}
