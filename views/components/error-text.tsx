/** What to mend in one answer, just before its control; a script makes the same. */
export function ErrorText({ id, text }: { id: string; text?: string | undefined }) {
  return text ? (
    <p class="error-message" id={`${id}-error`}>
      {text}
    </p>
  ) : null;
}
