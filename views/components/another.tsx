import type { Messages } from '../messages.ts';

/** The way to a further report in the same sitting; what stays filled in is held by the page alone. */
export function Another({ messages }: { messages: Messages }) {
  return (
    <details class="part">
      <summary>{messages.t('another.title')}</summary>
      <p>{messages.t('another.text')}</p>
      <button type="button" class="quiet" id="another">
        {messages.t('another.button')}
      </button>
    </details>
  );
}
