import type { FormProps } from '../page.ts';
import { FileChoice } from './file-choice.tsx';

/**
 * Files that follow a report which has arrived: chosen, described and sent in the page. A script makes it alive.
 */
export function Evidence(props: Pick<FormProps, 'context' | 'form' | 'way'>) {
  const { messages, assets, settings } = props.context;
  const { t } = messages;
  return (
    <section
      id="evidence"
      hidden
      tabindex={-1}
      aria-labelledby="evidence-title"
      data-script={assets.evidenceScript}
      data-max-bytes={settings.maxFileBytes}
      data-max-files={settings.maxFiles}
    >
      <h2 id="evidence-title">{t('section.evidence.title')}</h2>
      <p>{t('evidence.lead')}</p>
      <form id="evidence-form" method="dialog" novalidate autocomplete="off">
        <FileChoice {...props} />
        <button type="button" id="evidence-send" hidden>
          {t('evidence.send')}
        </button>
      </form>
      {/* biome-ignore lint/a11y/useSemanticElements: nothing to fill in stands here. */}
      <div id="evidence-sending" role="group" aria-labelledby="evidence-state" tabindex={-1} hidden>
        <p id="evidence-state" role="status"></p>
        <progress id="evidence-progress" max="100" value="0" aria-label={t('evidence.progressLabel')}></progress>
        <p>
          <button type="button" class="quiet" id="evidence-pause">
            {t('evidence.pause')}
          </button>{' '}
          <button type="button" class="quiet" id="evidence-resume" hidden>
            {t('evidence.resume')}
          </button>{' '}
          <button type="button" class="quiet" id="evidence-stop">
            {t('evidence.stop')}
          </button>
        </p>
      </div>
      <ul id="evidence-arrived"></ul>
    </section>
  );
}
