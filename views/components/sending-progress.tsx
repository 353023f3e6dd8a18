import type { Messages } from '../messages.ts';

interface Props {
  readonly messages: Messages;
  /** What the ids of its parts begin with. */
  readonly id: string;
}

/** Takes the focus while files are on their way; a script says how far they are, and lets it be paused or stopped. */
export function SendingProgress({ messages: { t }, id }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing to fill in stands here.
    <div id={`${id}-sending`} role="group" aria-labelledby={`${id}-state`} tabindex={-1} hidden>
      <p id={`${id}-state`} role="status"></p>
      <progress id={`${id}-progress`} max="100" value="0" aria-label={t('evidence.progressLabel')}></progress>
      <p>
        <button type="button" class="quiet" id={`${id}-pause`}>
          {t('evidence.pause')}
        </button>{' '}
        <button type="button" class="quiet" id={`${id}-resume`} hidden>
          {t('evidence.resume')}
        </button>{' '}
        <button type="button" class="quiet" id={`${id}-stop`}>
          {t('evidence.stop')}
        </button>
      </p>
    </div>
  );
}
