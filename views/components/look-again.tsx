import type { Messages } from '../messages.ts';
import type { LookAgain as Props } from '../page.ts';
import { Sentence } from './sentence.tsx';

/** Before an open post counts: what was understood of a list, and answers that do not fit together. */
export function LookAgain({ messages, lookAgain }: { messages: Messages; lookAgain: Props }) {
  const { t } = messages;
  const { contradictions, pasted, isMore } = lookAgain;
  return (
    <div class="notice" role="status">
      {isMore && (
        <p>
          <Sentence messages={messages} message="plain.added" />
        </p>
      )}
      {(pasted || contradictions.length > 0) && (
        <p>
          <Sentence messages={messages} message="plain.look" />
        </p>
      )}
      {pasted && (
        <p>
          <a href="#pasted">{t('paste.again')}</a>
        </p>
      )}
      {contradictions.length > 0 && (
        <>
          <p>{t('check.lookAgain')}</p>
          <ul>
            {contradictions.map((id) => (
              <li>{t(`contradiction.${id}`)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
