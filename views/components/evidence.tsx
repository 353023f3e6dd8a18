import type { MessageKey } from '../messages.ts';
import type { FormProps } from '../page.ts';
import { FileChoice } from './file-choice.tsx';
import { SendingProgress } from './sending-progress.tsx';

interface Props extends Pick<FormProps, 'context' | 'form' | 'way'> {
  readonly lead: MessageKey;
}

/**
 * Files that follow a report which has arrived: chosen, described and sent in the page. A script makes it alive.
 */
export function Evidence({ lead, ...props }: Props) {
  const { messages, assets, settings } = props.context;
  const { t } = messages;
  return (
    <section
      id="evidence"
      hidden
      tabindex={-1}
      aria-labelledby="evidence-title"
      aria-describedby="evidence-said"
      data-script={assets.evidenceScript}
      data-max-bytes={settings.maxFileBytes}
      data-max-files={settings.maxFiles}
    >
      <h2 id="evidence-title">{t('section.evidence.title')}</h2>
      <p>{t(lead)}</p>
      <form id="evidence-form" method="dialog" novalidate autocomplete="off">
        <FileChoice {...props} />
        <p id="evidence-use" role="status"></p>
        <button type="button" id="evidence-send" hidden>
          {t('evidence.send')}
        </button>
      </form>
      <SendingProgress messages={messages} id="evidence" />
      <ul id="evidence-arrived"></ul>
    </section>
  );
}
