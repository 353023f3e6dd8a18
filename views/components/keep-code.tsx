import type { Messages } from '../messages.ts';
import { TextInput } from './text-input.tsx';

interface Props {
  readonly messages: Messages;
  /** Whether the report has not arrived yet: it has to be carried. */
  readonly isCarried: boolean;
}

/** Ways to keep the code, and to see now whether the pen has slipped. A script makes it alive. */
export function KeepCode({ messages: { t }, isCarried }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: most of what stands here is no field.
    <div id="keep" role="group" aria-labelledby="issued-code-title" aria-describedby="copied" tabindex={-1}>
      <p>
        <button type="button" id="keep-written">
          {t('keep.written')}
        </button>{' '}
        <button type="button" class="quiet" id="copy-code">
          {t('issued.copy')}
        </button>{' '}
        <button type="button" class="quiet" id="keep-print">
          {t('keep.print')}
        </button>{' '}
        <button type="button" class="quiet" id="keep-save">
          {t('keep.save')}
        </button>{' '}
        <button type="button" class="quiet" id="keep-drop">
          {t('keep.drop')}
        </button>
      </p>
      <p id="copied" role="status"></p>
      <p>
        <button type="button" id="keep-there" hidden>
          {t('keep.there')}
        </button>
      </p>
      <p class="hint">{t('keep.hint')}</p>
      <fieldset id="read-back" class="field" hidden tabindex={-1}>
        <legend>{t('keep.readBack')}</legend>
        <p class="hint">{t('keep.readBackHint')}</p>
        {['first', 'second'].map((which, at) => (
          <TextInput
            id={`read-back-${which}`}
            name={`copy.${which}`}
            label={t('keep.group', { number: at + 1 })}
            value=""
            kind="code"
          />
        ))}
        <p>
          <button type="button" class="quiet" id="read-back-compare">
            {t('keep.compare')}
          </button>
        </p>
        <p id="read-back-said" role="status"></p>
      </fieldset>
      {/* biome-ignore lint/a11y/useSemanticElements: nothing to fill in stands here. */}
      <div id="drop" class="notice" role="group" aria-labelledby="drop-title" hidden tabindex={-1}>
        <h3 id="drop-title">{t('keep.dropTitle')}</h3>
        <p>{t(isCarried ? 'takeAway.dropText' : 'keep.dropText')}</p>
        <p>
          <button type="button" class="quiet" id="drop-yes">
            {t('keep.dropYes')}
          </button>{' '}
          <button type="button" id="drop-no">
            {t('keep.dropNo')}
          </button>
        </p>
      </div>
    </div>
  );
}
