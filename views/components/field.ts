/** What every control of the form is given. */
export interface FieldProps {
  /** Id of the control, or of the first one in a group. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** The English label, where it must stand beside a translation that nobody has reviewed. */
  readonly original?: string | undefined;
  /** The word that marks an answer as needed; blank answers are fine without it. */
  readonly needed?: string | undefined;
  readonly hint?: string | undefined;
  readonly hintOriginal?: string | undefined;
  readonly error?: string | undefined;
}

/** Ids for `aria-describedby`: the hint, and the error once there is one. */
export function describedBy({ id, hint, error }: Pick<FieldProps, 'id' | 'hint' | 'error'>): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}
