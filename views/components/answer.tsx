import { answerStatuses } from '../../report/answer.ts';
import type { Messages } from '../messages.ts';

/** Why no answer is shown; the first is no fault, and each has a title and a text. */
export const answerProblems = [
  'none',
  'withheld',
  'broken',
  'forged',
  'revoked',
  'newer',
  'expired',
  'unopened',
] as const;

interface Props {
  readonly messages: Messages;
  /** Days for which a mailbox stays after its last answer. */
  readonly threadDays: number;
}

/** What the committee has answered, opened and believed in the browser alone; a script fills it in. */
export function AnswerSection({ messages: { t }, threadDays }: Props) {
  return (
    <section id="answer" class="notice" hidden tabindex={-1} aria-labelledby="answer-shown" data-days={threadDays}>
      <div data-answer="shown" hidden>
        <h2 id="answer-shown">{t('answer.title')}</h2>
        <div id="answer-older" hidden>
          <h3 id="answer-older-title">{t('answer.older.title')}</h3>
          <p>{t('answer.older.text')}</p>
        </div>
        <dl class="large">
          <div>
            <dt>{t('answer.number')}</dt>
            <dd id="answer-number"></dd>
          </div>
          <div>
            <dt>{t('answer.day')}</dt>
            <dd id="answer-day"></dd>
          </div>
        </dl>
        <p>{t('answer.write')}</p>
        <p id="answer-status" class="status"></p>
        <p>{t('answer.signed')}</p>
        <h3>{t('answer.messages')}</h3>
        <ol id="answer-messages" class="plain-list" reversed></ol>
        <p id="answer-until"></p>
        <p>{t('answer.limits')}</p>
      </div>
      {answerProblems.map((problem) => (
        <div data-answer={problem} hidden>
          <h2 id={`answer-${problem}`}>{t(`answer.${problem}.title`)}</h2>
          <p>{t(`answer.${problem}.text`)}</p>
        </div>
      ))}
    </section>
  );
}

/** The sentences that the script fills in. */
export function answerMessages({ t }: Messages): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(answerStatuses.map((status) => [`answer.status.${status}`, t(`answer.status.${status}`)])),
    'answer.opening': t('answer.opening'),
    'answer.one': t('answer.one', { number: '{number}', day: '{day}' }),
    'answer.until': t('answer.until', { day: '{day}' }),
    'answer.writtenIn': t('answer.writtenIn', { language: '{language}' }),
    'answer.shortened': t('answer.shortened'),
  };
}
