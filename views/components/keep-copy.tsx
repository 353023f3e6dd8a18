import type { PageContext } from '../page.ts';
import { TextInput } from './text-input.tsx';

/** A copy for the submitter: never offered as the usual thing to do, and only in a form that stays locked. */
export function KeepCopy({ context: { messages, assets } }: { context: PageContext }) {
  const { t } = messages;
  return (
    <details class="part" id="keep-copy" data-copy-worker={assets.copyWorker}>
      <summary>{t('copy.title')}</summary>
      <p>{t('copy.warning')}</p>
      <p>
        <button type="button" class="quiet" id="copy-print">
          {t('copy.print')}
        </button>{' '}
        {t('copy.printWarning')} <span id="copy-printed" role="status"></span>
      </p>
      <fieldset class="field">
        <legend>{t('copy.seal')}</legend>
        <TextInput
          id="copy-passphrase"
          name="copy.passphrase"
          label={t('copy.passphrase')}
          hint={t('copy.passphraseHint')}
          value=""
        />
        <TextInput
          id="copy-recipient"
          name="copy.recipient"
          label={t('copy.recipient')}
          hint={t('copy.recipientHint')}
          value=""
        />
        <button type="button" class="quiet" id="copy-save">
          {t('copy.save')}
        </button>{' '}
        <span id="copy-state" role="status"></span>
      </fieldset>
    </details>
  );
}
