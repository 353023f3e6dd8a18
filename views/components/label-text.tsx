import type { FieldProps } from './field.ts';
import { Original } from './original.tsx';

/** What a label or legend says: the question, and whether its answer is needed. */
export function LabelText({ label, original, needed }: Pick<FieldProps, 'label' | 'original' | 'needed'>) {
  return (
    <>
      {label}
      <Original text={original} />
      {needed && <span class="needed"> ({needed})</span>}
    </>
  );
}
