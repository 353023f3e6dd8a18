import type { PropsWithChildren } from 'hono/jsx';

/** Takes the focus while something is under way; a script writes what that is. */
export function Working({ note, children }: PropsWithChildren<{ readonly note: string }>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls, and here are none
    <div id="working" role="group" aria-labelledby="working-text" hidden tabindex={-1}>
      <p role="status" id="working-text"></p>
      <p>{note}</p>
      {children}
    </div>
  );
}
