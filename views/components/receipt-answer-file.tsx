import type { Messages } from '../messages.ts';

interface Props {
  readonly messages: Messages;
  /** Hexadecimal mailbox token: the code itself need not be sent again. */
  readonly token: string;
}

/** The sealed answer as a file, where no script can open it: the take-away form does, with the code. */
export function ReceiptAnswerFile({ messages: { t }, token }: Props) {
  return (
    <section aria-labelledby="answer-file-title">
      <h2 id="answer-file-title">{t('answer.file.title')}</h2>
      <p>{t('answer.file.text')}</p>
      <form method="post" action="/answer" autocomplete="off">
        <input type="hidden" name="token" value={token} autocomplete="off" />
        <button type="submit">{t('answer.file.save')}</button>
      </form>
    </section>
  );
}
