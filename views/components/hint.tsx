/** Help for one control or group, which names it by `aria-describedby`. */
export function Hint({ id, text }: { id: string; text?: string | undefined }) {
  return text ? (
    <p class="hint" id={id}>
      {text}
    </p>
  ) : null;
}
