import type { PageContext } from '../page.ts';
import { AnswerSection } from './answer.tsx';
import { CodeField, SeenField } from './code-fields.tsx';

/** Opens a sealed answer that was saved as a file, in the take-away form: with the code, and without a network. */
export function ReadAnswer({ context: { messages, settings } }: { context: PageContext }) {
  const { t } = messages;
  return (
    <details class="part" id="read-answer">
      <summary>{t('takeAway.answer.title')}</summary>
      <p>{t('takeAway.answer.text')}</p>
      <form id="answer-form" method="dialog" novalidate autocomplete="off" writingsuggestions="false">
        <div class="field">
          <label for="answer-file">{t('takeAway.answer.file')}</label>
          <input type="file" id="answer-file" autocomplete="off" />
        </div>
        <CodeField messages={messages} />
        <SeenField messages={messages} />
        <button type="button" id="answer-open">
          {t('takeAway.answer.open')}
        </button>
      </form>
      <p id="answer-state" role="status"></p>
      <AnswerSection messages={messages} threadDays={settings.threadDays} />
    </details>
  );
}
