import type { FieldError } from '../report/field-errors.ts';

const found = new WeakMap<readonly FieldError[], ReadonlyMap<string, FieldError>>();

/** The first error of a field. Found at once: a page has thousands of fields, and may have as many errors. */
export function errorAt(errors: readonly FieldError[], field: string): FieldError | undefined {
  // Of several with one key a map keeps the last one.
  const known = found.get(errors) ?? new Map(errors.toReversed().map((error) => [error.field, error]));
  found.set(errors, known);
  return known.get(field);
}
