import { contradictionIds } from '../../report/contradictions.ts';
import type { MessageKey } from '../messages.ts';
import type { PageContext } from '../page.ts';
import { KeepCopy } from './keep-copy.tsx';
import { SendSlot } from './send-slot.tsx';

interface Props {
  readonly context: PageContext;
  readonly lead: MessageKey;
  /** What its button says. */
  readonly button: MessageKey;
}

/** Everything that will be sealed, each answer with a way back to its question; a script fills it. */
export function CheckAnswers({ context, lead, button }: Props) {
  const { messages } = context;
  const { t } = messages;
  return (
    <section id="check" hidden tabindex={-1} aria-labelledby="check-title">
      <h2 id="check-title">{t('check.title')}</h2>
      <p>{t(lead)}</p>
      <p id="contradictions-state" role="status"></p>
      <div id="contradictions" class="notice" hidden>
        <h3>{t('check.lookAgain')}</h3>
        <ul>
          {contradictionIds.map((id) => (
            <li data-contradiction={id} hidden>
              {t(`contradiction.${id}`)}
            </li>
          ))}
        </ul>
      </div>
      <p id="paste-waiting" class="notice" hidden>
        {t('paste.waiting')}{' '}
        <button type="button" class="quiet" id="paste-back">
          {t('check.change')}
        </button>
      </p>
      <div id="check-list"></div>
      <KeepCopy context={context} />
      <SendSlot text={t(button)} />
      <p>
        <button type="button" class="quiet" id="check-back">
          {t('check.back')}
        </button>
      </p>
    </section>
  );
}
