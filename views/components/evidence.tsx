import { fileField } from '../../report/evidence.ts';
import { fileQuestions } from '../../report/questions.ts';
import type { FormProps } from '../page.ts';
import { Pieces } from './pieces.tsx';
import { SendingProgress } from './sending-progress.tsx';

/** Number in the pattern of a file's questions; a script gives each file its own. */
const patternNumber = 0;

/** What is asked of a file, under the names of its controls. */
export const questionsOfFile = fileQuestions.map((question) => ({
  ...question,
  field: fileField(patternNumber, question.field),
}));

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
      <p id="evidence-limits" class="hint"></p>
      <form id="evidence-form" method="dialog" novalidate autocomplete="off">
        <div id="evidence-drop" class="field">
          <label for="evidence-files">{t('evidence.choose')}</label>
          <p class="hint" id="evidence-files-hint">
            {t('evidence.drop')}
          </p>
          <input
            type="file"
            id="evidence-files"
            multiple
            autocomplete="off"
            aria-describedby="evidence-limits evidence-files-hint"
          />
        </div>
        <p id="evidence-said" role="status"></p>
        <div id="evidence-list"></div>
        <div id="evidence-wide" class="field" hidden>
          <p class="hint" id="evidence-wide-hint">
            {t('evidence.paddingHint')}
          </p>
          <div class="choice">
            <input type="checkbox" id="evidence-is-wide" autocomplete="off" aria-describedby="evidence-wide-hint" />
            <label for="evidence-is-wide">{t('evidence.padding')}</label>
          </div>
        </div>
        <button type="button" id="evidence-send" hidden>
          {t('evidence.send')}
        </button>
      </form>
      <SendingProgress messages={messages} id="evidence" />
      <ul id="evidence-arrived"></ul>
      <template id="file-template">
        <fieldset class="thing file" data-thing={patternNumber} id={`files-${patternNumber}`}>
          <legend></legend>
          <p class="hint" data-size=""></p>
          <Pieces {...props} values={{}} errors={[]} questions={questionsOfFile} />
          <p data-buttons=""></p>
        </fieldset>
      </template>
    </section>
  );
}
