/** Takes the focus while something is under way; a script writes what that is. */
export function Working({ note }: { note: string }) {
  return (
    <section id="working" hidden tabindex={-1}>
      <p role="status" id="working-text"></p>
      <p>{note}</p>
    </section>
  );
}
