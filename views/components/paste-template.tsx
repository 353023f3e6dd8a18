import type { Messages } from '../messages.ts';

/** Pattern of what a script shows of a pasted list, and of the table that the MPs then stand in. */
export function PasteTemplate({ messages: { t } }: { messages: Messages }) {
  return (
    <>
      <template id="paste-template">
        <p>
          <button type="button" class="quiet" data-paste="show">
            {t('paste.show')}
          </button>
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: what it holds is to be read, and no answer */}
        <div class="notice" data-paste="preview" role="group" aria-labelledby="paste-count" tabindex={-1} hidden>
          <p>
            <strong data-paste="count" id="paste-count"></strong> {t('paste.nothingYet')}
          </p>
          <p data-paste="unread"></p>
          <ul data-paste="left-out"></ul>
          <p data-paste="countries"></p>
          <p data-paste="unclear"></p>
          <p data-paste="too-many"></p>
          <ol data-paste="list"></ol>
          <button type="button" data-paste="accept">
            {t('paste.accept')}
          </button>{' '}
          <button type="button" class="quiet" data-paste="change">
            {t('paste.change')}
          </button>
        </div>
        <p role="status" data-paste="state"></p>
      </template>
      <template id="mps-template">
        <table class="mps">
          <caption>{t('paste.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('paste.number')}</th>
              <th scope="col">{t('question.mps.fullName.label')}</th>
              <th scope="col">{t('part.mpMore.title')}</th>
            </tr>
          </thead>
          <tbody></tbody>
        </table>
      </template>
    </>
  );
}
