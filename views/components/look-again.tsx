import { fieldId } from '../field-id.ts';
import type { Messages } from '../messages.ts';
import type { LookAgain as Told } from '../page.ts';
import { filesSection } from './plain-files.tsx';
import { Sentence } from './sentence.tsx';

interface Props {
  readonly messages: Messages;
  readonly lookAgain?: Told | undefined;
  /** Files that the browser has forgotten, with the control that asks for them. */
  readonly files?: { readonly field: string; readonly text: string } | undefined;
}

/** Before an open post counts: what was understood of a list, and answers that do not fit together. */
export function LookAgain({ messages, lookAgain = { contradictions: [] }, files }: Props) {
  const { t } = messages;
  const { contradictions, pasted, isMore, isChecked, isUnnamed, problem } = lookAgain;
  return (
    <div class="notice" role="status">
      {problem && (
        <p>
          {t(`problem.${problem}.what`)} {t(`problem.${problem}.kept`)}{' '}
          {/* That it will not arrive twice is so where scripts are on. */}
          {t(problem === 'server-error' ? 'problem.busy.todo' : `problem.${problem}.todo`)}
        </p>
      )}
      {isUnnamed && (
        <p>
          <Sentence messages={messages} message="plain.unnamed" />
        </p>
      )}
      {files && (
        <p>
          <a href={`#${fieldId(files.field)}`}>{files.text}</a>
        </p>
      )}
      {isChecked && (
        <p>
          <Sentence messages={messages} message="plain.checked" />{' '}
          <a href={`#${filesSection}`}>{t('section.evidence.title')}</a>
        </p>
      )}
      {isMore && (
        <p>
          <Sentence messages={messages} message="plain.added" />
        </p>
      )}
      {!isChecked && (pasted || contradictions.length > 0) && (
        <p>
          <Sentence messages={messages} message="plain.look" />
        </p>
      )}
      {pasted && (
        <p>
          <a href="#pasted">{t('paste.again')}</a>
        </p>
      )}
      {!isChecked && contradictions.length > 0 && (
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
